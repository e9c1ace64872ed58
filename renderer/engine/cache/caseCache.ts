import type { Case } from '../../../shared/domain/case'
import type { CaseId, Cursor, Epoch } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'

/**
 * What the national system said, kept on this computer. Everything in it can be pulled again; an officer's unsent
 * work is never in it (ARCHITECTURE.md). The one door to the database: nothing else knows how it is stored.
 */
export interface CaseCache {
  /** Must be awaited before anything else. `rebuilt`: what was there could not be read and was given up. */
  open(): Promise<{ readonly rebuilt: boolean }>
  close(): void
  /** Gives up what is there and begins empty; throws `CacheFailure` when even that cannot be done. */
  rebuild(): Promise<void>
  standing(): Promise<Standing>
  caseById(caseId: CaseId): Promise<Case | null>
  /** All held cases, in batches, in no particular order. */
  scan(onBatch: (cases: readonly Case[]) => void): Promise<void>
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

/** The cache cannot be opened or written; the reason is in `cause`. */
export class CacheFailure extends Error {
  override readonly name = 'CacheFailure'
}
