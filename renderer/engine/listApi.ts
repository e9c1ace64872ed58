import type { ActionId, CaseId, OfficerId, TrackingId, UnitId } from '../../shared/domain/identifiers'
import type { CaseStatus } from '../../shared/domain/case'
import type { ForbiddenReason } from '../../shared/domain/permission'
import type { ArchiveReasonCode } from '../../shared/domain/reference'
import type { JournalFailureCode } from '../../shared/bridge/journalPort'
import type { ActAnswer, RowQuery } from './api'

/** What the page may ask of the list beyond its rows: orders, what was looked at, several reports at once. */
export interface ListApi {
  /** The cases that match, in the query's order: all of them, or those from `from` (inclusive) to `to` (exclusive). */
  caseIdsOf(query: RowQuery, from?: number, to?: number): Promise<readonly CaseId[]>
  /** The officer has the case before them as it was last given by `caseView`. */
  markSeen(caseId: CaseId): Promise<void>
  /** As if they had never been opened here, whatever their status. */
  markUnread(caseIds: readonly CaseId[]): Promise<void>
  /** What `actOnMany` would do now; changes nothing. */
  previewBulk(caseIds: readonly CaseId[], bulk: Bulk): Promise<BulkPreview>
  /**
   * Does it to each case that the rules allow, by the way of all actions; resolves when all that could be saved is on
   * the disk. `bulk-progress` tells how far it has come.
   */
  actOnMany(caseIds: readonly CaseId[], bulk: Bulk): Promise<BulkAnswer>
  /** Takes back those that are still held; answers which. */
  undoMany(actionIds: readonly ActionId[]): Promise<{ readonly undone: readonly ActionId[] }>
}

export const rowOrderKeys = [
  'deadline',
  'received',
  'changed',
  'title',
  'number',
  'status',
  'officer',
  'unit',
  'category',
  'channel',
] as const
export type RowOrderKey = (typeof rowOrderKeys)[number]

/** How a list is sorted. Whatever has no value (no deadline, no officer) comes last, in both directions. */
export interface RowOrder {
  readonly by: RowOrderKey
  readonly descending: boolean
}

export const firstOrder: RowOrder = { by: 'deadline', descending: false }

/**
 * `unread`: never opened here, and new to the desk; or marked so. `changed`: somebody else did something since it was
 * looked at.
 */
export const seenStates = ['unread', 'changed', 'seen'] as const
export type Seen = (typeof seenStates)[number]

/** What is decided for several cases at once. */
export type Bulk =
  | { readonly kind: 'accept' }
  | { readonly kind: 'assign-to-me' }
  | { readonly kind: 'forward'; readonly unitId: UnitId; readonly text: string }
  | { readonly kind: 'archive'; readonly reasonCode: ArchiveReasonCode; readonly text: string }
  | { readonly kind: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'reassign'; readonly to: ReassignTo; readonly reason: string }
export type BulkKind = Bulk['kind']

/** To whom cases go: one officer, whoever has least to do (shared/domain/balance), or nobody. */
export type ReassignTo =
  | { readonly kind: 'balanced' }
  | { readonly kind: 'officer'; readonly officerId: OfficerId }
  | { readonly kind: 'nobody' }

/** Why a case is left as it is. */
export type BulkObstacle =
  | ForbiddenReason
  | 'not_in_this_status'
  /** It is so already: held by the officer, in that unit, with those tags. */
  | 'already-so'
  | 'too-many-tags'
  | 'case-left'
  /** What the decision names does not exist here any more. */
  | 'not-possible'
  /** It is with whom it would go to. */
  | 'stays'
  /** Who is to hold it does not see the cases of its unit. */
  | 'unit-not-seen'
  /** Nobody of its unit, or of one above, is at work to take it. */
  | 'no-officer'
  /** The journal could not be written. */
  | 'not-saved'

export interface BulkCase {
  readonly caseId: CaseId
  /** Null for a case that has left the desk. */
  readonly trackingId: TrackingId | null
  readonly title: string | null
  readonly status: CaseStatus | null
  readonly assigneeId: OfficerId | null
  readonly assigneeName: string | null
}

export interface BulkLeft {
  readonly why: BulkObstacle
  readonly cases: readonly BulkCase[]
}

export interface BulkPreview {
  /** To how many it would be done. */
  readonly done: number
  /** The others, by why not; the largest group first. */
  readonly left: readonly BulkLeft[]
}

export type BulkAnswer =
  | {
      readonly outcome: 'done'
      readonly actionIds: readonly ActionId[]
      /** How long the first of them can be taken back, from now. */
      readonly holdMilliseconds: number
      readonly left: readonly BulkLeft[]
      /** Why the journal took no more; null when it took all. */
      readonly failure: JournalFailureCode | null
    }
  /** The text is not within its limits: nothing was saved. */
  | Extract<ActAnswer, { outcome: 'invalid' }>
