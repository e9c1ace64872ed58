import { instantFrom, millisecondsOf, type Instant } from '../../shared/domain/identifiers'

/** The server's clock, which `POST /sandbox/clock` moves (PROTOCOL.md 8.3). It goes on from where it was put. */
export class Clock {
  private offset = 0

  constructor(private readonly source: () => Instant) {}

  now(): Instant {
    return instantFrom(millisecondsOf(this.source()) + this.offset)
  }

  /** How far it is from the real time, in milliseconds. */
  get offsetMilliseconds(): number {
    return this.offset
  }

  /** Puts the clock so many milliseconds before (negative) or after the real time; 0 puts it right. */
  setOffset(milliseconds: number): void {
    this.offset = milliseconds
  }

  /** Puts the clock to a moment. */
  setTo(moment: Instant): void {
    this.offset = millisecondsOf(moment) - millisecondsOf(this.source())
  }
}
