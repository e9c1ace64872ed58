import { millisecondsOf, type Instant } from '../../../shared/domain/identifiers'

export interface Maintenance {
  readonly from: Instant
  /** The first moment after it. */
  readonly until: Instant
  /** For officers to read. */
  readonly message: string
}

/** What the server lets in, as tests set it; not kept over a restart, like faults. */
export class Service {
  private planned: Maintenance | null = null

  constructor(
    /** The least version of a desk that may sync; null for any. */
    public leastVersion: string | null,
  ) {}

  plan(maintenance: Maintenance | null): void {
    this.planned = maintenance
  }

  /** The maintenance that is announced or under way (PROTOCOL.md 1.6); what is over is not spoken of. */
  announced(now: Instant): Maintenance | null {
    return this.planned && now < this.planned.until ? this.planned : null
  }

  /** Seconds until maintenance ends, or null when there is none now. */
  secondsOfMaintenance(now: Instant): number | null {
    const maintenance = this.announced(now)
    if (!maintenance || now < maintenance.from) return null
    return Math.ceil((millisecondsOf(maintenance.until) - millisecondsOf(now)) / 1000)
  }
}
