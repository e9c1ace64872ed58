import type { MonotonicClock } from '../journal/hold'

/** So many times within a minute; a page that dies more often than that would only die again. */
const mostReloads = 3
const withinMilliseconds = 60_000

export interface PageRevivalSetting {
  readonly clock: Pick<MonotonicClock, 'now'>
  readonly reload: () => void
  /** Asks the officer; true to load the page once more. */
  readonly ask: () => Promise<boolean>
  readonly giveUp: () => void
}

/** Loads a page anew whose process died, by itself at first, and by the officer's wish when that does not help. */
export class PageRevival {
  private reloads: number[] = []
  private asking = false

  constructor(private readonly setting: PageRevivalSetting) {}

  /** `reason` is Electron's (`render-process-gone`); a page that ended because it was told to is let go. */
  async pageDied(reason: string): Promise<void> {
    if (reason === 'clean-exit' || this.asking) return
    const now = this.setting.clock.now()
    this.reloads = this.reloads.filter((at) => now - at < withinMilliseconds)
    if (this.reloads.length < mostReloads) {
      this.reloads.push(now)
      this.setting.reload()
      return
    }
    this.asking = true
    const again = await this.setting.ask().finally(() => (this.asking = false))
    if (!again) return this.setting.giveUp()
    this.reloads = []
    this.setting.reload()
  }
}
