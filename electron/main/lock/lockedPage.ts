import type { MonotonicClock } from '../journal/hold'

/** What was typed last is written and the engine ended within this, or the page is not one that does as it is told. */
const patienceMilliseconds = 10_000

export interface LockedPageSetting {
  readonly clock: MonotonicClock
  /** Loads the page anew: whatever it held is gone with its process' memory. */
  readonly reload: () => void
}

/**
 * Sees to it that a page shows nothing of a report any more once the desk is locked. It empties itself and ends its
 * engine, and says so by asking for a port that only sends; a page that does not is loaded anew.
 */
export class LockedPage {
  private cancel: (() => void) | null = null

  constructor(private readonly setting: LockedPageSetting) {}

  locked(): void {
    this.cancel?.()
    this.cancel = this.setting.clock.after(patienceMilliseconds, () => {
      this.cancel = null
      this.setting.reload()
    })
  }

  /** It has emptied itself, or nobody is at the desk any more. */
  emptied(): void {
    this.cancel?.()
    this.cancel = null
  }
}
