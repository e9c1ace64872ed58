import { powerMonitor } from 'electron'
import type { MonotonicClock } from '../journal/hold'
import { lockWhenIdle } from './idleLock'

export interface LockOccasions {
  readonly clock: MonotonicClock
  readonly isOpen: () => boolean
  readonly minutes: () => number | null
  readonly lock: () => void
}

/**
 * Locks the desk when nobody is at it, when the computer goes to sleep and when its own screen is locked; after
 * `ready` only. Linux tells of a screen lock only where the desktop does; there the minutes remain.
 */
export function lockOnOccasions(occasions: LockOccasions): () => void {
  const { lock } = occasions
  const stopIdle = lockWhenIdle({ ...occasions, idleSeconds: () => powerMonitor.getSystemIdleTime() })
  powerMonitor.on('suspend', lock)
  powerMonitor.on('lock-screen', lock)
  return () => {
    stopIdle()
    powerMonitor.removeListener('suspend', lock)
    powerMonitor.removeListener('lock-screen', lock)
  }
}
