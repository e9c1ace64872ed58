import type { SyncProblem } from '../api'

export interface NationalRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'PATCH'
  /** Begins with `/v1/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as they are, in the place of `body`. */
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
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
      readonly date?: string | null
      /** Of tus (PROTOCOL.md 7). */
      readonly location?: string | null
      readonly uploadOffset?: string | null
    }
  /** No answer of the national system. */
  | { readonly kind: 'failed'; readonly problem: SyncProblem }
  | { readonly kind: 'aborted' }

/** Takes requests to the national system and never throws for what a network can do. */
export interface NationalTransport {
  send(request: NationalRequest, signal: AbortSignal): Promise<TransportAnswer>
}
