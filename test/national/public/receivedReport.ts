import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { anonymousName } from '../../../shared/domain/anonymity'
import type { Case } from '../../../shared/domain/case'
import type { EventId, Instant, ReporterId, TrackingId } from '../../../shared/domain/identifiers'
import { caseObjectSchema } from '../../../shared/protocol/case'
import type { ReportRequest } from '../../../shared/protocol/citizens'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { identifierOf } from '../newIdentifier'
import { invalid } from '../problem'

/** A report that no agency has yet: a case without what the disposition adds. */
export const receivedReportSchema = caseObjectSchema.pick({
  trackingId: true,
  title: true,
  body: true,
  classification: true,
  categoryId: true,
  channel: true,
  anonymous: true,
  confidential: true,
  location: true,
  reporter: true,
  receivedAt: true,
  events: true,
})
export type ReceivedReport = z.infer<typeof receivedReportSchema>

/** Takes a citizen's report in and gives its tracking number. */
export async function receiveReport(
  { database, references, clock }: Pick<National, 'database' | 'references' | 'clock'>,
  request: ReportRequest,
): Promise<TrackingId> {
  const { categories } = await references.common()
  const category = request.categoryId ? categories.find(({ id }) => id === request.categoryId) : categories[0]
  if (!category) throw invalid('categoryId: no such category')
  const at = clock.now()
  return database.transaction(async (transaction) => {
    const report: ReceivedReport = {
      ...request,
      trackingId: await nextTrackingId(transaction),
      categoryId: category.id,
      reporter: request.anonymous
        ? null
        : { id: identifierOf<ReporterId>(randomUUID()), ...request.reporter },
      receivedAt: at,
      events: [receivedEvent(request, at)],
    }
    await transaction.run(
      'insert into reports (tracking_id, received_at, document) values ($1, $2, $3::text::json)',
      [report.trackingId, at, JSON.stringify(report)],
    )
    return report.trackingId
  })
}

function receivedEvent(request: ReportRequest, at: Instant): Case['events'][number] {
  return {
    id: identifierOf<EventId>(randomUUID()),
    at,
    actor: { kind: 'reporter', name: request.anonymous ? anonymousName : request.reporter.name },
    type: 'received',
    visibility: 'public',
    data: { channel: request.channel },
  }
}

async function nextTrackingId(queryable: Queryable): Promise<TrackingId> {
  const row = await firstRow(
    queryable,
    z.object({ number: z.string() }),
    `select nextval('tracking_numbers')::text as number`,
  )
  if (!row) throw new Error('The sequence of tracking numbers gave none')
  return identifierOf<TrackingId>(row.number)
}

/** Locked until the transaction ends; also when an institution has it by now, with what was received. */
export async function lockReport(queryable: Queryable, trackingId: string): Promise<ReceivedReport | null> {
  const row = await firstRow(
    queryable,
    z.object({ document: z.string() }),
    'select document::text as document from reports where tracking_id = $1 for update',
    [trackingId],
  )
  return row && receivedReportSchema.parse(JSON.parse(row.document))
}

/** Writes what the citizen added before any institution had the report. */
export async function saveReport(queryable: Queryable, report: ReceivedReport): Promise<void> {
  await queryable.run('update reports set document = $2::text::json where tracking_id = $1', [
    report.trackingId,
    JSON.stringify(report),
  ])
}
