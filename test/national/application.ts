import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { problemMime } from '../../shared/protocol/problem'
import { actionRoutes } from './actions/routes'
import { administrationRoutes } from './administration/routes'
import { caseRoutes } from './cases/routes'
import { compressResponses } from './compression'
import type { National } from './national'
import { invalid, notFound, ProblemError } from './problem'
import { publicRoutes } from './public/routes'
import { referenceRoutes } from './reference'
import { sandboxRoutes } from './sandbox/routes'
import { sessionRoutes } from './sessions/routes'

/** A batch that is larger is split by the desk (PROTOCOL.md 1.4, 413). */
const largestBody = 1024 * 1024

export type LogLine = (line: string) => void

/** The whole sandbox as one fastify application, not listening yet. */
export function buildApplication(national: National, log: LogLine): FastifyInstance {
  const application = fastify({
    logger: false,
    bodyLimit: largestBody,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
  })
  readBodies(application)
  answerProblems(application, log)
  actOutFaults(application, national)
  compressResponses(application)
  application.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  application.get('/v1/status', () => ({ maintenance: null }))
  sessionRoutes(application, national)
  referenceRoutes(application, national)
  caseRoutes(application, national)
  actionRoutes(application, national)
  publicRoutes(application, national)
  administrationRoutes(application, national)
  sandboxRoutes(application, national)
  return application
}

/** JSON only; an empty body is no body, as a DELETE with a content type has it. */
function readBodies(application: FastifyInstance): void {
  application.removeAllContentTypeParsers()
  application.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body.length === 0) {
      done(null, undefined)
      return
    }
    try {
      const parsed: unknown = JSON.parse(String(body))
      done(null, parsed)
    } catch {
      done(invalid('body: not JSON'), undefined)
    }
  })
}

/** PROTOCOL.md 1.3 and 1.4: whatever went wrong, the answer is a problem document. */
function answerProblems(application: FastifyInstance, log: LogLine): void {
  application.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound('no such path')))
  application.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) {
      // The route's pattern and the places in the code, never the message: it may hold what a citizen wrote.
      const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
      log(`${request.method} ${request.routeOptions.url ?? '?'} ${error.name}\n${places.join('\n')}`)
    }
    return sendProblem(reply, problem)
  })
}

function problemOf(error: Error & { readonly statusCode?: number | undefined }): ProblemError {
  if (error instanceof ProblemError) return error
  if (error.statusCode === 413) return new ProblemError(413, 'too_large', 'body: at most 1 MiB')
  if (error.statusCode === 415) return invalid('content-type: application/json is expected')
  if (error.statusCode !== undefined && error.statusCode < 500) return invalid('request: not readable')
  return new ProblemError(500, 'unavailable')
}

function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).type(problemMime).send(JSON.stringify(problem.document()))
}

/** Faults act on connections, as a broken network does: the desk sees no answer, not an error. */
function actOutFaults(application: FastifyInstance, { faults }: National): void {
  application.addHook('onRequest', async (request, reply) => {
    const problem = faults.problemFor(request.method, pathOf(request.url))
    if (problem) throw problem
    if (!faults.refuses(pathOf(request.url))) return
    reply.hijack()
    request.raw.socket.destroy()
  })
  application.addHook('onSend', async (request, _reply, payload: unknown) => {
    // The handler is done and its transaction committed: only the answer is lost.
    if (faults.dropsResponse(request.method, pathOf(request.url))) request.raw.socket.destroy()
    return payload
  })
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url
}
