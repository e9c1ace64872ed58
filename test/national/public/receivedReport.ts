import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { channels, classifications } from '../../../shared/domain/case'
import type { EventId, Instant, ReporterId, TrackingId } from '../../../shared/domain/identifiers'
import { measuredText } from '../../../shared/protocol/primitives'
import { caseObjectSchema } from '../../../shared/protocol/case'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { identifierOf } from '../newIdentifier'
import { anonymousName } from '../transitions'
import { invalid } from '../problem'

/** `POST /public/reports` (PROTOCOL.md 8.1). */
export const reportRequestSchema = z.object({
  title: measuredText(3, 200),
  body: measuredText(10, 20_000),
  classification: z.enum(classifications).default('complaint'),
  categoryId: z.string().min(1).max(64).optional(),
  channel: z.enum(channels).default('web'),
  anonymous: z.boolean().default(false),
  confidential: z.boolean().default(false),
  location: caseObjectSchema.shape.location.default({}),
  reporter: z.object({
    name: measuredText(1, 200),
    phone: z.string().max(30).optional(),
    email: z.string().max(200).optional(),
  }),
})
export type ReportRequest = z.infer<typeof reportRequestSchema>

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
  { database, reference, now }: Pick<National, 'database' | 'reference' | 'now'>,
  request: ReportRequest,
): Promise<TrackingId> {
  const category = request.categoryId
    ? reference.categories.find(({ id }) => id === request.categoryId)
    : reference.categories[0]
  if (!category) throw invalid('categoryId: no such category')
  const at = now()
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
