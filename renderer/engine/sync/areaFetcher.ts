import { AreaNames } from '../areaNames'
import type { AreaBook } from '../areaBook'
import type { Clock } from '../clock'
import type { ServerClock } from '../serverClock'
import type { NationalClient } from './nationalClient'

const weekMilliseconds = 7 * 86_400_000
/** After a try that brought nothing. */
const pauseMilliseconds = 3_600_000

export interface AreaFetcherParts {
  readonly national: NationalClient
  readonly book: AreaBook
  readonly clock: Clock
  readonly serverClock: ServerClock
  /** Names are here that were not before. */
  readonly onFetched: () => void
}

/**
 * Brings the names of areas when a case needs them and they are not here, and looks once a week whether they changed,
 * by their ETag (PROTOCOL.md 3.2). They are large and of no hurry, so nothing of the sync waits for them.
 */
export class AreaFetcher {
  private lastTried = -Infinity
  private readonly ending = new AbortController()

  constructor(private readonly parts: AreaFetcherParts) {}

  /** Never throws: a place is shown by its code until a later try. */
  async fetchIfDue(): Promise<void> {
    const { book, clock } = this.parts
    if (!book.isNeeded || this.ending.signal.aborted) return
    if (clock.monotonic() < this.lastTried + pauseMilliseconds) return
    this.lastTried = clock.monotonic()
    try {
      await this.fetch()
    } catch {
      // The cache took nothing; it says so itself, and the next try comes.
    }
  }

  stop(): void {
    this.ending.abort()
  }

  private async fetch(): Promise<void> {
    const { national, book, serverClock, onFetched } = this.parts
    const held = await book.standing()
    const fetchedAt = serverClock.now()
    if (held && Math.abs(fetchedAt - held.fetchedAt) < weekMilliseconds) return
    const reply = await national.areas(held?.etag ?? null, this.ending.signal)
    if (reply.kind === 'fault') return
    if (reply.kind === 'not-modified') return await book.keep(null, { etag: held?.etag ?? null, fetchedAt })
    await book.keep(AreaNames.of(reply.value.areas), { etag: reply.value.etag, fetchedAt })
    onFetched()
  }
}
