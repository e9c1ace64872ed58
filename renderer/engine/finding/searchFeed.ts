import type { Case } from '../../../shared/domain/case'
import type { Clock } from '../clock'
import type { Overlay } from '../overlay/overlay'
import type { SearchIndex, SearchTexts } from '../search/searchIndex'

/** Texts that wait for the index at most; beyond that they are taken at once, so that memory stays bounded. */
const mostWaiting = 2000
/** So many waiting ones a question takes along itself, rather than answer without them. */
const mostTakenAlong = 200
const sliceMilliseconds = 8
const betweenSlicesMilliseconds = 4
/** The rows are painted first. */
const fillDelayMilliseconds = 300
const retryMilliseconds = 30_000
const idleMilliseconds = 2_000
const tellEveryMilliseconds = 1_000

/** Visits the texts of every held case, in batches with pauses between. */
export type ScanOverlaid = (visit: (slot: number, overlaid: Overlay) => void) => Promise<void>

/**
 * Brings the texts of cases into the search index without keeping anything else waiting: what changed in short
 * slices, what was there at the start by reading the cache once more after the rows are on screen.
 */
export class SearchFeed {
  /** Rises with everything that changes what the index answers. */
  revision = 0
  private readonly waiting = new Map<number, SearchTexts>()
  private readonly held = new Set<number>()
  private filling: { readonly total: number } | null = null
  private generation = 0
  private cancelSlice: (() => void) | null = null
  private cancelFill: (() => void) | null = null
  private cancelTidy: (() => void) | null = null
  private lastTold = -Infinity

  constructor(
    private readonly index: SearchIndex,
    private readonly clock: Clock,
    private readonly onProgress: () => void,
  ) {}

  /** A row was written. */
  written(slot: number, overlaid: Overlay): void {
    this.waiting.set(slot, textsOf(overlaid))
    const [oldest] = this.waiting.keys()
    if (this.waiting.size > mostWaiting && oldest !== undefined) this.take(oldest)
    this.planSlice()
  }

  /** A row went; its slot may be another case's next. */
  removed(slot: number): void {
    this.waiting.delete(slot)
    this.held.delete(slot)
    this.index.remove(slot)
    this.revision += 1
  }

  /** All rows are read anew: `fill` follows. */
  cleared(): void {
    this.generation += 1
    this.cancelFill?.()
    this.cancelFill = null
    this.waiting.clear()
    this.held.clear()
    this.index.clear()
    this.filling = null
    this.revision += 1
  }

  /** Reads what the rows were built from, soon. */
  fill(total: number, scan: ScanOverlaid): void {
    if (total === 0) return
    this.filling = { total }
    this.planFill(fillDelayMilliseconds, scan)
  }

  /** Null when everything is in the index. */
  progress(): { readonly done: number; readonly total: number } | null {
    if (this.filling) return { done: Math.min(this.held.size, this.filling.total), total: this.filling.total }
    if (this.waiting.size === 0) return null
    return { done: this.held.size, total: this.held.size + this.waiting.size }
  }

  holds(slot: number): boolean {
    return this.held.has(slot)
  }

  stop(): void {
    this.cleared()
    this.cancelSlice?.()
    this.cancelTidy?.()
  }

  private planFill(wait: number, scan: ScanOverlaid): void {
    const mine = this.generation
    this.cancelFill = this.clock.after(wait, () => {
      const visit = (slot: number, overlaid: Overlay): void => {
        // What was written since is newer than what is read.
        if (mine !== this.generation || this.held.has(slot) || this.waiting.has(slot)) return
        this.put(slot, textsOf(overlaid))
        this.tell()
      }
      scan(visit).then(
        () => {
          if (mine === this.generation) this.filled()
        },
        () => {
          // The cache mends itself or is replaced; then everything is read anew.
          if (mine === this.generation) this.planFill(retryMilliseconds, scan)
        },
      )
    })
  }

  private filled(): void {
    this.filling = null
    this.onProgress()
    this.planTidy()
  }

  private tell(): void {
    const now = this.clock.monotonic()
    if (now < this.lastTold + tellEveryMilliseconds) return
    this.lastTold = now
    this.onProgress()
  }

  private planSlice(): void {
    this.cancelSlice ??= this.clock.after(betweenSlicesMilliseconds, () => {
      this.cancelSlice = null
      const until = this.clock.monotonic() + sliceMilliseconds
      for (const slot of this.waiting.keys()) {
        this.take(slot)
        if (this.clock.monotonic() >= until) break
      }
      if (this.waiting.size > 0) this.planSlice()
      else this.planTidy()
    })
  }

  /** Before a question: what changed just now is part of the answer, unless that is a great deal. */
  takeAlong(): void {
    if (this.waiting.size > mostTakenAlong) return
    for (const slot of this.waiting.keys()) this.take(slot)
  }

  private take(slot: number): void {
    const texts = this.waiting.get(slot)
    this.waiting.delete(slot)
    if (texts) this.put(slot, texts)
  }

  private put(slot: number, texts: SearchTexts): void {
    this.index.put(slot, texts)
    this.held.add(slot)
    this.revision += 1
  }

  /** Not put off by what comes meanwhile: at a desk that is never idle it would never be done. */
  private planTidy(wait = idleMilliseconds): void {
    this.cancelTidy ??= this.clock.after(wait, () => {
      this.cancelTidy = null
      if (!this.index.tidy(sliceMilliseconds)) this.planTidy(betweenSlicesMilliseconds)
    })
  }
}

/** What is searched of a case: as the officer sees it, what they have not sent yet included. */
function textsOf({ case: shown, events }: Overlay): SearchTexts {
  return {
    ...namesOf(shown),
    answers: events.flatMap(({ event }) => (event.text ? [event.text] : [])),
  }
}

function namesOf(shown: Case): Omit<SearchTexts, 'answers'> {
  return {
    trackingId: shown.trackingId,
    title: shown.title,
    body: shown.body,
    reporterName: shown.reporter?.name ?? null,
    place: shown.location.address ?? null,
  }
}
