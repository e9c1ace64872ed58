import { countingOf } from '../../shared/domain/calendar'
import type { Case, CaseEvent, Deadline } from '../../shared/domain/case'
import { deadlinesOnDisposition, meet, nextDeadline, resumeResolution } from '../../shared/domain/deadlines'
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

interface Moment {
  readonly at: Instant
  readonly eventId: EventId
  readonly reference: Rules
}

const dayMilliseconds = 86_400_000
/** A reply to a closed case opens it again for so long. */
const replyReopensDays = 10

export const nationalAdminName = 'Admin Nasional SP4N-LAPOR!'
export const nationalSystemName = 'Sistem Nasional SP4N-LAPOR!'
/** Stands for a reporter whose name the agency must not know. */
export const anonymousName = 'Anonim'

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
export function reporterReplied(subject: Case, text: string, { at, eventId, reference }: Moment): Case {
  return withEvent(subject, replyChange(subject, at, reference), {
    id: eventId,
    at,
    actor: { kind: 'reporter', name: reporterName(subject) },
    type: 'reporter_replied',
    text,
    visibility: 'public',
  })
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
  const wasPaused = subject.deadlines.some((one) => one.kind === 'resolution' && one.pausedAt !== null)
  if (!wasPaused) return meet(newResolution(subject, at, reference), 'reporter_reply', at)
  const resumed = resumeResolution(subject.deadlines, at, countingOf(reference, subject.unitId))
  return meet(resumed, 'reporter_reply', at)
}

/** The auto-close clock goes with the answer that started it. */
function newResolution(subject: Case, at: Instant, reference: Rules): Deadline[] {
  const counting = countingOf(reference, subject.unitId)
  const started = deadlinesOnDisposition(
    { ...subject, dispositionedAt: at },
    reference.deadlineRules,
    counting,
  )
  return [
    ...subject.deadlines.filter(({ kind }) => kind !== 'resolution' && kind !== 'auto_close'),
    ...started.filter(({ kind }) => kind === 'resolution'),
  ]
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
