import { addDays } from '../../../shared/domain/calendar'
import type { Period } from '../../../shared/domain/figures/localDays'
import type { CalendarDate } from '../../../shared/domain/identifiers'

/** The periods that have a name; any other one is chosen by its days. */
export const namedPeriods = [
  'this-month',
  'last-month',
  'this-quarter',
  'this-year',
  'last-12-months',
] as const
export type NamedPeriod = (typeof namedPeriods)[number]

/** Whole months of the calendar, also those that have not ended. */
export function periodNamed(name: NamedPeriod, today: CalendarDate): Period {
  const month = firstOfMonth(today, 0)
  const ofYear = Number(today.slice(5, 7)) - 1
  switch (name) {
    case 'this-month':
      return months(month, 1)
    case 'last-month':
      return months(firstOfMonth(today, -1), 1)
    case 'this-quarter':
      return months(firstOfMonth(today, -(ofYear % 3)), 3)
    case 'this-year':
      return months(firstOfMonth(today, -ofYear), 12)
    case 'last-12-months':
      return months(firstOfMonth(today, -11), 12)
  }
}

/** Null for a period without a name. */
export function nameOfPeriod(period: Period, today: CalendarDate): NamedPeriod | null {
  return (
    namedPeriods.find((name) => {
      const { from, to } = periodNamed(name, today)
      return from === period.from && to === period.to
    }) ?? null
  )
}

/**
 * The one that lies `steps` periods later, or earlier when negative, in steps of as many whole months, or of as many
 * days. Steps are counted from the period that was chosen: 31 days that end in March lie after a whole January, and
 * after a whole January lies February.
 */
export function periodBeside(period: Period, steps: number): Period {
  const count = wholeMonths(period)
  if (count !== null) return months(firstOfMonth(period.from, count * steps), count)
  const days = daysOf(period) * steps
  return { from: addDays(period.from, days), to: addDays(period.to, days) }
}

/**
 * What a period is compared with: the one before it; of a period that has not ended, only as many days of the one
 * before as have passed of it.
 */
export function comparedWith(period: Period, today: CalendarDate): Period {
  const before = periodBeside(period, -1)
  if (period.to <= today || period.from > today) return before
  const sameDay = addDays(before.from, daysOf({ from: period.from, to: today }) - 1)
  return { from: before.from, to: sameDay < before.to ? sameDay : before.to }
}

/** Days of the calendar, both ends included. */
export function daysOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

function months(first: CalendarDate, count: number): Period {
  return { from: first, to: addDays(firstOfMonth(first, count), -1) }
}

/** How many, when the period is of nothing else. */
function wholeMonths({ from, to }: Period): number | null {
  const after = addDays(to, 1)
  if (!from.endsWith('-01') || !after.endsWith('-01')) return null
  return monthNumber(after) - monthNumber(from)
}

function monthNumber(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** The first day of the month that lies so many months after that of `date`. */
function firstOfMonth(date: CalendarDate, later: number): CalendarDate {
  const number = monthNumber(date) + later
  // A year and a month in ISO form with the day 1; the cast only adds the brand.
  return new Date(Date.UTC(Math.floor(number / 12), number % 12, 1))
    .toISOString()
    .slice(0, 10) as CalendarDate
}
