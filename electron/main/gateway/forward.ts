import { assertNever } from '../../../shared/domain/assertNever'
import {
  networkFaultOf,
  withTimeLimit,
  type NationalFetch,
  type NetworkFault,
} from '../session/nationalFetch'
import type { AuthorisedAnswer, SessionKeeper } from '../session/sessionKeeper'
import { TooMuch } from '../session/boundedBody'
import { allowedRequests, isAllowed, requestsOfSending } from './allowedPaths'
import { protectiveHeaders } from './contentPolicy'
import { gatewayFailureResponse, problemResponse } from './gatewayFailure'

/** Until the head of an answer is there. Bodies take the time they need: event streams never end. */
export const headTimeMilliseconds = 30_000

const forwardedRequestHeaders =
  /^(accept|content-type|if-none-match|range|if-range|last-event-id|tus-.*|upload-.*)$/
const returnedResponseHeaders =
  /^(content-type|etag|date|retry-after|content-range|accept-ranges|tus-.*|upload-.*)$/
/** Far more than a page of 5,000 cases or a file of a report; only the stream of events has no end. */
const longestBody = 512 * 1024 * 1024
const endlessPath = '/v1/events'
/** By the Fetch standard these have no body, not even an empty one. */
const statusesWithoutBody = [204, 205, 304]

export interface ForwardSetting {
  readonly fetch: NationalFetch
  /** Those of the desk itself: version and device (PROTOCOL.md 1.2). */
  readonly deskHeaders: () => Readonly<Record<string, string>>
  /** Null while nobody is signed in. */
  readonly session: () => SessionKeeper | null
  /** While the desk is locked nothing is fetched, and what was decided is sent (ARCHITECTURE.md, *Two keys*). */
  readonly sendsOnly?: () => boolean
  readonly headTime?: number
  /** Bytes of an answer, as they are after unpacking. */
  readonly longestBody?: number
}

/** Forwards a request of the page for `/api/…` to the national system, with the token (SECURITY.md 6). */
export async function forward(request: Request, setting: ForwardSetting): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const path = pathname.slice('/api'.length)
  if (!isAllowed(request.method, path, setting.sendsOnly?.() ? requestsOfSending : allowedRequests)) {
    return problemResponse({ type: 'about:blank', title: 'Not forwarded.', status: 404, code: 'not_found' })
  }
  const session = setting.session()
  if (!session) return gatewayFailureResponse('not-configured')
  const { server } = session.current
  // Read whole, so that it can be sent again after a refresh; a batch of actions or one piece of a file is small.
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
  const headers = { ...pick(request.headers, forwardedRequestHeaders), ...setting.deskHeaders() }
  // What a server says of the length is not believed: a hostile one could fill the memory.
  const most = path === endlessPath ? Infinity : (setting.longestBody ?? longestBody)
  const send = (accessToken: string): Promise<Response> => {
    const upstream = {
      method: request.method,
      headers: { ...headers, authorization: `Bearer ${accessToken}` },
      body,
    }
    const sent = sendUpstream(`${server}${path}${search}`, upstream, request.signal, setting, most)
    return request.method === 'HEAD' ? sent.then(withReason) : sent
  }
  try {
    return returned(await session.authorised(send), server)
  } catch (error) {
    return faultResponse(networkFaultOf(error))
  }
}

/**
 * The answer to HEAD has no body that could say why a token was refused (PROTOCOL.md 1.4). It is taken for one that has
 * expired: a session that was ended says so at the refresh.
 */
function withReason(response: Response): Response {
  if (response.status !== 401) return response
  return problemResponse({ type: 'about:blank', title: 'Unauthorized', status: 401, code: 'token_expired' })
}

async function sendUpstream(
  url: string,
  upstream: {
    readonly method: string
    readonly headers: Record<string, string>
    readonly body: Uint8Array<ArrayBuffer> | undefined
  },
  asked: AbortSignal,
  setting: ForwardSetting,
  most: number,
): Promise<Response> {
  const { controller, stop } = withTimeLimit(setting.headTime ?? headTimeMilliseconds, asked)
  try {
    const response = await setting.fetch(url, { ...upstream, signal: controller.signal })
    if (response.status >= 300 && response.status < 400 && response.status !== 304) {
      controller.abort()
      throw new Error('The answer was a redirect.')
    }
    return abortable(response, controller, most)
  } finally {
    stop()
  }
}

/**
 * The same response with a body that ends the request to the national system when nobody reads it any more. Without
 * it the connection stays open for ever, and after six such streams every request hangs (measured).
 */
function abortable(response: Response, controller: AbortController, most: number): Response {
  const { status, headers } = response
  if (!response.body || statusesWithoutBody.includes(status)) return new Response(null, { status, headers })
  const reader = response.body.getReader()
  let count = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const { done, value } = await reader.read()
      if (done) return stream.close()
      count += value.byteLength
      if (count <= most) return stream.enqueue(value)
      const tooMuch = new TooMuch(most)
      controller.abort(tooMuch)
      stream.error(tooMuch)
    },
    async cancel(reason) {
      controller.abort(reason)
      // The reader may have failed by that very abort; nobody is left to be told.
      await reader.cancel(reason).catch(() => undefined)
    },
  })
  return new Response(body, { status, headers })
}

function returned(answer: AuthorisedAnswer, server: string): Response {
  switch (answer.kind) {
    case 'response':
      return cleaned(answer.response, server)
    case 'ended':
      return problemResponse({
        type: 'about:blank',
        title: 'The session has ended.',
        status: 401,
        code: 'session_revoked',
      })
    case 'refused': {
      const { problem, retryAfterSeconds } = answer
      if (retryAfterSeconds === undefined) return problemResponse(problem)
      return problemResponse(problem, { 'retry-after': String(retryAfterSeconds) })
    }
    case 'no-answer':
      return faultResponse(answer.fault)
    case 'not-saved':
      return gatewayFailureResponse('storage-failed')
    default:
      return assertNever(answer, 'answer to an authorised request')
  }
}

function faultResponse(fault: NetworkFault): Response {
  return gatewayFailureResponse(fault === 'unknown-server' ? 'unreachable' : fault)
}

/** Without cookies and whatever else the page has no use for; nothing may be kept in a cache (SECURITY.md 6). */
function cleaned(response: Response, server: string): Response {
  const headers: Record<string, string> = {
    ...pick(response.headers, returnedResponseHeaders),
    ...protectiveHeaders,
    'cache-control': 'no-store',
  }
  const location = response.headers.get('location')
  const local = location && localLocation(location, server)
  if (local) headers['location'] = local
  return new Response(response.body, { status: response.status, headers })
}

/** Where a new upload lies, as the page must ask for it: under `/api` (PROTOCOL.md 7). */
function localLocation(location: string, server: string): string | null {
  if (!URL.canParse(location, `${server}/`)) return null
  const absolute = new URL(location, `${server}/`).href
  return absolute.startsWith(`${server}/v1/`) ? `/api${absolute.slice(server.length)}` : null
}

function pick(headers: Headers, names: RegExp): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => names.test(name)))
}
