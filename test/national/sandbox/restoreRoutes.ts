import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { bringBack, findBackup, takeBackup } from '../database/backups'
import { beginEpoch } from '../epoch'
import type { National } from '../national'
import { invalid } from '../problem'
import { checked } from '../validation'

const nameSchema = z.string().trim().min(1).max(64)
const parametersSchema = z.object({ name: nameSchema })
export const restoreRequestSchema = z.object({ backup: nameSchema.optional() })

/** PROTOCOL.md 8.3: back to an earlier state, in a new epoch. */
export function restoreRoutes(application: FastifyInstance, national: National): void {
  const { database, clock } = national

  application.put('/sandbox/backups/:name', async (request, reply) => {
    const { name } = checked(parametersSchema, request.params)
    const { takenAt } = await database.alone((transaction) => takeBackup(transaction, name, clock.now()))
    return reply.code(201).send({ name, takenAt })
  })

  application.post('/sandbox/restore', async (request) => {
    const wanted = checked(restoreRequestSchema, request.body ?? {}).backup
    const restored = await database.alone(async (transaction) => {
      const backup = await findBackup(transaction, wanted)
      if (!backup) throw invalid('backup: there is none')
      await bringBack(transaction, backup)
      return { backup: backup.name, epoch: await beginEpoch(transaction) }
    })
    national.references.forget()
    return restored
  })
}
