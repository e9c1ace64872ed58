import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { scopeFor } from '../cases/scope'
import type { National } from '../national'
import { notFound, ProblemError } from '../problem'
import { isHeld } from '../reference/entityTag'
import { authenticate } from '../sessions/sessions'
import { checked } from '../validation'
import { attachmentBytes, visibleAttachment, type StoredAttachment } from './attachmentStore'
import { fileHeaders } from './fileHeaders'
import { rangeAsked } from './ranges'
import type { ByteRange } from './storedBytes'

const url = '/v1/attachments/:id'
const parametersSchema = z.object({ id: z.string().min(1).max(64) })

/** PROTOCOL.md 6.3: the bytes of an attachment, with ranges. */
export function attachmentRoutes(application: FastifyInstance, national: National): void {
  application.head(url, async (request, reply) => {
    const { attachment } = await attachmentFor(national, request)
    return describe(reply, attachment).header('content-length', attachment.size).send()
  })

  application.get(url, async (request, reply) => {
    const found = await attachmentFor(national, request)
    const { attachment } = found
    if (isHeld(request.headers['if-none-match'], tagOf(attachment))) {
      return reply.header('etag', tagOf(attachment)).code(304).send()
    }
    const range = wantedRange(request, attachment)
    if (range === 'unsatisfiable') {
      reply.header('content-range', `bytes */${attachment.size}`)
      throw new ProblemError(416, 'invalid', 'Range: the attachment has no such bytes')
    }
    const { from, until } = range ?? { from: 0, until: attachment.size }
    describe(reply, attachment)
    if (range) reply.code(206).header('content-range', `bytes ${from}-${until - 1}/${attachment.size}`)
    return sendBytes(reply, national, { source: found.source, range: { from, until } })
  })
}

async function attachmentFor(national: National, request: FastifyRequest): Promise<StoredAttachment> {
  const { officer } = await authenticate(national, request.headers.authorization)
  const { id } = checked(parametersSchema, request.params)
  const found = await visibleAttachment(national.database, id, await scopeFor(national, officer))
  if (!found) throw notFound('no such attachment in your scope')
  return found
}

function tagOf({ sha256 }: StoredAttachment['attachment']): string {
  return `"${sha256}"`
}

function describe(reply: FastifyReply, attachment: StoredAttachment['attachment']): FastifyReply {
  return reply
    .headers(fileHeaders(attachment))
    .header('etag', tagOf(attachment))
    .header('accept-ranges', 'bytes')
}

/** A range of another version of the file is of no use; only this one's tag makes it good (RFC 9110, 13.1.5). */
function wantedRange(
  request: FastifyRequest,
  attachment: StoredAttachment['attachment'],
): ReturnType<typeof rangeAsked> {
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== tagOf(attachment)) return null
  return rangeAsked(request.headers.range, attachment.size)
}

function sendBytes(
  reply: FastifyReply,
  { database }: National,
  { source, range }: { readonly source: StoredAttachment['source']; readonly range: ByteRange },
): FastifyReply {
  reply.header('content-length', range.until - range.from)
  return reply.send(Readable.from(attachmentBytes(database, source, range), { objectMode: false }))
}
