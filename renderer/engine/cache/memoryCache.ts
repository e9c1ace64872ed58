import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { summaryOf, type CaseSummary } from '../rows/caseSummary'
import type { CaseCache, CachePage, HeldReference, PageApplication, Standing } from './caseCache'
import { pageEffect } from './pageEffect'
import { isNewer, setAsideAfter } from './pagePlan'

interface HeldCase {
  readonly version: number
  readonly generation: number
  /** As JSON: 100,000 cases take a third of what they would as objects (ARCHITECTURE.md, measured). */
  readonly text: string
}

interface MemoryStanding extends Standing {
  readonly generation: number
  readonly epochGeneration: number
}

const firstStanding: MemoryStanding = {
  epoch: null,
  cursor: null,
  complete: false,
  setAside: [],
  generation: 1,
  epochGeneration: 1,
}

const scanBatch = 500

/**
 * A cache that lasts as long as the program: what the desk works with while the database cannot be opened. It keeps to
 * the same rules as the one on the disk; each method does all its work in one turn, so nothing is half done.
 */
export class MemoryCache implements CaseCache {
  private cases = new Map<CaseId, HeldCase>()
  private held: MemoryStanding = firstStanding
  private heldReference: HeldReference | null = null
  private readonly notes = new Map<string, string>()
  private readonly seen = new Map<number, string>()

  close(): void {
    this.cases.clear()
  }

  async standing(): Promise<Standing> {
    const { epoch, cursor, complete, setAside } = this.held
    return { epoch, cursor, complete, setAside }
  }

  async caseById(caseId: CaseId): Promise<Case | null> {
    const held = this.cases.get(caseId)
    return held ? readCase(held.text) : null
  }

  async casesById(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Case>> {
    const found = new Map<CaseId, Case>()
    for (const caseId of caseIds) {
      const held = this.cases.get(caseId)
      if (held) found.set(caseId, readCase(held.text))
    }
    return found
  }

  async scan(onBatch: (cases: readonly Case[]) => void): Promise<void> {
    const all = [...this.cases.values()]
    for (let start = 0; start < all.length; start += scanBatch) {
      onBatch(all.slice(start, start + scanBatch).map(({ text }) => readCase(text)))
    }
  }

  scanSummaries(onBatch: (summaries: readonly CaseSummary[]) => void): Promise<void> {
    return this.scan((cases) => onBatch(cases.map(summaryOf)))
  }

  async applyPage(page: CachePage): Promise<PageApplication> {
    const before = this.held
    if (before.cursor !== page.askedWith) return { outcome: 'stale' }
    if (before.epoch !== null && before.epoch !== page.epoch) return { outcome: 'stale' }
    const { generation } = before
    const epochGeneration = before.epoch === null ? generation : before.epochGeneration
    const effect = pageEffect(page.changes)
    const stored: Case[] = []
    for (const { case: subject, afterRemoval } of effect.upserts.values()) {
      const held = this.cases.get(subject.id)
      if (!held || afterRemoval || isNewer(subject, held, epochGeneration)) {
        this.cases.set(subject.id, heldCase(subject, generation))
        stored.push(subject)
      } else this.cases.set(subject.id, { ...held, generation })
    }
    for (const caseId of effect.removals) this.cases.delete(caseId)
    for (const key of effect.setAside) this.keepThrough(key, generation)
    const swept = page.snapshotDone && !before.complete ? this.sweep(generation) : []
    this.held = {
      ...before,
      epoch: page.epoch,
      cursor: page.cursor,
      complete: before.complete || page.snapshotDone,
      epochGeneration,
      setAside: setAsideAfter(before.setAside, effect),
    }
    return { outcome: 'applied', stored, removed: [...effect.removals, ...swept] }
  }

  async updateHeld(cases: readonly Case[]): Promise<readonly Case[]> {
    const newest = pageEffect(cases.map((subject) => ({ kind: 'upsert', case: subject })))
    const taken: Case[] = []
    for (const { case: subject } of newest.upserts.values()) {
      const held = this.cases.get(subject.id)
      if (!held || !isNewer(subject, held, this.held.epochGeneration)) continue
      this.cases.set(subject.id, heldCase(subject, held.generation))
      taken.push(subject)
    }
    return taken
  }

  async pullAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void> {
    this.held = {
      ...this.held,
      epoch: why === 'other-epoch' ? null : this.held.epoch,
      cursor: null,
      complete: false,
      generation: this.held.generation + 1,
      setAside: [],
    }
  }

  async reference(): Promise<HeldReference | null> {
    return this.heldReference
  }

  async keepReference(held: HeldReference): Promise<void> {
    this.heldReference = held
  }

  async note(name: string): Promise<string | null> {
    return this.notes.get(name) ?? null
  }

  async keepNote(name: string, text: string | null): Promise<void> {
    if (text === null) this.notes.delete(name)
    else this.notes.set(name, text)
  }

  async keepNotes(notes: ReadonlyMap<string, string | null>): Promise<void> {
    for (const [name, text] of notes) await this.keepNote(name, text)
  }

  async seenBlocks(): Promise<ReadonlyMap<number, string>> {
    return new Map(this.seen)
  }

  async keepSeenBlocks(blocks: ReadonlyMap<number, string>): Promise<void> {
    for (const [block, text] of blocks) this.seen.set(block, text)
  }

  /** A held case that came in an unreadable form did come again: the end of a full pull must not remove it. */
  private keepThrough(key: string, generation: number): void {
    // The cast only compares: keys are ids where ids could be read.
    const held = this.cases.get(key as CaseId)
    if (held) this.cases.set(key as CaseId, { ...held, generation })
  }

  private sweep(generation: number): CaseId[] {
    const gone = [...this.cases].filter(([, held]) => held.generation < generation).map(([caseId]) => caseId)
    for (const caseId of gone) this.cases.delete(caseId)
    return gone
  }
}

function heldCase(subject: Case, generation: number): HeldCase {
  return { version: subject.version, generation, text: JSON.stringify(subject) }
}

function readCase(text: string): Case {
  // It was checked when it came, and has not left this memory since.
  return JSON.parse(text) as Case
}
