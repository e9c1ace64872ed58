import { instantFrom, type Instant } from '../../shared/domain/identifiers'
import type { Clock } from './clock'
import type { WrongClock } from './progress'

/** DOMAIN.md, *Deadlines*: further off than this, the device's clock is known to be wrong. */
const mostOffMilliseconds = 5 * 60 * 1000
/** An answer that was under way for longer has an old `Date`: on a slow line, or when the computer slept meanwhile. */
const longestUnderWay = 60 * 1000

/**
 * The national system's time: its last `Date` and what the monotonic clock has counted since. What the device's clock
 * says is never taken for it (RELIABILITY.md 16).
 */
export class ServerClock {
  private heard: { readonly time: number; readonly at: number } | null = null

  constructor(private readonly clock: Clock) {}

  /**
   * Before something is asked. What it gives is handed the `Date` of the answer, and gives it back as long as that can
   * be taken for now; otherwise null. The device's clock counts too: a monotonic one may stand still in a sleep.
   */
  asking(): (date: string | null | undefined) => string | null {
    const [now, monotonic] = [this.clock.now(), this.clock.monotonic()]
    return (date) => {
      const passed = Math.max(Math.abs(this.clock.now() - now), this.clock.monotonic() - monotonic)
      return passed > longestUnderWay ? null : (date ?? null)
    }
  }

  /** With the `Date` of an answer that is known to be the national system's, as `asking` let it pass. */
  hear(date: string | null | undefined): void {
    const time = Date.parse(date ?? '')
    if (!Number.isNaN(time)) this.heard = { time, at: this.clock.monotonic() }
  }

  /** Undefined before the first answer. */
  instant(): Instant | undefined {
    const time = this.time()
    return time === null ? undefined : instantFrom(time)
  }

  /** Milliseconds since 1970 to count deadlines by: the device's clock, unless it is known to be wrong. */
  now(): number {
    return this.wrong() === null ? this.clock.now() : (this.time() ?? this.clock.now())
  }

  wrong(): WrongClock | null {
    const time = this.time()
    if (time === null) return null
    const aheadMilliseconds = this.clock.now() - time
    return Math.abs(aheadMilliseconds) > mostOffMilliseconds ? { aheadMilliseconds } : null
  }

  private time(): number | null {
    return this.heard && this.heard.time + (this.clock.monotonic() - this.heard.at)
  }
}
