import type { FastifyInstance } from 'fastify'
import { refreshRequestSchema, signInRequestSchema } from '../../../shared/protocol/session'
import type { National } from '../national'
import { checked } from '../validation'
import { authenticate, refresh, signOut } from './sessions'
import { signIn } from './signIn'
import { Turns } from './signInAttempts'

/** PROTOCOL.md 2. */
export function sessionRoutes(application: FastifyInstance, national: National): void {
  const turns = new Turns()

  application.post('/v1/sessions', async (request, reply) =>
    reply.code(201).send(await signIn(national, turns, checked(signInRequestSchema, request.body))),
  )

  application.post('/v1/sessions/refresh', (request) =>
    refresh(national, checked(refreshRequestSchema, request.body)),
  )

  application.delete('/v1/sessions/current', async (request, reply) => {
    const { sessionId } = await authenticate(national, request.headers.authorization)
    await signOut(national, sessionId)
    return reply.code(204).send()
  })
}
