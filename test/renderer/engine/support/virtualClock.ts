import type { MonotonicClock } from '../../../../electron/main/journal/hold'
import type { Clock } from '../../../../renderer/engine/clock'

interface Timer {
  readonly time: number
  readonly action: () => void
}

/** Time that stands still until a test moves it; both the engine's clock and the journal's. */
export class VirtualClock implements Clock {
  private elapsed = 0
  private jumped = 0
  private readonly timers = new Set<Timer>()

  constructor(private readonly start = Date.parse('2026-11-24T01:00:00.000Z')) {}

  now(): number {
    return this.start + this.elapsed + this.jumped
  }

  /** What time it is, however this device's clock was set. */
  serverNow(): number {
    return this.start + this.elapsed
  }

  /** Somebody sets the device's clock; no time passes. */
  jump(milliseconds: number): void {
    this.jumped += milliseconds
  }

  monotonic(): number {
    return this.elapsed
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer: Timer = { time: this.elapsed + milliseconds, action }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  /** The same time as the main process asks for it. */
  get ofMain(): MonotonicClock {
    return { now: () => this.elapsed, after: (milliseconds, call) => this.after(milliseconds, call) }
  }

  /** Lets time pass; what falls due runs in its order. */
  advance(milliseconds: number): void {
    const end = this.elapsed + milliseconds
    for (;;) {
      const due = [...this.timers].filter((timer) => timer.time <= end)
      const [next] = due.sort((one, other) => one.time - other.time)
      if (!next) break
      this.timers.delete(next)
      this.elapsed = Math.max(this.elapsed, next.time)
      next.action()
    }
    this.elapsed = end
  }
}
