import { beatSeconds, changedEventSchema, presenceEventSchema } from '../../../shared/protocol/events'
import type { ChangeTopic, Presence } from '../../../shared/protocol/events'
import type { Clock } from '../clock'
import type { ServerClock } from '../serverClock'
import type { AskingGate } from './askingGate'
import { Backoff } from './backoff'
import { EventReader, type ServerEvent } from './eventText'
import type { EventStream, EventTransport } from './eventTransport'
import { faultOf } from './fault'
import type { TransportAnswer } from './transport'

/** Two beats and a half: a connection that is silent for so long is not there any more. */
const longestSilence = beatSeconds * 2_500
/** A stream that lived so long did not end because of what is at its other end. */
const longLife = 60_000
/** Desks that hear of one change do not all ask in the same moment. */
const spreadMilliseconds = 1_000

export interface ListenerParts {
  readonly transport: EventTransport
  readonly clock: Clock
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly gate: AskingGate
  readonly serverClock: ServerClock
  /** There is something to pull; many such events are one. */
  readonly changed: (about: ReadonlySet<ChangeTopic>) => void
  readonly presence: (presence: Presence) => void
  /** From now on events are heard; what was said before is said anew. */
  readonly opened: () => void
  readonly ended: () => void
}

type State =
  /** Until the national system is reached by who asks it anyway. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening' | 'open' | 'stopped' }
  /** `network`: whoever reaches the national system ends the wait. */
  | { readonly kind: 'waiting'; readonly why: 'network' | 'other'; readonly cancel: () => void }

/**
 * Hears the national system's events (PROTOCOL.md 4.8). They only hasten: nothing depends on them, and a desk without
 * them works as it does with them, only later.
 */
export class EventListener {
  private state: State = { kind: 'idle' }
  private readonly backoff: Backoff
  private abort = new AbortController()
  private readonly topics = new Set<ChangeTopic>()
  private cancelTelling: (() => void) | null = null

  constructor(private readonly parts: ListenerParts) {
    this.backoff = new Backoff(parts.random)
  }

  get isOpen(): boolean {
    return this.state.kind === 'open'
  }

  /** The national system was reached by somebody. */
  reached(): void {
    const { state } = this
    if (state.kind === 'waiting' && state.why === 'network') {
      state.cancel()
      this.backoff.reset()
      void this.open()
    } else if (state.kind === 'idle') void this.open()
  }

  stop(): void {
    if (this.state.kind === 'waiting') this.state.cancel()
    this.state = { kind: 'stopped' }
    this.cancelTelling?.()
    this.abort.abort()
  }

  private async open(): Promise<void> {
    const { gate, serverClock, transport } = this.parts
    this.state = { kind: 'idle' }
    if (gate.told()) return
    this.state = { kind: 'opening' }
    this.abort = new AbortController()
    const dateAsTold = serverClock.asking()
    const answer = await transport.open(this.abort.signal)
    if (this.isStopped()) return
    if (answer.kind === 'stream') await this.listen({ ...answer, date: dateAsTold(answer.date) })
    else await this.failed(answer.kind === 'answer' ? { ...answer, date: dateAsTold(answer.date) } : answer)
  }

  private async listen({ date, texts }: EventStream): Promise<void> {
    const { clock, ended, opened, serverClock } = this.parts
    const { abort } = this
    const openedAt = clock.monotonic()
    const reader = new EventReader()
    let cancelSilence = clock.after(longestSilence, () => abort.abort())
    serverClock.hear(date)
    this.state = { kind: 'open' }
    opened()
    // What happened while nobody listened.
    this.tellChanged('cases')
    try {
      for await (const text of texts) {
        cancelSilence()
        if (this.isStopped()) break
        cancelSilence = clock.after(longestSilence, () => abort.abort())
        for (const event of reader.take(text)) this.hear(event)
      }
    } catch {
      // It was no stream of events: that is an end like another.
    } finally {
      cancelSilence()
      abort.abort()
    }
    ended()
    if (this.isStopped()) return
    if (clock.monotonic() - openedAt >= longLife) this.backoff.reset()
    this.wait('network')
  }

  /** A name that this version does not know, or data that it cannot read, is nothing to it. */
  private hear({ name, data }: ServerEvent): void {
    const read = parsed(data)
    if (name === 'changed') {
      const changed = changedEventSchema.safeParse(read)
      this.tellChanged((changed.success ? changed.data.about : undefined) ?? 'cases')
    }
    if (name !== 'presence') return
    const presence = presenceEventSchema.safeParse(read)
    if (presence.success) this.parts.presence(presence.data)
  }

  private tellChanged(about: ChangeTopic): void {
    const { changed, clock, random } = this.parts
    this.topics.add(about)
    this.cancelTelling ??= clock.after(Math.floor(random() * spreadMilliseconds), () => {
      const topics = new Set(this.topics)
      this.topics.clear()
      this.cancelTelling = null
      changed(topics)
    })
  }

  private async failed(answer: TransportAnswer): Promise<void> {
    const { clock, gate, serverClock } = this.parts
    if (answer.kind !== 'answer') return this.wait('network')
    const fault = faultOf(answer, clock.now())
    serverClock.hear(fault.kind === 'again' ? null : answer.date)
    if (fault.kind === 'not-before') await gate.close(fault)
    if (this.isStopped()) return
    // Who may not ask now, or not any more, tries when somebody else has been answered.
    if (fault.kind === 'not-before' || fault.kind === 'stop') this.state = { kind: 'idle' }
    else this.wait('other')
  }

  private wait(why: 'network' | 'other'): void {
    const cancel = this.parts.clock.after(this.backoff.next(), () => void this.open())
    this.state = { kind: 'waiting', why, cancel }
  }

  /** A method, because the state may have changed while something was awaited. */
  private isStopped(): boolean {
    return this.state.kind === 'stopped'
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
