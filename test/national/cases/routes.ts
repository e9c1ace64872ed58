import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { pageLimits } from '../../../shared/protocol/changes'
import type { National } from '../national'
import { notFound } from '../problem'
import { authenticate } from '../sessions/sessions'
import { checked } from '../validation'
import { visibleCase } from './caseStore'
import { changesPage } from './changes'
import { scopeFor } from './scope'
import { searchCases } from './searchCases'

const changesQuerySchema = z.object({
  since: z.string().min(1).max(1024).optional(),
  limit: z.coerce.number().int().min(pageLimits.least).max(pageLimits.most).default(pageLimits.usual),
})

const searchQuerySchema = z.object({
  q: z.string().trim().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const caseParametersSchema = z.object({ id: z.string().min(1).max(64) })

const json = 'application/json; charset=utf-8'

/** PROTOCOL.md 4.1 to 4.7. */
export function caseRoutes(application: FastifyInstance, national: National): void {
  application.get('/v1/changes', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const page = await changesPage(national, officer, checked(changesQuerySchema, request.query))
    return reply.type(json).send(page)
  })

  application.get('/v1/cases/:id', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const { id } = checked(caseParametersSchema, request.params)
    const document = await visibleCase(national.database, id, await scopeFor(national, officer))
    // Another agency's case and one that does not exist look the same.
    if (document === null) throw notFound('no such case in your scope')
    return reply.type(json).send(document)
  })

  application.get('/v1/search', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const search = checked(searchQuerySchema, request.query)
    const found = await searchCases(national.database, await scopeFor(national, officer), search)
    return reply.type(json).send(`{"cases":[${found.join(',')}]}`)
  })
}
