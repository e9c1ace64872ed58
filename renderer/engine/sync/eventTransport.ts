import type { TransportAnswer } from './transport'

/** A stream that has begun. It ends without a fault when the connection does, whoever ended it. */
export interface EventStream {
  readonly kind: 'stream'
  readonly date: string | null
  readonly texts: AsyncIterable<string>
}

/** Opens `GET /v1/events` (PROTOCOL.md 4.8); never throws for what a network can do. */
export interface EventTransport {
  open(signal: AbortSignal): Promise<EventStream | TransportAnswer>
}
