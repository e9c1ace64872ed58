import type { Case, CaseEvent, CaseStatus, Channel, Deadline } from '../case'
import type { CategoryId, Instant, OfficerId, UnitId } from '../identifiers'
import { archiveReasonCodes, type ArchiveReasonCode } from '../reference'

/**
 * As much of a case as the figures ask for, and nothing about any citizen. It tells of the agency where the case
 * lies: what was done before the last disposition was done elsewhere, or for a report that had been handed back.
 */
export interface CaseFacts {
  readonly unitId: UnitId
  readonly assigneeId: OfficerId | null
  readonly categoryId: CategoryId
  readonly channel: Channel
  readonly areaCode: string | null
  readonly status: CaseStatus
  readonly receivedAt: Instant
  readonly dispositionedAt: Instant
  /** The first `respond` or `request_info`. */
  readonly firstResponseAt: Instant | null
  /** Whether it was archived at least once, also when it was opened again. */
  readonly wasArchived: boolean
  /** Why it lies in the archive; null when it does not. */
  readonly archiveReason: ArchiveReasonCode | null
  /** The clock of the resolution, the last one where there were several. */
  readonly resolution: Pick<Deadline, 'dueAt' | 'metAt' | 'pausedAt'> | null
  readonly satisfaction: Case['satisfaction']
}

export function factsOf(subject: Case): CaseFacts {
  const { dispositionedAt, status } = subject
  const own = subject.events.filter((event) => event.at >= dispositionedAt)
  const response = own.find(({ type }) => type === 'respond' || type === 'request_info')
  const archived = own.findLast(({ type }) => type === 'archive')
  const resolution = subject.deadlines.find(({ kind }) => kind === 'resolution')
  return {
    unitId: subject.unitId,
    assigneeId: subject.assigneeId,
    categoryId: subject.categoryId,
    channel: subject.channel,
    areaCode: subject.location.areaCode ?? null,
    status,
    receivedAt: subject.receivedAt,
    dispositionedAt,
    firstResponseAt: response?.at ?? null,
    wasArchived: archived !== undefined,
    archiveReason: status === 'archived' && archived ? reasonOf(archived) : null,
    resolution: resolution
      ? { dueAt: resolution.dueAt, metAt: resolution.metAt, pausedAt: resolution.pausedAt }
      : null,
    satisfaction: subject.satisfaction,
  }
}

function reasonOf(event: CaseEvent): ArchiveReasonCode | null {
  const given = event.data?.['reasonCode']
  return archiveReasonCodes.find((code) => code === given) ?? null
}
