import type { Writable } from 'node:stream'
import type { ChangeTopic, Presence } from '../../../shared/protocol/events'

/** So many presences wait for a reader that is slow; older ones are dropped, they are soon over anyway. */
const mostPresences = 200

/** Milliseconds after which the reader tries again when the stream ended. */
const retryAfter = 5000

/**
 * One desk's stream of server-sent events (PROTOCOL.md 4.8; WHATWG HTML, 9.2). What is not written yet is kept as what
 * it comes to: one `changed` about each topic and the last presence of each officer at each case. So a reader that
 * takes nothing costs no memory, however much happens.
 */
export class EventStream {
  private readonly topics = new Set<ChangeTopic>()
  private readonly presences = new Map<string, Presence>()
  private blocked = false
  private flushing = false
  private beatsMissed = 0
  private ended = false

  constructor(
    private readonly outlet: Writable,
    private readonly onEnd: () => void,
  ) {
    outlet.on('drain', () => this.drained())
    outlet.on('close', () => this.end())
    // Also makes the headers go out at once.
    this.write(`retry: ${retryAfter}\n\n`)
  }

  changed(about: ChangeTopic): void {
    this.topics.add(about)
    this.flushSoon()
  }

  presence(presence: Presence): void {
    const key = JSON.stringify([presence.caseId, presence.officerId])
    this.presences.delete(key)
    this.presences.set(key, presence)
    const [oldest] = this.presences.keys()
    if (this.presences.size > mostPresences && oldest !== undefined) this.presences.delete(oldest)
    this.flushSoon()
  }

  /** A comment, by which both sides see that the connection is there. Who takes none of three is gone. */
  beat(): void {
    if (!this.blocked) return this.write(': \n\n')
    this.beatsMissed += 1
    if (this.beatsMissed < 3) return
    this.end()
    this.outlet.destroy()
  }

  /** Closes the connection; what was not written is not written any more. */
  end(): void {
    if (this.ended) return
    this.ended = true
    this.outlet.end()
    this.onEnd()
  }

  /** Many commits at once are one event. */
  private flushSoon(): void {
    if (this.flushing) return
    this.flushing = true
    setImmediate(() => {
      this.flushing = false
      this.flush()
    })
  }

  private flush(): void {
    if (this.blocked || this.ended) return
    const events = [
      ...[...this.topics].map((about) => eventText('changed', { about })),
      ...[...this.presences.values()].map((presence) => eventText('presence', presence)),
    ]
    this.topics.clear()
    this.presences.clear()
    if (events.length > 0) this.write(events.join(''))
  }

  private write(text: string): void {
    if (!this.ended) this.blocked = !this.outlet.write(text)
  }

  private drained(): void {
    this.blocked = false
    this.beatsMissed = 0
    this.flush()
  }
}

function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
