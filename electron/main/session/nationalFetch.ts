/** One request to the national system. What it gives has followed no redirect and touched no cache. */
export interface NationalRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | string | undefined
  readonly signal: AbortSignal
}
export type NationalFetch = (url: string, request: NationalRequest) => Promise<Response>

/** Why no answer came, as far as the network told. */
export type NetworkFault = 'unknown-server' | 'unreachable' | 'untrusted-certificate' | 'redirected'

/**
 * Reads what Chromium's network said when a request failed (`net::ERR_…`). What it does not name is a server that
 * cannot be reached: nothing more is known, and it is tried again.
 */
export function networkFaultOf(error: unknown): NetworkFault {
  const text = error instanceof Error ? `${error.message} ${causeOf(error)}` : String(error)
  if (/redirect/i.test(text)) return 'redirected'
  if (/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_|ENOTFOUND/.test(text))
    return 'unknown-server'
  if (/ERR_CERT_|ERR_SSL_CLIENT_AUTH|ERR_BAD_SSL_CLIENT_AUTH|ERR_SSL_PINNED/.test(text)) {
    return 'untrusted-certificate'
  }
  return 'unreachable'
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : ''
}

/** A signal that aborts when the other does or when so much time has passed; `stop` ends the waiting. */
export function withTimeLimit(
  milliseconds: number,
  other?: AbortSignal,
): { readonly controller: AbortController; readonly stop: () => void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new Error('No answer in time.')), milliseconds)
  const follow = (): void => controller.abort(other?.reason)
  if (other?.aborted) follow()
  else other?.addEventListener('abort', follow, { once: true })
  return {
    controller,
    stop: () => clearTimeout(timer),
  }
}
