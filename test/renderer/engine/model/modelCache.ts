import type { CaseSummary } from '../../../../renderer/engine/rows/caseSummary'
import type { Case } from '../../../../shared/domain/case'
import type { CaseId } from '../../../../shared/domain/identifiers'
import {
  CacheFailure,
  CacheLost,
  type CacheFinding,
  type CachePage,
  type HeldReference,
  type PageApplication,
  type Standing,
  type StoredCache,
} from '../../../../renderer/engine/cache/caseCache'
import { MemoryCache } from '../../../../renderer/engine/cache/memoryCache'
import type { CacheObstacle } from '../../../../renderer/engine/progress'

/** Where a model's cache lies, from one life of the engine to the next. */
export class CacheDisk {
  mark: string | null = null
  contents = new MemoryCache()
  /** Keeps the database from being opened. */
  obstacle: CacheObstacle | null = null
  /** Fails every write, as a full disk does. */
  full = false

  /** As Chromium does after damage: silently empty. */
  vanish(): void {
    this.mark = null
    this.contents = new MemoryCache()
  }
}

/** A cache on such a disk: quick, and broken whenever a schedule wants it to be. */
export class ModelCache implements StoredCache {
  constructor(private readonly disk: CacheDisk) {}

  async open(expectedMark: string | null): Promise<CacheFinding> {
    const { mark, obstacle } = this.disk
    if (obstacle) throw new CacheFailure(obstacle, 'The model says so.')
    if (mark === null) return expectedMark === null ? { kind: 'new' } : { kind: 'lost', loss: 'vanished' }
    return expectedMark === null || expectedMark === mark
      ? { kind: 'whole', mark }
      : { kind: 'lost', loss: 'vanished' }
  }

  async begin(mark: string): Promise<void> {
    if (this.disk.full) throw new CacheFailure('full', 'The model says so.')
    this.disk.contents = new MemoryCache()
    this.disk.mark = mark
  }

  async isWhole(): Promise<boolean> {
    return this.disk.mark !== null
  }

  async isReadable(): Promise<boolean> {
    return true
  }

  async tidy(): Promise<boolean> {
    return false
  }

  close(): void {
    // What lies on the disk stays there.
  }

  async standing(): Promise<Standing> {
    return await this.contents().standing()
  }

  async caseById(caseId: CaseId): Promise<Case | null> {
    return await this.contents().caseById(caseId)
  }

  async casesById(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Case>> {
    return await this.contents().casesById(caseIds)
  }

  async scan(onBatch: (cases: readonly Case[]) => void): Promise<void> {
    return await this.contents().scan(onBatch)
  }

  async scanSummaries(onBatch: (summaries: readonly CaseSummary[]) => void): Promise<void> {
    return await this.contents().scanSummaries(onBatch)
  }

  async applyPage(page: CachePage): Promise<PageApplication> {
    this.refuseWhenFull()
    return await this.contents().applyPage(page)
  }

  async updateHeld(cases: readonly Case[]): Promise<readonly Case[]> {
    this.refuseWhenFull()
    return await this.contents().updateHeld(cases)
  }

  async pullAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void> {
    this.refuseWhenFull()
    await this.contents().pullAnew(why)
  }

  async reference(): Promise<HeldReference | null> {
    return await this.contents().reference()
  }

  async keepReference(held: HeldReference): Promise<void> {
    this.refuseWhenFull()
    await this.contents().keepReference(held)
  }

  async note(name: string): Promise<string | null> {
    return await this.contents().note(name)
  }

  async keepNote(name: string, text: string | null): Promise<void> {
    this.refuseWhenFull()
    await this.contents().keepNote(name, text)
  }

  async keepNotes(notes: ReadonlyMap<string, string | null>): Promise<void> {
    this.refuseWhenFull()
    await this.contents().keepNotes(notes)
  }

  async seenBlocks(): Promise<ReadonlyMap<number, string>> {
    return await this.contents().seenBlocks()
  }

  async keepSeenBlocks(blocks: ReadonlyMap<number, string>): Promise<void> {
    this.refuseWhenFull()
    await this.contents().keepSeenBlocks(blocks)
  }

  /** A store that was emptied while it was open shows it by what it lacks. */
  private contents(): MemoryCache {
    if (this.disk.mark === null) throw new CacheLost('vanished')
    return this.disk.contents
  }

  private refuseWhenFull(): void {
    if (this.disk.full) throw new CacheFailure('full', 'The model says so.')
  }
}
