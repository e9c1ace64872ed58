import type { Case, CaseStatus, Deadline, DeadlineKind } from './case'
import { countedDaysLeft, deadlineAfter, type Counting } from './calendar'
import { assertNever } from './assertNever'
import type { Instant } from './identifiers'
import type { DeadlineRules } from './reference'

/**
 * The clocks of a case (DOMAIN.md, *Deadlines*). Each function gives a new list; none changes what it was given.
 * A kind stands at most once in the list: starting it again replaces the one before.
 */

function started(kind: DeadlineKind, at: Instant, days: number, counting: Counting): Deadline {
  return { kind, startedAt: at, dueAt: deadlineAfter(at, days, counting), metAt: null, pausedAt: null }
}

function withDeadline(deadlines: readonly Deadline[], deadline: Deadline): Deadline[] {
  return [...deadlines.filter((other) => other.kind !== deadline.kind), deadline]
}

function changed(
  deadlines: readonly Deadline[],
  kind: DeadlineKind,
  change: (deadline: Deadline) => Deadline,
): Deadline[] {
  return deadlines.map((deadline) => (deadline.kind === kind ? change(deadline) : deadline))
}

/** Counted days of the resolution; oversight counts for complaints only. */
export function resolutionDays(
  subject: Pick<Case, 'classification' | 'oversight'>,
  rules: DeadlineRules,
): number {
  if (subject.classification === 'complaint' && subject.oversight) return rules.resolution.oversight
  return rules.resolution[subject.classification]
}

/** The two clocks that start when a case is dispositioned to this agency. */
export function deadlinesOnDisposition(
  subject: Pick<Case, 'classification' | 'oversight' | 'dispositionedAt'>,
  rules: DeadlineRules,
  counting: Counting,
): Deadline[] {
  const at = subject.dispositionedAt
  return [
    started('first_response', at, rules.first_response, counting),
    started('resolution', at, resolutionDays(subject, rules), counting),
  ]
}

/** Marks a deadline as met; one that was met before keeps its first time, a pause ends with it. */
export function meet(deadlines: readonly Deadline[], kind: DeadlineKind, at: Instant): Deadline[] {
  return changed(deadlines, kind, (deadline) =>
    deadline.metAt ? deadline : { ...deadline, metAt: at, pausedAt: null },
  )
}

/** `answered` starts the days after which the national system closes the case. */
export function startAutoClose(
  deadlines: readonly Deadline[],
  at: Instant,
  days: number,
  counting: Counting,
): Deadline[] {
  return withDeadline(deadlines, started('auto_close', at, days, counting))
}

/** What goes on after an answer is not closed by itself: the clock goes with the answer that started it. */
export function withoutAutoClose(deadlines: readonly Deadline[]): Deadline[] {
  return deadlines.filter(({ kind }) => kind !== 'auto_close')
}

/** `request_info` starts the days that the reporter has to complete the data. */
export function startReporterReply(
  deadlines: readonly Deadline[],
  at: Instant,
  days: number,
  counting: Counting,
): Deadline[] {
  return withDeadline(deadlines, started('reporter_reply', at, days, counting))
}

/** A reply to what was answered or closed, and `reopen`, start a new resolution of `days` counted days. */
export function restartResolution(
  deadlines: readonly Deadline[],
  at: Instant,
  days: number,
  counting: Counting,
): Deadline[] {
  return withDeadline(withoutAutoClose(deadlines), started('resolution', at, days, counting))
}

/**
 * `edit` of classification or oversight: the resolution that runs has `days` counted days from its start. One that
 * stands still is unmet and runs on later, so it is computed anew as well and goes on standing still; one that is
 * met is history and stays.
 */
export function recomputeResolution(
  deadlines: readonly Deadline[],
  days: number,
  counting: Counting,
): Deadline[] {
  return changed(deadlines, 'resolution', (deadline) =>
    deadline.metAt ? deadline : { ...deadline, dueAt: deadlineAfter(deadline.startedAt, days, counting) },
  )
}

/** `awaiting_reporter` stops the running resolution; one that is met or stopped stays as it is. */
export function pauseResolution(deadlines: readonly Deadline[], at: Instant): Deadline[] {
  return changed(deadlines, 'resolution', (deadline) =>
    deadline.metAt || deadline.pausedAt ? deadline : { ...deadline, pausedAt: at },
  )
}

/**
 * The reporter's reply lets a paused resolution run again: as many counted days after the day of the reply as
 * were left after the day of the pause. One that was past when it was paused stays where it was. `waited` is how
 * the days left are counted where that differs: a case that waited in one unit and goes on in another.
 */
export function resumeResolution(
  deadlines: readonly Deadline[],
  at: Instant,
  counting: Counting,
  waited: Counting = counting,
): Deadline[] {
  return changed(deadlines, 'resolution', (deadline) => {
    const { pausedAt, dueAt } = deadline
    if (!pausedAt || deadline.metAt) return deadline
    if (pausedAt > dueAt) return { ...deadline, pausedAt: null }
    const daysLeft = countedDaysLeft(pausedAt, dueAt, waited)
    return { ...deadline, dueAt: deadlineAfter(at, daysLeft, counting), pausedAt: null }
  })
}

/**
 * The case waits no longer for its reporter, because of a reply or a `forward`: the resolution runs again, or a
 * new one of `days` when none was paused, as after a `request_info` from `answered`.
 */
export function endWait(
  deadlines: readonly Deadline[],
  at: Instant,
  days: number,
  counting: { readonly until: Counting; readonly from: Counting },
): Deadline[] {
  const waited = meet(deadlines, 'reporter_reply', at)
  const paused = waited.some(({ kind, metAt, pausedAt }) => kind === 'resolution' && !metAt && pausedAt)
  return paused
    ? resumeResolution(waited, at, counting.from, counting.until)
    : restartResolution(waited, at, days, counting.from)
}

/** The case's next deadline, by which inboxes are ordered (DOMAIN.md, *Deadlines*, last paragraph). */
export function nextDeadline(
  status: CaseStatus,
  deadlines: readonly Deadline[],
): { readonly dueAt: Instant | null; readonly dueKind: DeadlineKind | null } {
  const kinds = kindsThatCount(status)
  let next: Deadline | null = null
  for (const deadline of deadlines) {
    if (!kinds.includes(deadline.kind) || deadline.metAt) continue
    if (!next || deadline.dueAt < next.dueAt) next = deadline
  }
  return { dueAt: next?.dueAt ?? null, dueKind: next?.kind ?? null }
}

function kindsThatCount(status: CaseStatus): readonly DeadlineKind[] {
  switch (status) {
    case 'dispositioned':
    case 'in_progress':
      return ['first_response', 'resolution']
    case 'awaiting_reporter':
      return ['reporter_reply']
    case 'answered':
      return ['auto_close']
    case 'closed':
    case 'archived':
    case 'returned':
      return []
    default:
      return assertNever(status, 'status')
  }
}
