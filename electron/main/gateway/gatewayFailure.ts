import { problemMime, type Problem } from '../../../shared/protocol/problem'
import { protectiveHeaders } from './contentPolicy'

/** Why the gateway itself could not bring an answer of the national system. */
export const gatewayFailures = [
  'unreachable',
  'untrusted-certificate',
  'not-configured',
  'redirected',
  /** New tokens could not be written to the disk. */
  'storage-failed',
] as const
export type GatewayFailure = (typeof gatewayFailures)[number]

/** Names the failure, so that nobody takes the gateway's words for those of the national system. */
export const gatewayHeader = 'x-desk-gateway'

export function gatewayFailureResponse(failure: GatewayFailure): Response {
  return problemResponse(
    { type: 'about:blank', title: 'The national system was not reached.', status: 502, code: failure },
    { [gatewayHeader]: failure },
  )
}

export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...protectiveHeaders, 'cache-control': 'no-store', 'content-type': problemMime, ...headers },
  })
}
