import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { awayRequestSchema, dutyRequestSchema } from '../../../shared/protocol/duty'
import { identifier } from '../../../shared/protocol/primitives'
import { acceptsGzip } from '../compression'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { authenticate } from '../sessions/sessions'
import { checked } from '../validation'
import { areaList, withoutGzip } from './areas'
import { setAway, setDuty } from './duties'
import { isHeld } from './entityTag'

const unitParametersSchema = z.object({ id: identifier<UnitId>() })
const officerParametersSchema = z.object({ id: identifier<OfficerId>() })

/** PROTOCOL.md 3.1 to 3.3, but for the figures. */
export function referenceRoutes(application: FastifyInstance, national: National): void {
  application.get('/v1/reference', async (request, reply) => {
    const { officer } = await authenticate(national, request.headers.authorization)
    const { reference, tag } = await national.references.of(officer.agencyId)
    return holds(request, reply, tag) ? reply.code(304).send() : reply.send(reference)
  })

  application.get('/v1/areas', async (request, reply) => {
    await authenticate(national, request.headers.authorization)
    const areas = await areaList()
    if (holds(request, reply, areas.tag)) return reply.code(304).send()
    reply.type('application/json; charset=utf-8')
    if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(await withoutGzip(areas))
    return reply.header('content-encoding', 'gzip').send(areas.gzipped)
  })

  application.put('/v1/units/:id/duty', async (request, reply) => {
    const supervisor = await signedInSupervisor(national, request)
    const { id } = checked(unitParametersSchema, request.params)
    await setDuty(national, supervisor, id, checked(dutyRequestSchema, request.body))
    return reply.code(204).send()
  })

  application.put('/v1/officers/:id/away', async (request, reply) => {
    const supervisor = await signedInSupervisor(national, request)
    const { id } = checked(officerParametersSchema, request.params)
    await setAway(national, supervisor, id, checked(awayRequestSchema, request.body).until)
    return reply.code(204).send()
  })
}

function holds(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag)
  return isHeld(request.headers['if-none-match'], tag)
}

async function signedInSupervisor(national: National, request: FastifyRequest): Promise<Officer> {
  const { officer } = await authenticate(national, request.headers.authorization)
  if (officer.role !== 'supervisor') throw new ProblemError(403, 'forbidden', 'for supervisors only')
  return officer
}
