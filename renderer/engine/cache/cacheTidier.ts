import type { Clock } from '../clock'

/** After the last write: whoever is at work goes first. */
const idleMilliseconds = 2_000
/** Between two steps, so that whatever comes meanwhile waits for one at most. */
const pauseMilliseconds = 50

/** Has the cache tidied in small steps while nothing is written to it. */
export class CacheTidier {
  private cancel: () => void = () => undefined

  constructor(
    private readonly clock: Clock,
    private readonly step: () => Promise<boolean>,
  ) {}

  /** Something was written, or opened: it begins, or begins again, when that is over. */
  written(): void {
    this.plan(idleMilliseconds)
  }

  stop(): void {
    this.cancel()
    this.cancel = () => undefined
  }

  private plan(wait: number): void {
    this.cancel()
    let cancelled = false
    const cancelTimer = this.clock.after(wait, () => {
      this.step().then(
        (mayBeMore) => {
          if (mayBeMore && !cancelled) this.plan(pauseMilliseconds)
        },
        // Nothing was changed; what hinders it is met, mended and told by whoever reads or writes next.
        () => undefined,
      )
    })
    this.cancel = () => {
      cancelled = true
      cancelTimer()
    }
  }
}
