import { z } from 'zod'
import type { Case, CaseEvent, CaseEventType, CaseStatus } from '../../../shared/domain/case'
import { caseSchema } from '../../../shared/protocol/case'
import { firstRow, type Queryable } from '../database/database'
import { receivedReportSchema, type ReceivedReport } from './receivedReport'

/** `received`: no agency has it yet. */
export type PublicStatus = CaseStatus | 'received'

export interface PublicEvent {
  readonly at: string
  readonly type: CaseEventType
  readonly by: 'reporter' | 'agency' | 'national'
  readonly text?: string
}

/** What everybody may see of a report (PROTOCOL.md 8.1). A confidential one shows its status and nothing else. */
export type PublicReport =
  | { readonly trackingId: string; readonly status: PublicStatus; readonly confidential: true }
  | {
      readonly trackingId: string
      readonly status: PublicStatus
      readonly confidential: false
      readonly title: string
      readonly body: string
      /** Null when anonymous. */
      readonly reporterName: string | null
      readonly receivedAt: string
      readonly events: readonly PublicEvent[]
      readonly satisfaction: number | null
    }

export async function findPublicReport(
  queryable: Queryable,
  trackingId: string,
): Promise<PublicReport | null> {
  const row = await firstRow(
    queryable,
    z.object({ document: z.string(), dispositioned: z.boolean() }),
    `select document::text as document, true as dispositioned from cases where tracking_id = $1
     union all
     select document::text, false from reports where tracking_id = $1 and case_id is null`,
    [trackingId],
  )
  if (!row) return null
  const document: unknown = JSON.parse(row.document)
  return row.dispositioned
    ? publicView(caseSchema.parse(document))
    : publicView({ ...receivedReportSchema.parse(document), status: 'received', satisfaction: null })
}

type Shown = (Case | ReceivedReport) & { status: PublicStatus; satisfaction: Case['satisfaction'] }

function publicView(subject: Shown): PublicReport {
  const { trackingId, status } = subject
  if (subject.confidential) return { trackingId, status, confidential: true }
  return {
    trackingId,
    status,
    confidential: false,
    title: subject.title,
    body: subject.body,
    reporterName: subject.anonymous ? null : (subject.reporter?.name ?? null),
    receivedAt: subject.receivedAt,
    events: subject.events.filter((event) => event.visibility === 'public').map(publicEvent),
    satisfaction: subject.satisfaction,
  }
}

/** The office answers, not a person of it; `forward` is public, its text internal (DOMAIN.md, *Actions*). */
function publicEvent(event: CaseEvent): PublicEvent {
  const head = { at: event.at, type: event.type, by: speakerOf(event) }
  return event.text === undefined || event.type === 'forward' ? head : { ...head, text: event.text }
}

function speakerOf(event: CaseEvent): PublicEvent['by'] {
  switch (event.actor.kind) {
    case 'reporter':
      return 'reporter'
    case 'officer':
      return 'agency'
    case 'national_admin':
    case 'system':
      return 'national'
  }
}
