import type { Clock } from '../clock'
import type { AnnouncedMaintenance } from '../progress'
import type { NationalClient } from './nationalClient'

const spanMilliseconds = 900_000

/** What the national system has announced: asked at the start and every quarter of an hour (PROTOCOL.md 1.6). */
export class Announcements {
  private lastFetched = -Infinity

  constructor(
    private readonly national: NationalClient,
    private readonly clock: Clock,
    private readonly onFetched: (maintenance: AnnouncedMaintenance | null) => void,
  ) {}

  async fetchIfDue(signal: AbortSignal): Promise<void> {
    if (this.clock.monotonic() < this.lastFetched + spanMilliseconds) return
    this.lastFetched = this.clock.monotonic()
    const reply = await this.national.announcedMaintenance(signal)
    if (reply.kind === 'done') this.onFetched(reply.value)
  }
}
