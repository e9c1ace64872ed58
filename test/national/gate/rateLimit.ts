const minute = 60_000
/** So many senders are remembered; whoever was seen first goes first, so memory has an end. */
const mostSenders = 10_000

interface Window {
  readonly startedAt: number
  requests: number
}

/**
 * How many requests a sender may make in a minute that begins with its first one. Held in memory: it protects this
 * process, and a restart may forget it.
 */
export class RateLimit {
  private readonly windows = new Map<string, Window>()

  constructor(
    private readonly perMinute: number,
    /** Milliseconds by a clock that nobody moves. */
    private readonly now: () => number,
  ) {}

  /** Counts a request; gives the seconds to wait when it is one too many, else null. */
  secondsToWait(sender: string): number | null {
    const now = this.now()
    const known = this.windows.get(sender)
    if (!known || now - known.startedAt >= minute) {
      this.begin(sender, now)
      return null
    }
    if (known.requests < this.perMinute) {
      known.requests += 1
      return null
    }
    return Math.max(1, Math.ceil((known.startedAt + minute - now) / 1000))
  }

  private begin(sender: string, now: number): void {
    // Deleted first, so that the map's order stays that of the beginnings.
    this.windows.delete(sender)
    this.windows.set(sender, { startedAt: now, requests: 1 })
    for (const [oldest, { startedAt }] of this.windows) {
      if (this.windows.size <= mostSenders && now - startedAt < minute) return
      this.windows.delete(oldest)
    }
  }
}
