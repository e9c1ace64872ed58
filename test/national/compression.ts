import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const compressed = promisify(gzip)
/** Below this a packet is a packet, compressed or not. */
const smallestWorthwhile = 1400

/** PROTOCOL.md 1.1: gzip, where the asker takes it. Level 1: pages of a pull are large and wanted at once. */
export function compressResponses(application: FastifyInstance): void {
  application.addHook('onSend', async (request, reply, payload: unknown) => {
    reply.header('vary', 'accept-encoding')
    const accepted = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    if (!accepted || typeof payload !== 'string' || payload.length < smallestWorthwhile) return payload
    reply.header('content-encoding', 'gzip')
    reply.removeHeader('content-length')
    return compressed(payload, { level: 1 })
  })
}
