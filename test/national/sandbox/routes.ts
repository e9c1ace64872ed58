import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { National } from '../national'
import { checked } from '../validation'
import { faultsRequestSchema } from './faultSchema'

const ledgerRowSchema = z.object({
  sequence: z.coerce.number(),
  actionId: z.string(),
  caseId: z.string(),
  trackingId: z.string(),
  type: z.string(),
  officerId: z.string(),
  at: z.string(),
  text: z.string().nullable(),
})

/** PROTOCOL.md 8.3: what tests ask for and what they break. */
export function sandboxRoutes(application: FastifyInstance, { database, faults }: National): void {
  application.get('/sandbox/ledger', async () => {
    const rows = await database.rows(
      ledgerRowSchema,
      `select sequence, action_id as "actionId", case_id as "caseId", tracking_id as "trackingId", type,
              officer_id as "officerId", at, text
         from ledger order by sequence`,
    )
    return { actions: rows.map(({ text, ...row }) => (text === null ? row : { ...row, text })) }
  })

  application.get('/sandbox/faults', () => ({ faults: faults.list() }))

  application.post('/sandbox/faults', (request) => {
    faults.set(checked(faultsRequestSchema, request.body).faults)
    return { faults: faults.list() }
  })

  application.delete('/sandbox/faults', (_request, reply) => {
    faults.set([])
    return reply.code(204).send()
  })
}
