import type { MonotonicClock } from '../../../electron/main/journal/hold'
import type { Clock } from '../../../renderer/engine/clock'

interface Timer {
  readonly time: number
  readonly call: () => void
}

/** Lets everything run that waits for nothing but the processor. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A life's view of the time: it ends with that life, and may be wrong about the day. */
export interface LifeClock extends Clock {
  readonly ofMain: MonotonicClock
}

/** Time that passes only when a run lets it pass, and stops after each timer until all it set off has come to rest. */
export class FaultClock {
  elapsed = 0
  /** By how much the device's wall clock is wrong; the monotonic clock knows nothing of it (RELIABILITY.md 16). */
  skew = 0
  private readonly timers = new Set<Timer>()

  constructor(readonly start = Date.parse('2026-11-24T01:00:00.000Z')) {}

  /** The true time, as the national system has it. */
  now(): number {
    return this.start + this.elapsed
  }

  ofLife(isAlive: () => boolean): LifeClock {
    const after = (milliseconds: number, call: () => void): (() => void) => {
      return this.after(milliseconds, () => {
        if (isAlive()) call()
      })
    }
    const monotonic = (): number => this.elapsed
    return { now: () => this.now() + this.skew, monotonic, after, ofMain: { now: monotonic, after } }
  }

  after(milliseconds: number, call: () => void): () => void {
    const timer: Timer = { time: this.elapsed + Math.max(0, milliseconds), call }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve))
  }

  /** `rest` is awaited after each timer. */
  async pass(milliseconds: number, rest: () => Promise<void> = turn): Promise<void> {
    const end = this.elapsed + milliseconds
    await rest()
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.timers.delete(next)
      this.elapsed = Math.max(this.elapsed, next.time)
      next.call()
      await rest()
    }
    this.elapsed = end
  }

  private nextUntil(end: number): Timer | null {
    let earliest: Timer | null = null
    for (const timer of this.timers) {
      if (timer.time <= end && (earliest === null || timer.time < earliest.time)) earliest = timer
    }
    return earliest
  }
}
