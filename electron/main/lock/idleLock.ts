import type { MonotonicClock } from '../journal/hold'

/** How often it is looked; so much later than the minutes say the desk locks at the latest. */
const lookMilliseconds = 5_000

export interface IdleLockSetting {
  readonly clock: MonotonicClock
  /** Seconds since a key was pressed or the mouse moved, anywhere on this computer. */
  readonly idleSeconds: () => number
  readonly isOpen: () => boolean
  /** Null while the desk does not lock by itself. */
  readonly minutes: () => number | null
  readonly lock: () => void
}

/** Locks a desk that nobody is at (SECURITY.md 13). Gives what ends the watching. */
export function lockWhenIdle({ clock, idleSeconds, isOpen, minutes, lock }: IdleLockSetting): () => void {
  let openSince: number | null = null
  let cancel = again()

  function again(): () => void {
    return clock.after(lookMilliseconds, () => {
      look()
      cancel = again()
    })
  }
  /** Whoever has just opened it is there, whatever moved no mouse: a reader of the screen, a remote hand. */
  function look(): void {
    const now = clock.now()
    openSince = isOpen() ? (openSince ?? now) : null
    const limit = minutes()
    if (limit === null || openSince === null) return
    if (Math.min(idleSeconds() * 1_000, now - openSince) >= limit * 60_000) lock()
  }
  return () => cancel()
}
