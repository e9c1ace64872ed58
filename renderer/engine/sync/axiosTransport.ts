import axios, { isAxiosError, type AxiosResponse } from 'axios'
import type { SyncProblem } from '../api'
import type { NationalTransport, TransportAnswer } from './transport'

const timeOutMilliseconds = 60_000

/** Set by the gateway on answers that it made itself, with what went wrong. */
export const gatewayHeader = 'x-desk-gateway'

const gatewayProblems: Readonly<Record<string, SyncProblem>> = {
  unreachable: 'unreachable',
  'untrusted-certificate': 'untrusted-certificate',
  // A server of the protocol never redirects; something between is in the way.
  redirected: 'not-the-national-system',
  // New tokens could not be written: this computer's disk is what is wrong.
  'storage-failed': 'cache-failed',
}

/**
 * Requests by axios over fetch. `baseUrl` is what stands before `/v1`, such as `app://desk/api`: the gateway adds
 * the token, no secret is here.
 */
export function axiosTransport(
  baseUrl: string,
  headers: Readonly<Record<string, string>> = {},
): NationalTransport {
  const client = axios.create({
    adapter: 'fetch',
    baseURL: baseUrl,
    timeout: timeOutMilliseconds,
    headers: { ...headers, Accept: 'application/json' },
    // The text is read here and checked by a schema; axios would take cut-off JSON for a string.
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
  })
  return {
    async send({ method, path, query, body, bytes, headers: own, ifNoneMatch }, signal) {
      try {
        const response = await client.request<unknown>({
          method,
          url: path,
          params: query,
          data: bytes ? whole(bytes) : body,
          signal,
          headers: { ...own, ...(ifNoneMatch ? { 'If-None-Match': ifNoneMatch } : {}) },
        })
        return answerFrom(response)
      } catch (failure) {
        if (signal.aborted) return { kind: 'aborted' }
        // Any other exception is a mistake of ours and must be seen, not retried for ever.
        if (!isAxiosError(failure)) throw failure
        return { kind: 'failed', problem: 'unreachable' }
      }
    },
  }
}

/** axios sends the whole memory under a view, so the view must be all of it. */
function whole(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}

function answerFrom(response: AxiosResponse<unknown>): TransportAnswer {
  const gateway = headerOf(response, gatewayHeader)
  if (gateway !== null) return { kind: 'failed', problem: gatewayProblems[gateway] ?? 'unreachable' }
  return {
    kind: 'answer',
    status: response.status,
    text: typeof response.data === 'string' ? response.data : '',
    etag: headerOf(response, 'etag'),
    retryAfter: headerOf(response, 'retry-after'),
    date: headerOf(response, 'date'),
    location: headerOf(response, 'location'),
    uploadOffset: headerOf(response, 'upload-offset'),
  }
}

function headerOf(response: AxiosResponse<unknown>, name: string): string | null {
  const value: unknown = response.headers[name]
  return typeof value === 'string' ? value : null
}
