import type { CaseStatus } from '../../shared/domain/case'
import type { DeadlineExplanation } from '../../shared/domain/explainDeadline'
import type { AttachmentId, CaseId, Instant, TrackingId } from '../../shared/domain/identifiers'
import type { ReportFileState, ReportFileTold } from '../../shared/bridge/reportFiles'

/** What the page may ask about the report at hand beyond its history: files, place, deadlines, reports like it. */
export interface ReadingApi {
  /** Null when the desk does not hold the case. */
  caseSurroundings(caseId: CaseId): Promise<CaseSurroundings | null>
  /** How each deadline of the case was counted; null without reference data, or when the desk does not hold the case. */
  caseDeadlines(caseId: CaseId): Promise<readonly CaseDeadline[] | null>
  /**
   * Begins to fetch a file of the case unless it is on this computer; what comes of it is told as
   * `attachment-changed`. `absent` when the case tells of no such file.
   */
  openAttachment(caseId: CaseId, attachmentId: AttachmentId): Promise<ReportFileState>
  /** How it stands with every file of the case, those of its events included. */
  attachmentStates(caseId: CaseId): Promise<readonly ReportFileTold[]>
}

/** One of the areas in which a place lies. */
export interface AreaName {
  readonly code: string
  readonly name: string
  readonly kind: 'kelurahan' | 'desa' | 'district' | 'papuan-district' | 'regency' | 'province' | 'area'
}

/** A case beside another one, as far as a line about it needs. */
export interface RelatedCase {
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly title: string
  readonly status: CaseStatus
  readonly receivedAt: Instant
}

export interface CaseSurroundings {
  /** From the smallest to the province; empty without an area, or until the names of areas have come. */
  readonly areas: readonly AreaName[]
  /** What this case is a duplicate of; null in `related` when that one is not held here. */
  readonly duplicateOf: { readonly caseId: CaseId; readonly related: RelatedCase | null } | null
  /** Other reports of the same reporter that are held here, newest first; never those of an anonymous one. */
  readonly ofReporter: readonly RelatedCase[]
  /** Reports about the like, the likest first. */
  readonly similar: readonly RelatedCase[]
}

export interface CaseDeadline extends DeadlineExplanation {
  /** The one by which lists are ordered now. */
  readonly isNext: boolean
  /** Counted here for what the national system has not taken yet. */
  readonly unsent: boolean
}
