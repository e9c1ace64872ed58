import { z } from 'zod'
import { identifier } from '../../shared/protocol/primitives'
import type { Case, CaseStatus } from '../../shared/domain/case'
import { instantFrom, millisecondsOf, type CaseId, type Instant } from '../../shared/domain/identifiers'
import type { CaseCache } from './cache/caseCache'
import type { CacheCondition } from './cache/guardedCache'
import type { Clock } from './clock'
import type { Notes } from './journal/notes'
import type { Seen } from './listApi'

/** Milliseconds since 1970: everything in the case up to then was before the officer. */
type SeenUntil = number
/** The officer put it back among the unread. */
const unread: SeenUntil = -1

/** Marks are written in so many blocks: with 100,000 of them one has 20 KB. */
const blockCount = 256
/** At most one write in this span; what is lost with a kill is a mark, which the next look makes again. */
const spanMilliseconds = 1_000
/** How old what is remembered of the last time in step may be. */
const syncedStep = 10 * 60 * 1000

const blockSchema = z.array(z.tuple([identifier<CaseId>(), z.number()]))
const baselineSchema = z.object({
  /** What was dispositioned until then is not unread; null: everything may be. */
  until: z.number().nullable(),
  syncedAt: z.number().nullable(),
})
type Baseline = z.infer<typeof baselineSchema>

export interface SeenMarksParts {
  readonly cache: CaseCache & { readonly condition: CacheCondition }
  readonly notes: Notes
  readonly clock: Clock
}

/**
 * What the officer has looked at. The marks lie sealed in the cache and are lost with it; the baseline, which main
 * keeps, sees to it that a cache that was made anew does not show everything as unread.
 */
export class SeenMarks {
  private readonly marks = new Map<CaseId, SeenUntil>()
  private readonly unwritten = new Set<number>()
  private baseline: Baseline = { until: null, syncedAt: null }
  /** The case at hand, and what was seen of it before. */
  private opening: { readonly caseId: CaseId; readonly before: SeenUntil | null } | null = null
  /** As it was last given to the page. */
  private shown: { readonly caseId: CaseId; readonly until: SeenUntil } | null = null
  private cancelTimer: (() => void) | null = null

  constructor(private readonly parts: SeenMarksParts) {}

  /** Reads what there is; after every opening of the cache and whenever another one stands in its place. */
  async load(): Promise<void> {
    const { cache, notes } = this.parts
    this.baseline = baselineIn(notes.read('seen-baseline'))
    const { condition } = cache
    const isLost = condition.kind === 'begun-anew'
    // In memory nothing can be known of it: as if it were lost, until the database opens again.
    if (isLost || condition.kind === 'in-memory') {
      const { until, syncedAt } = this.baseline
      this.baseline = { until: Math.max(until ?? -Infinity, syncedAt ?? -Infinity), syncedAt }
      if (this.baseline.until === -Infinity) this.baseline = { until: null, syncedAt }
    }
    if (isLost) await this.keepBaseline()
    // What is known in memory outlives the database: it goes into the one that stands in its place.
    for (const caseId of this.marks.keys()) this.unwritten.add(blockOf(caseId))
    for (const [caseId, until] of marksIn((await cache.seenBlocks()).values())) {
      if (!this.marks.has(caseId)) this.marks.set(caseId, until)
    }
    this.plan()
  }

  /** All is in step with the national system, by its own time. */
  async inStep(at: number): Promise<void> {
    const { syncedAt } = this.baseline
    if (syncedAt !== null && Math.abs(at - syncedAt) < syncedStep) return
    this.baseline = { ...this.baseline, syncedAt: at }
    if (this.parts.cache.condition.kind !== 'in-memory') await this.keepBaseline()
  }

  seenOf(row: {
    readonly caseId: CaseId
    readonly status: CaseStatus
    readonly dispositionedAt: number
    readonly othersAt: number
  }): Seen {
    const until = this.marks.get(row.caseId)
    if (until === unread) return 'unread'
    if (until !== undefined) return row.othersAt > until ? 'changed' : 'seen'
    const isNew = row.status === 'dispositioned' && row.dispositionedAt > (this.baseline.until ?? -Infinity)
    return isNew ? 'unread' : 'seen'
  }

  /** Up to when the case was seen before it was opened this time; null for never. */
  seenUntil(caseId: CaseId): Instant | null {
    const until = this.opening?.caseId === caseId ? this.opening.before : (this.marks.get(caseId) ?? null)
    return until === null || until === unread ? null : instantFrom(until)
  }

  /** The page was given this state of it. */
  noteShown(base: Case): void {
    this.shown = { caseId: base.id, until: lastEventAt(base) }
  }

  /** The officer has it before them. Answers whether that is anything new. */
  markSeen(caseId: CaseId): boolean {
    const before = this.marks.get(caseId) ?? null
    if (this.opening?.caseId !== caseId) this.opening = { caseId, before }
    return this.shown?.caseId === caseId && this.set(caseId, Math.max(before ?? 0, this.shown.until))
  }

  markUnread(caseIds: readonly CaseId[]): void {
    for (const caseId of caseIds) {
      this.set(caseId, unread)
      // Opened once more, it is opened anew.
      if (this.opening?.caseId === caseId) this.opening = null
    }
  }

  /** These left the desk. */
  forget(caseIds: readonly CaseId[]): void {
    for (const caseId of caseIds) {
      if (this.marks.delete(caseId)) this.unwritten.add(blockOf(caseId))
    }
    this.plan()
  }

  /** Writes what is not written yet. */
  async stop(): Promise<void> {
    this.cancelTimer?.()
    await this.write()
  }

  private set(caseId: CaseId, until: SeenUntil): boolean {
    if (this.marks.get(caseId) === until) return false
    this.marks.set(caseId, until)
    this.unwritten.add(blockOf(caseId))
    this.plan()
    return true
  }

  private plan(): void {
    if (this.cancelTimer || this.unwritten.size === 0) return
    this.cancelTimer = this.parts.clock.after(spanMilliseconds, () => {
      this.cancelTimer = null
      void this.write()
    })
  }

  private async write(): Promise<void> {
    const numbers = new Set(this.unwritten)
    if (numbers.size === 0) return
    this.unwritten.clear()
    const blocks = new Map<number, [CaseId, SeenUntil][]>([...numbers].map((number) => [number, []]))
    for (const [caseId, until] of this.marks) blocks.get(blockOf(caseId))?.push([caseId, until])
    const texts = new Map([...blocks].map(([number, marks]) => [number, JSON.stringify(marks)]))
    await this.parts.cache.keepSeenBlocks(texts).catch(() => {
      // They are in memory, and go with the next.
      for (const number of numbers) this.unwritten.add(number)
    })
  }

  private async keepBaseline(): Promise<void> {
    // Not kept, it only means that more is unread after the next loss.
    await this.parts.notes.keep('seen-baseline', JSON.stringify(this.baseline)).catch(() => undefined)
  }
}

/** The last thing that the national system said of it. */
function lastEventAt({ events, dispositionedAt }: Case): SeenUntil {
  return events.reduce(
    (latest, { at }) => Math.max(latest, millisecondsOf(at)),
    millisecondsOf(dispositionedAt),
  )
}

function blockOf(caseId: CaseId): number {
  let sum = 0
  for (let index = 0; index < caseId.length; index += 1) sum = (sum * 31 + caseId.charCodeAt(index)) | 0
  return (sum >>> 0) % blockCount
}

function marksIn(blocks: Iterable<string>): Map<CaseId, SeenUntil> {
  const marks = new Map<CaseId, SeenUntil>()
  for (const text of blocks) {
    const block = blockSchema.safeParse(JSON.parse(text))
    for (const [caseId, until] of block.data ?? []) marks.set(caseId, until)
  }
  return marks
}

function baselineIn(text: string | null): Baseline {
  if (text === null) return { until: null, syncedAt: null }
  try {
    return baselineSchema.parse(JSON.parse(text))
  } catch {
    return { until: null, syncedAt: null }
  }
}
