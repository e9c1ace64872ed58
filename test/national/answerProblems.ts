import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problemMime } from '../../shared/protocol/problem'
import type { Clock } from './clock'
import { DatabaseBusy, DatabaseLost } from './database/database'
import { errorPlaces } from './errorPlaces'
import { invalid, notFound, ProblemError } from './problem'

/** Takes one line, or an error's line with its places below. */
export type LogLine = (line: string) => void

/** What every answer carries (PROTOCOL.md 1.2); the clock is the sandbox's, which may have been moved (8.3). */
export function commonHeaders(clock: Clock): Readonly<Record<string, string>> {
  return { date: new Date(clock.now()).toUTCString(), 'cache-control': 'no-store' }
}

/** PROTOCOL.md 1.3 and 1.4: whatever went wrong, the answer is a problem document. */
export function answerProblems(application: FastifyInstance, log: LogLine): void {
  // Another method on a known path is answered the same: the page knows no 405.
  application.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound('no such path')))
  application.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500 && !(error instanceof ProblemError)) {
      // The route's pattern, not the path: that holds what somebody asked for.
      log(`${request.method} ${request.routeOptions.url ?? '?'} ${errorPlaces(error)}`)
    }
    return sendProblem(reply, problem)
  })
}

function problemOf(error: Error & { readonly statusCode?: number | undefined }): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof DatabaseBusy || error instanceof DatabaseLost) {
    return new ProblemError(503, 'unavailable', undefined, 1)
  }
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

/** A path that cannot be read has no route, so none of the hooks has seen the request. */
export function answerUnreadablePath(clock: Clock) {
  return (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers(commonHeaders(clock))
    const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH'
    // An id has 64 characters at most (1.1): nothing is found under a longer one.
    sendProblem(reply, tooLong ? notFound('no such path') : invalid('path: not readable'))
  }
}

type ConnectionError = Error & { readonly code?: string }

/** What is not even HTTP, or too much of it, is answered on the socket itself, which is then closed. */
export function answerUnreadableRequest(clock: Clock) {
  return (error: ConnectionError, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const problem = unreadable(error.code)
    const document = JSON.stringify(problem.document())
    const headers = {
      ...commonHeaders(clock),
      'content-type': problemMime,
      'content-length': Buffer.byteLength(document),
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const status = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n`
    socket.end(`${status}${lines.join('')}\r\n${document}`)
  }
}

function unreadable(code: string | undefined): ProblemError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError(408, 'invalid', 'request: took too long to come')
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError(431, 'invalid', 'headers: too large')
    default:
      return new ProblemError(400, 'invalid', 'request: not HTTP')
  }
}
