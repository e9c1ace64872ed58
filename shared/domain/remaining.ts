import { addDays, countedDaysLeft, localDate, type Counting } from './calendar'
import { millisecondsOf, type Instant } from './identifiers'
import type { Calendar } from './reference'

/** What is left until a deadline, as people say it (DESIGN: *Terlambat 2 hari, Hari ini, 5 jam lagi, Besok*). */
export type Remaining =
  | { readonly kind: 'late-days'; readonly days: number }
  /** Less than 24 hours past; 0 means less than one hour. */
  | { readonly kind: 'late-hours'; readonly hours: number }
  /** Falls due today; 0 means less than one hour. */
  | { readonly kind: 'today'; readonly hours: number }
  | { readonly kind: 'tomorrow' }
  /** Counted days: working days for an office, days for a unit that never closes. */
  | { readonly kind: 'days'; readonly days: number; readonly calendar: Calendar }

/** Late: past the deadline. At risk: one counted day or less left (DOMAIN.md, *Deadlines*). */
export type Urgency = 'late' | 'at_risk' | 'calm'

const hourMilliseconds = 3_600_000

export function remaining(dueAt: Instant, now: Instant, counting: Counting): Remaining {
  const hours = (millisecondsOf(dueAt) - millisecondsOf(now)) / hourMilliseconds
  if (hours < 0) {
    const late = Math.floor(-hours)
    return late < 24
      ? { kind: 'late-hours', hours: late }
      : { kind: 'late-days', days: Math.floor(late / 24) }
  }
  const today = localDate(now, counting.timeZone)
  const dueDate = localDate(dueAt, counting.timeZone)
  if (dueDate === today) return { kind: 'today', hours: Math.floor(hours) }
  if (dueDate === addDays(today, 1)) return { kind: 'tomorrow' }
  return { kind: 'days', days: countedDaysLeft(now, dueAt, counting), calendar: counting.calendar }
}

export function urgency(dueAt: Instant | null, now: Instant, counting: Counting): Urgency {
  if (!dueAt) return 'calm'
  if (millisecondsOf(dueAt) < millisecondsOf(now)) return 'late'
  return countedDaysLeft(now, dueAt, counting) <= 1 ? 'at_risk' : 'calm'
}
