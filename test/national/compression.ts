import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const compressed = promisify(gzip)
/** Below this a packet is a packet, compressed or not. */
const smallestWorthwhile = 1400

/**
 * PROTOCOL.md 1.1: gzip, where the asker takes it. Level 1: pages of a pull are large and wanted at once. Files and
 * streams are not texts here and go as they are.
 */
export function compressResponses(application: FastifyInstance): void {
  application.addHook('onSend', async (request, reply, payload: unknown) => {
    // Said on every answer, also a 304 or a short one: another asker may get the same with another encoding.
    reply.header('vary', withAcceptEncoding(reply.getHeader('vary')))
    if (typeof payload !== 'string' || payload.length < smallestWorthwhile) return payload
    const untouched = reply.getHeader('content-encoding') === undefined
    if (!untouched || !acceptsGzip(request.headers['accept-encoding'])) return payload
    reply.header('content-encoding', 'gzip')
    reply.removeHeader('content-length')
    return compressed(payload, { level: 1 })
  })
}

function withAcceptEncoding(vary: number | string | string[] | undefined): string {
  const fields = vary === undefined ? [] : String(vary).split(/\s*,\s*/)
  const said = fields.some((field) => field === '*' || field.toLowerCase() === 'accept-encoding')
  return (said ? fields : [...fields, 'accept-encoding']).join(', ')
}

/** Whether an `Accept-Encoding` header takes gzip, by its name or by `*`, and not with `q=0` (RFC 9110, 12.5.3). */
export function acceptsGzip(header: string | undefined): boolean {
  const weights = new Map<string, number>()
  for (const one of (header ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = one.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    weights.set(coding, weight === undefined ? 1 : Number(weight))
  }
  const weight = weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0
  return weight > 0
}
