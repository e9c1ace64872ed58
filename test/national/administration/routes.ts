import type { FastifyInstance } from 'fastify'
import type { National } from '../national'
import { checked } from '../validation'
import { dispositionRequestSchema } from '../../../shared/protocol/administration'
import { disposeReport } from './dispositions'
import { statistics } from './statistics'

/** PROTOCOL.md 8.2: the national admin's side. */
export function administrationRoutes(application: FastifyInstance, national: National): void {
  application.post('/national/dispositions', async (request, reply) => {
    const disposed = await disposeReport(national, checked(dispositionRequestSchema, request.body))
    return reply.code(201).send(disposed)
  })

  application.get('/national/statistics', () => statistics(national))
}
