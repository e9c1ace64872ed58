import { countingOf } from '../../shared/domain/calendar'
import { anonymousName } from '../../shared/domain/anonymity'
import type { Case, CaseEvent, Deadline } from '../../shared/domain/case'
import {
  deadlinesOnDisposition,
  endWait,
  meet,
  nextDeadline,
  resolutionDays,
  restartResolution,
} from '../../shared/domain/deadlines'
import {
  millisecondsOf,
  type AgencyId,
  type EventId,
  type Instant,
  type UnitId,
} from '../../shared/domain/identifiers'
import type { Reference } from '../../shared/domain/reference'

/**
 * What happens to a case without an officer's action (DOMAIN.md, *Status*, *Deadlines*): the national admin, the
 * reporter and the national system itself. Officers' actions are `applyAction`'s. `version` is the store's.
 */

type Rules = Pick<Reference, 'agency' | 'units' | 'holidays' | 'deadlineRules'>

/** When something happens, and by which rules. */
export interface Moment {
  readonly at: Instant
  readonly eventId: EventId
  readonly reference: Rules
}

const dayMilliseconds = 86_400_000
/** A reply to a closed case opens it again for so long. */
const replyReopensDays = 10

export const nationalAdminName = 'Admin Nasional SP4N-LAPOR!'
export const nationalSystemName = 'Sistem Nasional SP4N-LAPOR!'

/** Appends an event and sets what follows from the new state. */
export function withEvent(subject: Case, change: Partial<Case>, event: CaseEvent): Case {
  const changed = { ...subject, ...change }
  return {
    ...changed,
    ...nextDeadline(changed.status, changed.deadlines),
    events: [...subject.events, event],
    updatedAt: event.at,
  }
}

export function reporterName(subject: Pick<Case, 'reporter'>): string {
  return subject.reporter?.name ?? anonymousName
}

/** The hand-over to an agency and unit starts its clocks; whoever held the case before does not hold it any more. */
export function disposition(
  subject: Case,
  to: { readonly agencyId: AgencyId; readonly unitId: UnitId },
  { at, eventId, reference }: Moment,
): Case {
  const classified = { ...subject, dispositionedAt: at }
  const change: Partial<Case> = {
    agencyId: to.agencyId,
    unitId: to.unitId,
    status: 'dispositioned',
    assigneeId: null,
    dispositionedAt: at,
    deadlines: deadlinesOnDisposition(classified, reference.deadlineRules, countingOf(reference, to.unitId)),
  }
  return withEvent(subject, change, {
    id: eventId,
    at,
    actor: { kind: 'national_admin', name: nationalAdminName },
    type: 'dispositioned',
    visibility: 'public',
    data: { agencyId: to.agencyId, unitId: to.unitId },
  })
}

/** DOMAIN.md: *Reporter replies* move `answered`, `awaiting_reporter` and a freshly closed case to `in_progress`. */
export function reporterReplied(subject: Case, text: string, moment: Moment): Case {
  const change = replyChange(subject, moment.at, moment.reference)
  return withEvent(subject, change, replyEvent(subject, text, moment))
}

/** What a reply leaves in the timeline, also of a report that no institution has yet. */
export function replyEvent(
  subject: Pick<Case, 'reporter'>,
  text: string,
  { at, eventId }: Omit<Moment, 'reference'>,
): CaseEvent {
  return {
    id: eventId,
    at,
    actor: { kind: 'reporter', name: reporterName(subject) },
    type: 'reporter_replied',
    text,
    visibility: 'public',
  }
}

function replyChange(subject: Case, at: Instant, reference: Rules): Partial<Case> {
  switch (subject.status) {
    case 'awaiting_reporter':
      return { status: 'in_progress', deadlines: repliedWhileAwaited(subject, at, reference) }
    case 'answered':
      return { status: 'in_progress', deadlines: newResolution(subject, at, reference) }
    case 'closed':
      return closedLately(subject, at)
        ? { status: 'in_progress', closedAt: null, deadlines: newResolution(subject, at, reference) }
        : {}
    case 'dispositioned':
    case 'in_progress':
    case 'archived':
    case 'returned':
      return {}
  }
}

function closedLately({ closedAt }: Case, at: Instant): boolean {
  return (
    closedAt !== null && millisecondsOf(at) - millisecondsOf(closedAt) <= replyReopensDays * dayMilliseconds
  )
}

function repliedWhileAwaited(subject: Case, at: Instant, reference: Rules): readonly Deadline[] {
  const days = resolutionDays(subject, reference.deadlineRules)
  const counting = countingOf(reference, subject.unitId)
  return endWait(subject.deadlines, at, days, { until: counting, from: counting })
}

function newResolution(subject: Case, at: Instant, reference: Rules): Deadline[] {
  const days = resolutionDays(subject, reference.deadlineRules)
  return restartResolution(subject.deadlines, at, days, countingOf(reference, subject.unitId))
}

/** The national system closes what was answered and not replied to (DOMAIN.md, *Status*). */
export function autoClosed(subject: Case, { at, eventId }: Omit<Moment, 'reference'>): Case {
  const change: Partial<Case> = {
    status: 'closed',
    closedAt: at,
    deadlines: meet(subject.deadlines, 'auto_close', at),
  }
  return withEvent(subject, change, {
    id: eventId,
    at,
    actor: { kind: 'system', name: nationalSystemName },
    type: 'auto_closed',
    visibility: 'public',
  })
}

export function rated(
  subject: Case,
  satisfaction: NonNullable<Case['satisfaction']>,
  { at, eventId }: Omit<Moment, 'reference'>,
): Case {
  return withEvent(
    subject,
    { satisfaction },
    {
      id: eventId,
      at,
      actor: { kind: 'reporter', name: reporterName(subject) },
      type: 'rated',
      visibility: 'public',
      data: { satisfaction },
    },
  )
}
