import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CaseId } from '../../../shared/domain/identifiers'
import { presenceRequestSchema, type Presence } from '../../../shared/protocol/events'
import { identifier } from '../../../shared/protocol/primitives'
import { inScopeSql, scopeFor, type Scope } from '../cases/scope'
import { firstRow } from '../database/database'
import type { National } from '../national'
import { notFound, ProblemError } from '../problem'
import { authenticate } from '../sessions/sessions'
import { checked } from '../validation'
import type { Permit } from './eventHub'

const caseParametersSchema = z.object({ id: identifier<CaseId>() })

/** PROTOCOL.md 4.8. */
export function eventRoutes(application: FastifyInstance, national: National): void {
  const { events } = national
  // Before the server waits for its connections to end: these never would.
  application.addHook('preClose', () => events.close())

  application.get('/v1/events', { exposeHeadRoute: false }, async (request, reply) => {
    const { sessionId, officer, until } = await authenticate(national, request.headers.authorization)
    const scope = await scopeFor(national, officer)
    const current = await presencesInScope(national, scope, events.presences.ofOthers(officer))
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // The connection ends with the stream, so that whoever reads it sees that it ended.
      connection: 'close',
    })
    const reader = { sessionId, officer, scope, permit: permitOf(national, request) }
    events.begin(reader, until, reply.raw, current)
  })

  application.put('/v1/cases/:id/presence', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const { id } = checked(caseParametersSchema, request.params)
    const place = await placeInScope(national, await scopeFor(national, officer), id)
    if (!place) throw notFound('no such case in your scope')
    const { mode } = checked(presenceRequestSchema, request.body)
    const presence =
      mode === 'none' ? events.presences.end(officer, id) : events.presences.set(officer, id, mode)
    if (presence) events.tell(presence, place)
    return reply.code(204).send()
  })
}

/** Asks again what was asked when the stream began. */
function permitOf(national: National, request: FastifyRequest): Permit {
  const { authorization } = request.headers
  return async () => {
    try {
      return (await authenticate(national, authorization)).until
    } catch (error) {
      if (error instanceof ProblemError) return null
      throw error
    }
  }
}

async function placeInScope(
  { database }: Pick<National, 'database'>,
  scope: Scope,
  caseId: CaseId,
): Promise<{ agencyId: string; unitId: string } | null> {
  return firstRow(
    database,
    z.object({ agencyId: z.string(), unitId: z.string() }),
    `select agency_id as "agencyId", unit_id as "unitId" from cases where id = $1 and ${inScopeSql('$2', '$3')}`,
    [caseId, scope.agencyId, scope.unitIds],
  )
}

async function presencesInScope(
  { database }: Pick<National, 'database'>,
  scope: Scope,
  presences: readonly Presence[],
): Promise<Presence[]> {
  if (presences.length === 0) return []
  const rows = await database.rows(
    z.object({ id: z.string() }),
    `select id from cases where id = any($1::text[]) and ${inScopeSql('$2', '$3')}`,
    [presences.map(({ caseId }) => caseId), scope.agencyId, scope.unitIds],
  )
  const visible = new Set(rows.map(({ id }) => id))
  return presences.filter(({ caseId }) => visible.has(caseId))
}
