import type { IncomingMessage } from 'node:http'
import { actsOn, isAimedAt, leftAfter, type Aim, type Aimed } from './aim'
import type { Fault } from './faultSchema'

/** A fault that is on. */
interface ActiveFault {
  readonly fault: Fault
  /** How many requests matched its aim. */
  seen: number
  /** On how many of them it did what it is for. */
  acted: number
  readonly pages: Pages
}

/** Pages that went out, by session, newest last. */
export type Pages = Map<string, readonly string[]>

/** A fault that has to do with one request. */
export interface Hit {
  readonly fault: Fault
  /** False where it only watches, as `earlier-page` does before its turn. */
  readonly isDue: boolean
  /** Says that it did what it is for: a cut at a byte that no answer reaches does not. */
  readonly acted: () => void
  readonly pages: Pages
}

/** A fault as `GET /sandbox/faults` tells of it. */
export type ListedFault = Fault & {
  readonly seen: number
  readonly acted: number
  /** On how many more matching requests it will act; null without end. */
  readonly left: number | null
}

/** The faults that were set together; waits end when they are cleared or others take their place. */
export class Script {
  private readonly active: readonly ActiveFault[]
  /** Resolves when these faults are not on any more. */
  readonly over: Promise<void>
  private ended = false
  private resolveOver: () => void = () => undefined
  private readonly waiting = new Set<{
    readonly arrival: number
    readonly aim: Aim
    readonly go: () => void
  }>()

  constructor(faults: readonly Fault[]) {
    this.active = faults.map((fault) => ({ fault, seen: 0, acted: 0, pages: new Map() }))
    this.over = new Promise((resolve) => {
      this.resolveOver = resolve
    })
  }

  get isOver(): boolean {
    return this.ended
  }

  get isEmpty(): boolean {
    return this.active.length === 0
  }

  list(): readonly ListedFault[] {
    return this.active.map(({ fault, seen, acted }) => ({
      ...fault,
      seen,
      acted,
      left: leftAfter(fault, seen),
    }))
  }

  end(): void {
    this.ended = true
    this.resolveOver()
  }

  /** Counts a request for every fault that it matches; gives those that have to do with it, in order. */
  hitsOf(aimed: Aimed): readonly Hit[] {
    return this.active.flatMap((active) => {
      if (!isAimedAt(active.fault, aimed)) return []
      active.seen += 1
      const isDue = actsOn(active.fault, active.seen)
      return isDue || active.fault.kind === 'earlier-page' ? [hitOf(active, isDue)] : []
    })
  }

  /** Resolves when a request that came after this one and that the aim means has been answered. */
  afterNext(arrival: number, aim: Aim): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.waiting.add({ arrival, aim, go: resolve })
    })
    return Promise.race([answered, this.over])
  }

  wasAnswered(arrival: number, aimed: Aimed): void {
    for (const waiter of this.waiting) {
      if (arrival <= waiter.arrival || !isAimedAt(waiter.aim, aimed)) continue
      this.waiting.delete(waiter)
      waiter.go()
    }
  }
}

/** Counted once, also for a fault that acts on the request and on its answer. */
function hitOf(active: ActiveFault, isDue: boolean): Hit {
  let counted = false
  const acted = (): void => {
    if (!counted) active.acted += 1
    counted = true
  }
  return { fault: active.fault, isDue, acted, pages: active.pages }
}

/** One request on its way through the faults that were on when it came. */
export interface Passage {
  /** Requests are numbered as they come, also those that run at the same time. */
  readonly arrival: number
  readonly aimed: Aimed
  readonly script: Script
  readonly hits: readonly Hit[]
}

type BetweenActions = (done: number) => Promise<void>

/** The faults that are on, in the order in which they were given. */
export class Faults {
  private script = new Script([])
  private arrivals = 0
  private stopped = false
  private readonly pushes = new WeakMap<IncomingMessage, BetweenActions>()

  /** Puts these in the place of all before; what those held back goes on at once. */
  set(faults: readonly Fault[]): void {
    const before = this.script
    this.script = new Script(faults)
    before.end()
  }

  list(): readonly ListedFault[] {
    return this.script.list()
  }

  /** A request has come; null when no fault is on, or it is the sandbox's own. */
  arrive(aimed: Aimed): Passage | null {
    this.arrivals += 1
    if (this.script.isEmpty || aimed.path.startsWith('/sandbox/')) return null
    return { arrival: this.arrivals, aimed, script: this.script, hits: this.script.hitsOf(aimed) }
  }

  /** The sandbox ends: nothing is held back any longer, and nothing goes on either. */
  stop(): void {
    this.stopped = true
    this.set([])
  }

  get isStopped(): boolean {
    return this.stopped
  }

  /** What is to happen between the actions of this push. */
  interrupt(push: IncomingMessage, betweenActions: BetweenActions): void {
    this.pushes.set(push, betweenActions)
  }

  /** The push calls it when the first `done` of its actions have their results. */
  async betweenActions(push: IncomingMessage, done: number): Promise<void> {
    await this.pushes.get(push)?.(done)
  }
}
