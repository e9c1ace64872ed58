import type { SyncProblem } from '../api'

export interface NationalRequest {
  readonly method: 'GET' | 'POST'
  /** Begins with `/v1/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly ifNoneMatch?: string | null
}

/** What came over the wire, not looked at yet. */
export type TransportAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly text: string
      readonly etag: string | null
      readonly retryAfter: string | null
    }
  /** No answer of the national system. */
  | { readonly kind: 'failed'; readonly problem: SyncProblem }
  | { readonly kind: 'aborted' }

/** Takes requests to the national system and never throws for what a network can do. */
export interface NationalTransport {
  send(request: NationalRequest, signal: AbortSignal): Promise<TransportAnswer>
}
