import { gatewayHeader } from './axiosTransport'
import type { EventTransport } from './eventTransport'

/**
 * Events by fetch: axios would wait for the end of the stream, and EventSource reconnects as it likes. `baseUrl` is
 * what stands before `/v1`; the gateway adds the token.
 */
export function fetchEvents(baseUrl: string, headers: Readonly<Record<string, string>> = {}): EventTransport {
  return {
    async open(signal) {
      try {
        const response = await fetch(`${baseUrl}/v1/events`, {
          headers: { ...headers, Accept: 'text/event-stream' },
          cache: 'no-store',
          signal,
        })
        if (response.headers.has(gatewayHeader)) return { kind: 'failed', problem: 'unreachable' }
        const date = response.headers.get('date')
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
        if (response.ok && isStream && response.body) {
          return { kind: 'stream', date, texts: textsOf(response.body) }
        }
        return {
          kind: 'answer',
          status: response.status,
          text: await response.text(),
          etag: null,
          retryAfter: response.headers.get('retry-after'),
          date,
        }
      } catch {
        return signal.aborted ? { kind: 'aborted' } : { kind: 'failed', problem: 'unreachable' }
      }
    },
  }
}

async function* textsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch {
    // A connection that broke has ended; who listens opens another.
  } finally {
    // Without it the connection stays open though nobody reads it.
    await reader.cancel().catch(() => undefined)
  }
}
