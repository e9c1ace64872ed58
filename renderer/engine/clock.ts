/** Time as the engine sees it; a parameter, so that tests decide when what happens. */
export interface Clock {
  /** Milliseconds since 1970 by this device, which may be wrong or jump. */
  now(): number
  /** Milliseconds that only rise; for measuring spans. */
  monotonic(): number
  /** Calls `action` once after the span; the returned function takes that back. */
  after(milliseconds: number, action: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds)
    return () => clearTimeout(timer)
  },
}
