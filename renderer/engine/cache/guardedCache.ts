import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { DiskState } from '../../../shared/bridge/journalPort'
import type { Clock } from '../clock'
import type { Notes } from '../journal/notes'
import type { CacheLoss, CacheObstacle } from '../progress'
import { assertNever } from '../../../shared/domain/assertNever'
import { UnreadableSeal } from '../seal/seal'
import type { CaseSummary } from '../rows/caseSummary'
import type { OnStep } from '../steps'
import { Backoff } from '../sync/backoff'
import {
  CacheFailure,
  CacheLost,
  type CaseCache,
  type CachePage,
  type HeldReference,
  type PageApplication,
  type Standing,
  type StoredCache,
} from './caseCache'
import { CacheTidier } from './cacheTidier'
import { newMark } from './database'
import { MemoryCache } from './memoryCache'
import { obstacleIn } from './obstacle'

/** What is known of the cache, without what the pull tells of it. */
export type CacheCondition =
  | { readonly kind: 'whole' }
  /** Begun anew because of this; whole again when the pull is complete. */
  | { readonly kind: 'begun-anew'; readonly loss: CacheLoss }
  | { readonly kind: 'unwritable'; readonly obstacle: CacheObstacle }
  | { readonly kind: 'in-memory'; readonly obstacle: CacheObstacle; readonly nextTryAt: number | null }

export interface GuardedCacheParts {
  readonly stored: StoredCache
  readonly notes: Notes
  readonly clock: Clock
  readonly random: () => number
  readonly diskState: () => DiskState
  readonly step: OnStep
}

/**
 * The cache as the rest of the engine has it: the one on the disk while that works. What is lost is noticed, told and
 * begun anew; what cannot be opened is done without, in memory, and tried again (RELIABILITY.md 19, 20). So a broken
 * database never keeps an officer from working, nor their work from being sent.
 */
export class GuardedCache implements CaseCache {
  /** Told whenever the condition changes. */
  onCondition: () => void = () => undefined
  /** Called when another cache, or an emptied one, stands in the place of the one before. */
  onReplaced: () => void = () => undefined
  private current: CaseCache = new MemoryCache()
  /** Rises when what is in `current` is no longer what it was. */
  private replacements = 0
  private state: CacheCondition = { kind: 'whole' }
  private mending: Promise<void> | null = null
  private cancelRetry: () => void = () => undefined
  private closed = false
  private readonly backoff: Backoff
  private readonly tidier: CacheTidier

  constructor(private readonly parts: GuardedCacheParts) {
    this.backoff = new Backoff(parts.random)
    this.tidier = new CacheTidier(parts.clock, () => parts.stored.tidy())
  }

  get condition(): CacheCondition {
    return this.state
  }

  /** Must be awaited before anything else. Never throws: without a database the desk goes on in memory. */
  async open(): Promise<void> {
    await this.settle()
  }

  /** The pull is complete: what was begun anew holds everything again. */
  pullCompleted(): void {
    if (this.state.kind === 'begun-anew') this.become({ kind: 'whole' })
  }

  /** Something that should be there is not: a store may have been half lost while it was open. */
  async suspect(): Promise<void> {
    const { stored } = this.parts
    if (this.current !== stored) return
    const seen = this.replacements
    if (await this.inMended(() => stored.isWhole())) return
    if (this.replacements === seen) await this.mend({ kind: 'lost', loss: 'incomplete' })
  }

  close(): void {
    this.closed = true
    this.cancelRetry()
    this.tidier.stop()
    this.current.close()
    this.parts.stored.close()
  }

  standing(): Promise<Standing> {
    return this.inMended((cache) => cache.standing())
  }

  caseById(caseId: CaseId): Promise<Case | null> {
    return this.inMended((cache) => cache.caseById(caseId))
  }

  casesById(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Case>> {
    return this.inMended((cache) => cache.casesById(caseIds))
  }

  scan(onBatch: (cases: readonly Case[]) => void): Promise<void> {
    return this.inMended((cache) => cache.scan(onBatch))
  }

  scanSummaries(onBatch: (summaries: readonly CaseSummary[]) => void): Promise<void> {
    return this.inMended((cache) => cache.scanSummaries(onBatch))
  }

  applyPage(page: CachePage): Promise<PageApplication> {
    return this.writing((cache) => cache.applyPage(page))
  }

  updateHeld(cases: readonly Case[]): Promise<readonly Case[]> {
    return this.writing((cache) => cache.updateHeld(cases))
  }

  pullAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void> {
    return this.writing((cache) => cache.pullAnew(why))
  }

  reference(): Promise<HeldReference | null> {
    return this.inMended((cache) => cache.reference())
  }

  keepReference(held: HeldReference): Promise<void> {
    return this.writing((cache) => cache.keepReference(held))
  }

  note(name: string): Promise<string | null> {
    return this.inMended((cache) => cache.note(name))
  }

  keepNote(name: string, text: string | null): Promise<void> {
    return this.writing((cache) => cache.keepNote(name, text))
  }

  keepNotes(notes: ReadonlyMap<string, string | null>): Promise<void> {
    return this.writing((cache) => cache.keepNotes(notes))
  }

  seenBlocks(): Promise<ReadonlyMap<number, string>> {
    return this.inMended((cache) => cache.seenBlocks())
  }

  keepSeenBlocks(blocks: ReadonlyMap<number, string>): Promise<void> {
    return this.writing((cache) => cache.keepSeenBlocks(blocks))
  }

  private async writing<Answer>(work: (cache: CaseCache) => Promise<Answer>): Promise<Answer> {
    const answer = await this.inMended(work)
    // That there is room again is known from a write that went through.
    if (this.state.kind === 'unwritable') this.become({ kind: 'whole' })
    if (!this.closed && this.current === this.parts.stored) this.tidier.written()
    return answer
  }

  /** Does it; when the cache fails at it, mends the cache and does it once more. */
  private async inMended<Answer>(work: (cache: CaseCache) => Promise<Answer>): Promise<Answer> {
    const { current, replacements } = this
    try {
      return await work(current)
    } catch (failure) {
      if (this.closed || current !== this.parts.stored) throw failure
      if (this.replacements === replacements) await this.mend(troubleIn(failure))
      if (this.replacements === replacements) throw failure
      return await this.again(work)
    }
  }

  /**
   * The second try. A value of which the bytes are gone is met by nothing but reading it: the database opens as if all
   * were there (seen in Chromium with CURRENT deleted), so opening it once more mends nothing.
   */
  private async again<Answer>(work: (cache: CaseCache) => Promise<Answer>): Promise<Answer> {
    const { current, replacements } = this
    const { stored } = this.parts
    try {
      return await work(current)
    } catch (failure) {
      if (this.closed || current !== stored || troubleIn(failure).kind !== 'failed') throw failure
      if (await stored.isReadable()) throw failure
      if (this.replacements === replacements) await this.mend({ kind: 'lost', loss: 'damaged' })
      return await work(this.current)
    }
  }

  private mend(trouble: Trouble): Promise<void> {
    this.mending ??= this.mendNow(trouble).finally(() => {
      this.mending = null
    })
    return this.mending
  }

  private async mendNow(trouble: Trouble): Promise<void> {
    switch (trouble.kind) {
      case 'lost':
        await this.beginAnew(trouble.loss)
        return
      case 'full':
        // It can still be read, which is more than nothing.
        this.become({ kind: 'unwritable', obstacle: 'full' })
        return
      case 'failed':
        await this.settle()
        return
    }
  }

  /** Opens what lies on the disk, begins it anew, or does without. */
  private async settle(): Promise<void> {
    const { notes, step, stored } = this.parts
    await step('cache-open')
    const finding = await stored.open(notes.read('cache-mark')).catch((failure: unknown) => {
      return { kind: 'closed', obstacle: this.obstacleOf(failure) } as const
    })
    switch (finding.kind) {
      case 'whole':
        await this.keepMark(finding.mark)
        this.replace(stored, { kind: 'whole' })
        return
      case 'new':
        return await this.beginAnew(null)
      case 'lost':
        return await this.beginAnew(finding.loss)
      case 'closed':
        // Errors at opening are what damage shows itself by.
        if (finding.obstacle === 'failed') return await this.beginAnew('damaged')
        return this.goOnInMemory(finding.obstacle)
      default:
        return assertNever(finding, 'finding')
    }
  }

  /** On a full disk the same database opens again later, whatever the error was (RELIABILITY.md, measured). */
  private obstacleOf(failure: unknown): CacheObstacle {
    if (failure instanceof CacheFailure && failure.obstacle !== 'failed') return failure.obstacle
    return this.parts.diskState() === 'ok' ? obstacleIn(failure) : 'full'
  }

  private async beginAnew(loss: CacheLoss | null): Promise<void> {
    const { notes, step, stored } = this.parts
    const mark = newMark()
    await step('cache-keep-mark')
    // Main first: killed between the two, the database is not the expected one and is begun anew once more. On a full
    // disk this fails, before anything that may still be good is given up.
    const isKept = await notes.keep('cache-mark', mark).then(
      () => true,
      () => false,
    )
    if (!isKept) return this.goOnInMemory('full')
    await step('cache-begin')
    try {
      await stored.begin(mark)
    } catch (failure) {
      return this.goOnInMemory(this.obstacleOf(failure))
    }
    this.replace(stored, loss === null ? { kind: 'whole' } : { kind: 'begun-anew', loss })
  }

  private goOnInMemory(obstacle: CacheObstacle): void {
    const { clock, stored } = this.parts
    if (this.closed) return
    stored.close()
    this.tidier.stop()
    this.cancelRetry()
    // Another version of the program is needed, which no waiting brings.
    const wait = obstacle === 'newer' ? null : this.backoff.next()
    if (wait !== null) this.cancelRetry = clock.after(wait, () => this.retry())
    const nextTryAt = wait === null ? null : clock.now() + wait
    // What memory holds already is kept from one try to the next.
    const isInMemory = this.state.kind === 'in-memory' && this.current !== stored
    this.replace(isInMemory ? this.current : new MemoryCache(), { kind: 'in-memory', obstacle, nextTryAt })
  }

  private retry(): void {
    this.mending ??= this.settle().finally(() => {
      this.mending = null
    })
    // Whatever the cache is like afterwards, it is told; only a test's step fails here.
    this.mending.catch(() => undefined)
  }

  /** That the mark is not kept means that a loss before the next opening is not noticed; nothing else. */
  private async keepMark(mark: string): Promise<void> {
    await this.parts.notes.keep('cache-mark', mark).catch(() => undefined)
  }

  private replace(cache: CaseCache, condition: CacheCondition): void {
    const isOther = this.current !== cache || condition.kind === 'begun-anew'
    this.current = cache
    if (condition.kind !== 'in-memory') {
      this.backoff.reset()
      this.tidier.written()
    }
    this.replacements += 1
    this.become(condition)
    if (isOther) this.onReplaced()
  }

  private become(condition: CacheCondition): void {
    this.state = condition
    this.onCondition()
  }
}

type Trouble = { readonly kind: 'lost'; readonly loss: CacheLoss } | { readonly kind: 'full' | 'failed' }

function troubleIn(failure: unknown): Trouble {
  if (failure instanceof CacheLost) return { kind: 'lost', loss: failure.loss }
  if (failure instanceof UnreadableSeal || failure instanceof SyntaxError) {
    return { kind: 'lost', loss: 'damaged' }
  }
  return { kind: obstacleIn(failure) === 'full' ? 'full' : 'failed' }
}
