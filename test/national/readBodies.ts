import type { FastifyInstance } from 'fastify'
import { isPlainContent } from './gate/plainContent'
import { invalid } from './problem'

/** Bad bytes are an error here, not a replacement character in somebody's answer; a mark at the start is left out. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** JSON in UTF-8 only (PROTOCOL.md 1.1); an empty body is no body, as a DELETE with a content type has it. */
export function readBodies(application: FastifyInstance): void {
  application.removeAllContentTypeParsers()
  application.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) {
      done(null, undefined)
      return
    }
    try {
      const parsed: unknown = JSON.parse(utf8.decode(Buffer.from(body)))
      done(null, parsed)
    } catch {
      done(invalid('body: not JSON in UTF-8'), undefined)
    }
  })
  application.addHook('preValidation', async ({ routeOptions, params, query, body }) => {
    if (!isPlainContent(params)) throw invalid('path: holds characters that are no text')
    if (!isPlainContent(query)) throw invalid('query: holds characters that are no text')
    // Of a push only the one action is refused, by itself (PROTOCOL.md 5.6); its route looks.
    if (routeOptions.url === '/v1/actions' || isPlainContent(body)) return
    throw invalid('body: holds characters that are no text')
  })
}
