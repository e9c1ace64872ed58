import { addDays, endOfDay } from '../../../../shared/domain/calendar'
import { millisecondsOf, type CalendarDate } from '../../../../shared/domain/identifiers'
import { fold } from '../../rows/fold'
import { dayNames } from './operators'

/** Days as they are written in a search, and as moments in the agency's time zone. */
export interface Days {
  readonly today: CalendarDate
  readonly timeZone: string
}

/** The first and the last day that are meant: one day, or those of a month. */
export interface DaySpan {
  readonly first: CalendarDate
  readonly last: CalendarDate
}

/** `2026-05-01`, `1/5/2026`, `2026-05` for the month, and the names of the days around today; null for all else. */
export function daysNamed(text: string, { today }: Days): DaySpan | null {
  const folded = fold(text)
  if (includes(dayNames.today, folded)) return { first: today, last: today }
  if (includes(dayNames.tomorrow, folded)) return oneDay(addDays(today, 1))
  if (includes(dayNames.yesterday, folded)) return oneDay(addDays(today, -1))
  const month = /^(\d{4})-(\d{1,2})$/.exec(folded)
  if (month) return monthOf(Number(month[1]), Number(month[2]))
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(folded)
  if (yearFirst) return dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(folded)
  if (dayFirst) return dayOf(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]))
  return null
}

/** The first millisecond of a day. */
export function beginningOf(date: CalendarDate, { timeZone }: Days): number {
  return millisecondsOf(endOfDay(addDays(date, -1), timeZone)) + 1
}

/** The first millisecond after a day. */
export function afterDay(date: CalendarDate, { timeZone }: Days): number {
  return millisecondsOf(endOfDay(date, timeZone)) + 1
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name)
}

function oneDay(date: CalendarDate): DaySpan {
  return { first: date, last: date }
}

function dayOf(year: number, month: number, day: number): DaySpan | null {
  const date = calendarDate(year, month, day)
  return date && oneDay(date)
}

function monthOf(year: number, month: number): DaySpan | null {
  const first = calendarDate(year, month, 1)
  if (!first) return null
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const last = calendarDate(year, month, lastDay)
  return last && { first, last }
}

/** Null for a day that no calendar has, and for years that no report is from. */
function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1970 || year > 9998) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  // The first ten characters of an ISO time are the day; the cast only adds the brand.
  return date.toISOString().slice(0, 10) as CalendarDate
}
