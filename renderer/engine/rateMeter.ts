import type { Clock } from './clock'

/** Older than this says nothing of how fast it goes now. */
const spanMilliseconds = 10_000
/** Shorter spans say nothing yet. */
const leastMilliseconds = 500

/** How many a second, over the last seconds. */
export class RateMeter {
  private readonly samples: { readonly at: number; readonly count: number }[] = []

  constructor(private readonly clock: Clock) {}

  /** So many more have come by now. */
  add(count: number): void {
    this.samples.push({ at: this.clock.monotonic(), count })
    this.forgetOld()
  }

  reset(): void {
    this.samples.length = 0
  }

  /** Null while too little is known, or nothing has moved for a while. */
  perSecond(): number | null {
    this.forgetOld()
    const [first] = this.samples
    if (!first) return null
    const milliseconds = this.clock.monotonic() - first.at
    if (milliseconds < leastMilliseconds) return null
    // What the first sample counts came before its moment.
    const count = this.samples.slice(1).reduce((sum, sample) => sum + sample.count, 0)
    return count === 0 ? null : Math.round((count * 1000) / milliseconds)
  }

  private forgetOld(): void {
    const oldest = this.clock.monotonic() - spanMilliseconds
    while (this.samples[0] && this.samples[0].at < oldest) this.samples.shift()
  }
}
