import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { National } from '../national'
import { authenticate } from '../sessions/sessions'
import { checked } from '../validation'
import { pushActions, resultOf } from './pushActions'

const parametersSchema = z.object({ actionId: z.string().min(1).max(64) })
const json = 'application/json; charset=utf-8'

/** PROTOCOL.md 5. */
export function actionRoutes(application: FastifyInstance, national: National): void {
  application.post('/v1/actions', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const results = await pushActions(national, officer, request.body, (done) =>
      national.faults.betweenActions(request.raw, done),
    )
    return reply.type(json).send(results)
  })

  application.get('/v1/actions/:actionId', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const { actionId } = checked(parametersSchema, request.params)
    return reply.type(json).send(await resultOf(national, officer, actionId))
  })
}
