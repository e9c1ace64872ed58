import type { Clock } from './clock'
import type { PullProgress } from './progress'
import { RateMeter } from './rateMeter'

/** How far a pull from the beginning has come, and how fast it goes. */
export class PullMeter {
  private received = 0
  private readonly meter: RateMeter

  constructor(clock: Clock) {
    this.meter = new RateMeter(clock)
  }

  /** One that a restart interrupted goes on with what is held. */
  begin(received: number): void {
    this.received = received
    this.meter.reset()
  }

  came(cases: number): void {
    this.received += cases
    this.meter.add(cases)
  }

  progress(): PullProgress {
    return { casesReceived: this.received, casesPerSecond: this.meter.perSecond() }
  }
}
