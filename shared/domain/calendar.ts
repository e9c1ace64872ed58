import { instantFrom, millisecondsOf, type CalendarDate, type Instant, type UnitId } from './identifiers'
import type { Calendar, Reference } from './reference'

/** By what days are counted: which calendar, in whose zone, less which holidays (DOMAIN.md, *Deadlines*). */
export interface Counting {
  readonly calendar: Calendar
  /** An IANA name such as `Asia/Makassar`. */
  readonly timeZone: string
  readonly holidays: ReadonlySet<CalendarDate>
}

const dayMilliseconds = 86_400_000

/**
 * How the days of a unit are counted. A unit that the reference data does not know counts working days, as an
 * office does.
 */
export function countingOf(
  reference: Pick<Reference, 'agency' | 'units' | 'holidays'>,
  unitId: UnitId,
): Counting {
  const unit = reference.units.find((candidate) => candidate.id === unitId)
  return {
    calendar: unit?.calendar ?? 'working_days',
    timeZone: reference.agency.timeZone,
    holidays: new Set(reference.holidays.map((holiday) => holiday.date)),
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs far more than using one, so each zone's is made once. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

/** By zone and day of UTC: how far the zone is ahead of UTC, in milliseconds; NaN where that changes within the day. */
const leads = new Map<string, Map<number, number>>()

/** What the clock on the wall shows at a moment, written as if that were UTC, in milliseconds since 1970. */
function wallClock(milliseconds: number, timeZone: string): number {
  const lead = leadOn(Math.floor(milliseconds / dayMilliseconds), timeZone)
  return Number.isNaN(lead) ? formattedClock(milliseconds, timeZone) : milliseconds + lead
}

/** Asked of the formatter twice for each day: asking it for each moment took most of what a row costs. */
function leadOn(day: number, timeZone: string): number {
  const known = leads.get(timeZone) ?? new Map<number, number>()
  leads.set(timeZone, known)
  const before = known.get(day)
  if (before !== undefined) return before
  const [first, last] = [day * dayMilliseconds, (day + 1) * dayMilliseconds - 1].map(
    (milliseconds) => formattedClock(milliseconds, timeZone) - milliseconds,
  )
  const lead = first !== undefined && first === last ? first : NaN
  known.set(day, lead)
  return lead
}

function formattedClock(milliseconds: number, timeZone: string): number {
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const part of formatterOf(timeZone).formatToParts(milliseconds)) fields[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
  const fraction = ((milliseconds % 1000) + 1000) % 1000
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction)
}

/** The date on the wall calendar at a moment. Throws a RangeError for a zone that does not exist. */
export function localDate(at: Instant, timeZone: string): CalendarDate {
  return dateOf(wallClock(millisecondsOf(at), timeZone))
}

/** The full hour that the clock on the wall shows at a moment, 0 to 23. Throws a RangeError for a zone that does not exist. */
export function localHour(at: Instant, timeZone: string): number {
  return new Date(wallClock(millisecondsOf(at), timeZone)).getUTCHours()
}

function dateOf(utcMilliseconds: number): CalendarDate {
  // The first ten characters of an ISO time are the day; the cast only adds the brand.
  return new Date(utcMilliseconds).toISOString().slice(0, 10) as CalendarDate
}

/** The day `days` later (or earlier, when negative), whatever kind of day it is. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOf(Date.parse(date) + days * dayMilliseconds)
}

/** The last millisecond of a day in a zone. */
export function endOfDay(date: CalendarDate, timeZone: string): Instant {
  const wanted = Date.parse(date) + dayMilliseconds - 1
  // The zone's offset is known only at a moment, and the moment only with the offset: two rounds settle it,
  // also on the days when summer time begins or ends.
  let moment = wanted
  for (let round = 0; round < 2; round += 1) moment = wanted - (wallClock(moment, timeZone) - moment)
  return instantFrom(moment)
}

/** Whether a day counts: every day for a continuous unit, else Monday to Friday less holidays. */
export function isCounted(date: CalendarDate, counting: Counting): boolean {
  if (counting.calendar === 'continuous') return true
  const weekday = new Date(Date.parse(date)).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !counting.holidays.has(date)
}

/**
 * 23:59:59.999 of the Nth counted day after the day of `start`, which itself is not counted (DOMAIN.md,
 * *Deadlines*). With 0 days: the end of that day, or of the next counted one when it does not count.
 * Throws a RangeError when `days` is negative or not whole.
 */
export function deadlineAfter(start: Instant, days: number, counting: Counting): Instant {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`Not a number of days: ${days}`)
  let date = localDate(start, counting.timeZone)
  let left = days
  while (left > 0) {
    date = addDays(date, 1)
    if (isCounted(date, counting)) left -= 1
  }
  while (!isCounted(date, counting)) date = addDays(date, 1)
  return endOfDay(date, counting.timeZone)
}

/** Counted days after the day of `now` up to and including the deadline's; 0 on that day and past it. */
export function countedDaysLeft(now: Instant, dueAt: Instant, counting: Counting): number {
  const last = localDate(dueAt, counting.timeZone)
  let count = 0
  for (let date = addDays(localDate(now, counting.timeZone), 1); date <= last; date = addDays(date, 1)) {
    if (isCounted(date, counting)) count += 1
  }
  return count
}
