import { randomUUID } from 'node:crypto'
import type { Case } from '../../../shared/domain/case'
import { isOpen } from '../../../shared/domain/case'
import type { AgencyId, CaseId, EventId, Instant, UnitId } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { lockCase, saveCase } from '../cases/caseStore'
import type { National } from '../national'
import { identifierOf } from '../newIdentifier'
import { invalid, notFound } from '../problem'
import type { DispositionRequest } from '../../../shared/protocol/administration'
import { lockReport, type ReceivedReport } from '../public/receivedReport'
import { disposition } from '../transitions'

interface Destination {
  readonly agencyId: AgencyId
  readonly unitId: UnitId
}

/** Hands a report to an agency: a new one, one that came back, or one that lay elsewhere and is still open. */
export async function disposeReport(
  { database, references, clock }: Pick<National, 'database' | 'references' | 'clock'>,
  request: DispositionRequest,
): Promise<{ caseId: CaseId; trackingId: string }> {
  const agency = (await references.agencies()).find(({ id }) => id === request.agencyId)
  if (!agency) throw invalid('agencyId: no such agency')
  const { reference } = await references.of(agency.id)
  const destination = destinationOf(request, reference)
  return database.transaction(async (transaction) => {
    // First, so that of two dispositions of one new report the second one finds the case that the first one made.
    const report = await lockReport(transaction, request.trackingId)
    const stored = await lockCase(transaction, 'tracking_id', request.trackingId)
    const at = clock.now()
    const moment = { at, eventId: identifierOf<EventId>(randomUUID()), reference }
    if (stored) {
      const movable = isOpen(stored.case.status) || stored.case.status === 'returned'
      if (!movable) throw invalid(`trackingId: the report is ${stored.case.status}`)
      await saveCase(transaction, stored.case, disposition(stored.case, destination, moment), at)
      return { caseId: stored.case.id, trackingId: request.trackingId }
    }
    if (!report) throw notFound('no report with this number')
    const opened = disposition(caseFrom(report, destination, at), destination, moment)
    await saveCase(transaction, null, opened, at)
    await transaction.run('update reports set case_id = $2 where tracking_id = $1', [
      report.trackingId,
      opened.id,
    ])
    return { caseId: opened.id, trackingId: request.trackingId }
  })
}

/** A case dispositioned to an agency alone lies in its root unit (PROTOCOL.md 6.1). */
function destinationOf(request: DispositionRequest, reference: Reference): Destination {
  const unit = request.unitId
    ? reference.units.find(({ id }) => id === request.unitId)
    : reference.units.find(({ parentId }) => parentId === null)
  if (!unit) throw invalid('unitId: no such unit in this agency')
  return { agencyId: reference.agency.id, unitId: unit.id }
}

function caseFrom(report: ReceivedReport, destination: Destination, at: Instant): Case {
  return {
    ...report,
    id: identifierOf<CaseId>(randomUUID()),
    version: 0,
    tags: [],
    oversight: false,
    status: 'dispositioned',
    ...destination,
    assigneeId: null,
    dispositionedAt: at,
    firstResponseAt: null,
    answeredAt: null,
    closedAt: null,
    deadlines: [],
    dueAt: null,
    dueKind: null,
    satisfaction: null,
    duplicateOf: null,
    attachments: [],
    updatedAt: at,
  }
}
