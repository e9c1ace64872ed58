import type { Case } from '../../../shared/domain/case'
import type { CaseId, Cursor, Epoch } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import type { CacheLoss, CacheObstacle } from '../progress'
import type { CaseSummary } from '../rows/caseSummary'

/**
 * What the national system said, kept on this computer. Everything in it can be pulled again; an officer's unsent
 * work is never in it (ARCHITECTURE.md). The one door to the database: nothing else knows how it is stored.
 */
export interface CaseCache {
  close(): void
  standing(): Promise<Standing>
  caseById(caseId: CaseId): Promise<Case | null>
  /** Those of them that are held. */
  casesById(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Case>>
  /** All held cases, in batches, in no particular order. Throws `CacheLost` when there are not as many as there were. */
  scan(onBatch: (cases: readonly Case[]) => void): Promise<void>
  /** As `scan`, of as much of each as the lists need; many times as quick. */
  scanSummaries(onBatch: (summaries: readonly CaseSummary[]) => void): Promise<void>
  /** Applies a page together with its cursor, or nothing of it (PROTOCOL.md 4.3). */
  applyPage(page: CachePage): Promise<PageApplication>
  /** Takes newer states of cases that are held; never creates one (PROTOCOL.md 4.3). Answers those it took. */
  updateHeld(cases: readonly Case[]): Promise<readonly Case[]>
  /** The next page begins a full pull; what is held stays until that is complete (PROTOCOL.md 4.5). */
  pullAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void>
  reference(): Promise<HeldReference | null>
  keepReference(held: HeldReference): Promise<void>
  /** Small texts of the engine's own, sealed like everything else. */
  note(name: string): Promise<string | null>
  keepNote(name: string, text: string | null): Promise<void>
  /** Several notes, all or none of them. */
  keepNotes(notes: ReadonlyMap<string, string | null>): Promise<void>
  /** What the officer has looked at, in blocks of many cases (`SeenMarks`), by the number of the block. */
  seenBlocks(): Promise<ReadonlyMap<number, string>>
  keepSeenBlocks(blocks: ReadonlyMap<number, string>): Promise<void>
}

/** Where the pull stands. */
export interface Standing {
  /** Null before the first page. */
  readonly epoch: Epoch | null
  /** What the next page is asked with; null for a pull from the beginning. */
  readonly cursor: Cursor | null
  /** Whether all that was in scope has come once since the pull began anew. */
  readonly complete: boolean
  /** Cases that came in a form this version cannot read (PROTOCOL.md 4.6). */
  readonly setAside: readonly string[]
}

export type CacheChange =
  | { readonly kind: 'upsert'; readonly case: Case }
  | { readonly kind: 'remove'; readonly caseId: CaseId }
  /** It came, but the schema refused it. `key` is its id where that could be read. */
  | { readonly kind: 'set-aside'; readonly key: string }

export interface CachePage {
  /** The cursor that it was asked with. */
  readonly askedWith: Cursor | null
  readonly epoch: Epoch
  readonly cursor: Cursor
  readonly changes: readonly CacheChange[]
  readonly snapshotDone: boolean
}

export type PageApplication =
  | { readonly outcome: 'applied'; readonly stored: readonly Case[]; readonly removed: readonly CaseId[] }
  /** The cache stands elsewhere by now: nothing was changed. */
  | { readonly outcome: 'stale' }

export interface HeldReference {
  readonly reference: Reference
  readonly etag: string | null
}

/** A cache on the disk, which may be empty, broken or out of reach when the program comes back to it. */
export interface StoredCache extends CaseCache {
  /**
   * Opens what lies there; `expectedMark` is the one that main remembers. `new`: there is nothing, and nothing was
   * expected. Throws `CacheFailure` when it cannot be opened.
   */
  open(expectedMark: string | null): Promise<CacheFinding>
  /** Gives up what is there and begins empty, under this mark; throws `CacheFailure` when that cannot be done. */
  begin(mark: string): Promise<void>
  /** Whether it still holds all that was put into it; for when something is missing that should be there. */
  isWhole(): Promise<boolean>
  /**
   * Takes one small step towards a form that is quickly read, for when nothing else is to do; whether there may be
   * another one. Nothing that it holds changes.
   */
  tidy(): Promise<boolean>
  /** Whether each value in it can be read; for when it opened as if nothing were missing and fails all the same. */
  isReadable(): Promise<boolean>
}

export type CacheFinding =
  | { readonly kind: 'whole'; readonly mark: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'lost'; readonly loss: CacheLoss }

/** The cache cannot be opened or written; the reason is in `cause`. */
export class CacheFailure extends Error {
  override readonly name = 'CacheFailure'

  constructor(
    readonly obstacle: CacheObstacle,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** What was in the cache is not there any more, or cannot be read. */
export class CacheLost extends Error {
  override readonly name = 'CacheLost'

  constructor(readonly loss: CacheLoss) {
    super(`The cache is ${loss}.`)
  }
}
