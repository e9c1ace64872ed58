/** PROTOCOL.md 1.5. */
export const backoffLimits = { firstMilliseconds: 1_000, capMilliseconds: 300_000 } as const

/**
 * Full-jitter exponential backoff: each wait is drawn from nothing up to a limit that doubles with every failure
 * until the cap, so that thousands of desks that failed together do not come back together.
 */
export class Backoff {
  private failures = 0

  /** `random` gives numbers from 0 inclusive to 1 exclusive. */
  constructor(private readonly random: () => number) {}

  /** Milliseconds to wait after one more failure. */
  next(): number {
    const { firstMilliseconds, capMilliseconds } = backoffLimits
    // 2^30 s is far past the cap; the bound keeps the power finite however long an outage lasts.
    const limit = Math.min(capMilliseconds, firstMilliseconds * 2 ** Math.min(this.failures, 30))
    this.failures += 1
    return Math.floor(this.random() * limit)
  }

  reset(): void {
    this.failures = 0
  }
}
