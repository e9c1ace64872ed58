import { dueAfter } from './calendar'
import type { Context } from './context'
import type { Case } from './client/desk'
import { oneOf, wantEqual } from './expectations'
import { calendarOf, type Reference } from './places'

export type DeadlineKind = Case['deadlines'][number]['kind']
export type Deadline = Case['deadlines'][number]

/** The deadline of a kind that counts now: the last that was started. */
export function deadlineOf(subject: Case, kind: DeadlineKind): Deadline {
  const ofKind = subject.deadlines.filter((one) => one.kind === kind)
  const newestFirst = [...ofKind].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1))
  return oneOf(newestFirst, () => true, `a deadline ${kind} of the case`)
}

export function resolutionDays(reference: Reference, subject: Case): number {
  const { resolution } = reference.deadlineRules
  // Oversight counts for complaints only (DOMAIN.md, *Deadlines*).
  const inspected = subject.classification === 'complaint' && subject.oversight
  return inspected ? resolution.oversight : resolution[subject.classification]
}

/** Fails unless the deadline started then and falls on the last moment of the right day. */
export function wantDeadline(
  context: Context,
  subject: Case,
  expected: {
    readonly kind: DeadlineKind
    readonly startedAt: string
    readonly days: number
    readonly unitId?: string
  },
): Deadline {
  const deadline = deadlineOf(subject, expected.kind)
  wantEqual(deadline.startedAt, expected.startedAt, `startedAt of ${expected.kind}`)
  const rules = calendarOf(context.reference, expected.unitId ?? subject.unitId)
  const what = `dueAt of ${expected.kind}, ${expected.days} counted days (${rules.calendar}, ${rules.timeZone}) after ${expected.startedAt},`
  wantEqual(deadline.dueAt, dueAfter(expected.startedAt, expected.days, rules), what)
  return deadline
}

/** Fails unless `dueAt` and `dueKind` are those of a kind, or null. */
export function wantNext(subject: Case, kind: DeadlineKind | null): void {
  const dueAt = kind === null ? null : deadlineOf(subject, kind).dueAt
  wantEqual([subject.dueKind, subject.dueAt], [kind, dueAt], `dueKind and dueAt of a case ${subject.status}`)
}
