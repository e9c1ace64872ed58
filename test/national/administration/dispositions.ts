import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { isOpen } from '../../../shared/domain/case'
import type { AgencyId, CaseId, EventId, Instant, UnitId } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { lockCase, saveCase } from '../cases/caseStore'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { identifierOf } from '../newIdentifier'
import { invalid, notFound } from '../problem'
import { receivedReportSchema, type ReceivedReport } from '../public/receivedReport'
import { disposition } from '../transitions'

/** `POST /national/dispositions` (PROTOCOL.md 8.2). */
export const dispositionRequestSchema = z.object({
  trackingId: z.string().min(1).max(64),
  agencyId: z.string().min(1).max(64),
  unitId: z.string().min(1).max(64).optional(),
})
type DispositionRequest = z.infer<typeof dispositionRequestSchema>

interface Destination {
  readonly agencyId: AgencyId
  readonly unitId: UnitId
}

/** Hands a report to an agency: a new one, one that came back, or one that lay elsewhere and is still open. */
export async function disposeReport(
  { database, reference, now }: Pick<National, 'database' | 'reference' | 'now'>,
  request: DispositionRequest,
): Promise<{ caseId: CaseId; trackingId: string }> {
  const destination = destinationOf(request, reference)
  return database.transaction(async (transaction) => {
    const at = now()
    const moment = { at, eventId: identifierOf<EventId>(randomUUID()), reference }
    const stored = await lockCase(transaction, 'tracking_id', request.trackingId)
    if (stored) {
      const movable = isOpen(stored.case.status) || stored.case.status === 'returned'
      if (!movable) throw invalid(`trackingId: the report is ${stored.case.status}`)
      await saveCase(transaction, stored.case, disposition(stored.case, destination, moment), at)
      return { caseId: stored.case.id, trackingId: request.trackingId }
    }
    const report = await lockReport(transaction, request.trackingId)
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
  const agency = reference.agencies.find(({ id }) => id === request.agencyId)
  if (!agency) throw invalid('agencyId: no such agency')
  if (agency.id !== reference.agency.id) {
    // The sandbox knows the units of one agency only; the others have nothing but a root.
    if (request.unitId !== undefined) throw invalid('unitId: no such unit in this agency')
    return { agencyId: agency.id, unitId: identifierOf<UnitId>(`unit-${agency.id}`) }
  }
  const unit = request.unitId
    ? reference.units.find(({ id }) => id === request.unitId)
    : reference.units.find(({ parentId }) => parentId === null)
  if (!unit) throw invalid('unitId: no such unit in this agency')
  return { agencyId: agency.id, unitId: unit.id }
}

async function lockReport(queryable: Queryable, trackingId: string): Promise<ReceivedReport | null> {
  const row = await firstRow(
    queryable,
    z.object({ document: z.string() }),
    'select document::text as document from reports where tracking_id = $1 and case_id is null for update',
    [trackingId],
  )
  return row && receivedReportSchema.parse(JSON.parse(row.document))
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
