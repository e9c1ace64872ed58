import { addDays, endOfDay, localDate } from '../../../shared/domain/calendar'
import {
  instantFrom,
  millisecondsOf,
  type CalendarDate,
  type Instant,
} from '../../../shared/domain/identifiers'

/** A day as it is typed into a field for days; null for none. */
export function typedDay(typed: string): CalendarDate | null {
  // The form is what the brand stands for; the field itself gives only days that there are.
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? (typed as CalendarDate) : null
}

export function todayIn(timeZone: string, now: number): CalendarDate {
  return localDate(instantFrom(now), timeZone)
}

/** Away up to and including a day. */
export function awayThrough(day: CalendarDate, timeZone: string): Instant {
  return endOfDay(day, timeZone)
}

/** On duty from the beginning of one day up to and including another: `until` itself is the moment after it. */
export function dutySpan(
  first: CalendarDate,
  last: CalendarDate,
  timeZone: string,
): { readonly from: Instant; readonly until: Instant } {
  return { from: momentAfter(addDays(first, -1), timeZone), until: momentAfter(last, timeZone) }
}

function momentAfter(day: CalendarDate, timeZone: string): Instant {
  return instantFrom(millisecondsOf(endOfDay(day, timeZone)) + 1)
}
