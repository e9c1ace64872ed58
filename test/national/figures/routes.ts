import type { FastifyInstance } from 'fastify'
import { figuresQuerySchema } from '../../../shared/protocol/figures'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { authenticate } from '../sessions/sessions'
import { checked } from '../validation'
import { agencyFigures } from './agencyFigures'

/** PROTOCOL.md 3.3: for those who see the whole agency. */
export function figureRoutes(application: FastifyInstance, national: National): void {
  application.get('/v1/figures', async (request) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    if (officer.role === 'officer') {
      throw new ProblemError(403, 'forbidden', 'for supervisors and auditors only')
    }
    return agencyFigures(national, officer.agencyId, checked(figuresQuerySchema, request.query))
  })
}
