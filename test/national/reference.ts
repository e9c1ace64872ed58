import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Reference } from '../../shared/domain/reference'
import type { National } from './national'
import { authenticate } from './sessions/sessions'

/** A strong validator made from the content. */
export function referenceTagOf(reference: Reference): string {
  return `"${createHash('sha256').update(JSON.stringify(reference)).digest('base64url').slice(0, 22)}"`
}

/** `If-None-Match` with one tag, several, a weak one or `*` (RFC 9110, 13.1.2). */
function isHeld(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
}

/** PROTOCOL.md 3.1. */
export function referenceRoutes(application: FastifyInstance, national: National): void {
  application.get('/v1/reference', async (request, reply) => {
    await authenticate(national, request.headers.authorization)
    reply.header('etag', national.referenceTag)
    if (isHeld(request.headers['if-none-match'], national.referenceTag)) return reply.code(304).send()
    return reply.send(national.reference)
  })
}
