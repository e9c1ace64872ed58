import type { Case, CaseEvent } from '../domain/case'
import { publicTextOf } from '../domain/event'
import type { Agency } from '../domain/reference'
import type { PublicEvent, PublicReport, PublicStatus } from './citizens'

/** As much of a report as the public view is made of; one that no agency has yet is `received`. */
export type ShownReport = Pick<
  Case,
  | 'trackingId'
  | 'title'
  | 'body'
  | 'anonymous'
  | 'confidential'
  | 'reporter'
  | 'receivedAt'
  | 'events'
  | 'satisfaction'
> & { readonly status: PublicStatus }

/** What everybody may see of a report (PROTOCOL.md 8.1): the sandbox answers with it, the desk previews by it. */
export function publicView(subject: ShownReport, agencies: readonly Agency[]): PublicReport {
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
    events: publicEvents(subject.events, agencies),
    satisfaction: subject.satisfaction,
  }
}

/** Each with the institution that had the report when it happened: reports wander. */
function publicEvents(events: readonly CaseEvent[], agencies: readonly Agency[]): PublicEvent[] {
  let agency: string | null = null
  return events.flatMap((event) => {
    if (event.type === 'dispositioned') {
      const given = event.data?.['agencyId']
      agency = agencies.find(({ id }) => id === given)?.name ?? null
    }
    return event.visibility === 'public' ? [publicEvent(event, agency)] : []
  })
}

/** The office answers, not a person of it. */
function publicEvent(event: CaseEvent, agency: string | null): PublicEvent {
  const by = speakerOf(event)
  const text = publicTextOf(event)
  const concerned = by === 'agency' || event.type === 'dispositioned'
  return {
    at: event.at,
    type: event.type,
    by,
    ...(concerned && agency !== null ? { agency } : {}),
    ...(text === null ? {} : { text }),
  }
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
