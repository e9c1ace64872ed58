import type { Nearness } from '../../shared/domain/duplicates'
import type { CaseId } from '../../shared/domain/identifiers'
import type { ForbiddenReason } from '../../shared/domain/permission'
import type { BulkAnswer, BulkCase, BulkObstacle } from './listApi'
import type { RelatedCase } from './readingApi'

/** What the page may ask about reports of one and the same thing: likely ones, linked ones, one answer to all. */
export interface DuplicatesApi {
  /** Null when the desk does not hold the case. */
  duplicatesOf(caseId: CaseId): Promise<CaseDuplicates | null>
  /** The officer says that the two are not one: not proposed again until the program is closed. */
  notDuplicates(caseId: CaseId, otherId: CaseId): Promise<void>
  /** Who would get an answer to a primary and all that are linked to it, and in which words; changes nothing. */
  previewClusterAnswer(primaryId: CaseId, answer: ClusterAnswer): Promise<ClusterPreview>
  /**
   * Answers the primary and each linked case that can be answered, as an action of its own in its own thread. Resolves
   * when all that could be saved is on the disk.
   */
  answerCluster(primaryId: CaseId, answer: ClusterAnswer): Promise<BulkAnswer>
}

export interface CaseDuplicates {
  /** The likest first; few. */
  readonly likely: readonly LikelyDuplicate[]
  /** Those that are linked to this case, the oldest first. */
  readonly linked: readonly LinkedCase[]
}

export interface LikelyDuplicate extends RelatedCase {
  readonly near: Nearness
  /** Whole days between their receipts. */
  readonly days: number
  /** Which of the two would be linked to which: the later report to the earlier one. */
  readonly link: { readonly subjectId: CaseId; readonly primaryId: CaseId }
  /** Why the officer may not link them; null when they may. */
  readonly why: ForbiddenReason | 'not_in_this_status' | null
}

export interface LinkedCase extends RelatedCase {
  /** Why the officer may not unlink it; null when they may. */
  readonly why: ForbiddenReason | 'not_in_this_status' | null
}

export interface ClusterAnswer {
  /** As it is written for the primary. */
  readonly text: string
  readonly close: boolean
}

export interface ClusterPreview {
  /** The primary is not among them. */
  readonly to: readonly (BulkCase & { readonly text: string })[]
  readonly not: readonly (BulkCase & { readonly why: ClusterObstacle })[]
}

/** `unfilled`: the text names the primary's reporter, and of this case none is known. */
export type ClusterObstacle = BulkObstacle | 'unfilled'
