import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  countedDaysLeft,
  deadlineAfter,
  endOfDay,
  isCounted,
  localDate,
  localHour,
  type Counting,
} from '../../../shared/domain/calendar'
import {
  instantFrom,
  millisecondsOf,
  type CalendarDate,
  type Instant,
} from '../../../shared/domain/identifiers'
import { vectors } from './vectors'

const moments = fc
  .integer({ min: Date.UTC(2018, 0, 1), max: Date.UTC(2030, 0, 1) })
  .map((milliseconds) => instantFrom(milliseconds))

const zones = fc.constantFrom(
  'Asia/Jakarta',
  'Asia/Makassar',
  'Asia/Jayapura',
  'Europe/Berlin',
  'America/New_York',
)

const countings: fc.Arbitrary<Counting> = fc.record({
  calendar: fc.constantFrom('working_days', 'continuous'),
  timeZone: zones,
  holidays: fc
    .array(moments, { maxLength: 40 })
    .map((days) => new Set(days.map((day) => localDate(day, 'Asia/Jakarta')))),
})

/** Walks from hour to hour and notes each new day of the wall calendar, by other means than the code's. */
function daysByLooking(now: Instant, dueAt: Instant, counting: Counting): number {
  const { calendar, timeZone, holidays } = counting
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' })
  const isHoliday = (day: string): boolean => [...holidays].some((holiday) => holiday === day)
  const seen = new Set<string>([wall.format(millisecondsOf(now))])
  let count = 0
  const end = millisecondsOf(dueAt)
  for (let moment = millisecondsOf(now); ; moment = Math.min(moment + 3_600_000, end)) {
    const day = wall.format(moment)
    if (!seen.has(day)) {
      seen.add(day)
      const weekend = ['Sat', 'Sun'].includes(weekday.format(moment))
      if (calendar === 'continuous' || (!weekend && !isHoliday(day))) count += 1
    }
    if (moment >= end) return count
  }
}

describe('deadlines by the calendar', () => {
  it.each(vectors.deadlines)('$name', ({ start, days, dueAt, ...counting }) => {
    expect(deadlineAfter(start, days, counting)).toBe(dueAt)
  })

  it('never falls on a day that is not counted', () => {
    fc.assert(
      fc.property(moments, fc.nat(30), countings, (start, days, counting) => {
        const due = deadlineAfter(start, days, counting)
        expect(isCounted(localDate(due, counting.timeZone), counting)).toBe(true)
      }),
    )
  })

  it('leaves as many counted days as it was given', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 30 }), countings, (start, days, counting) => {
        expect(countedDaysLeft(start, deadlineAfter(start, days, counting), counting)).toBe(days)
      }),
    )
  })

  it('never comes earlier for a later start or for more days', () => {
    fc.assert(
      fc.property(
        fc.tuple(moments, fc.nat(40 * 86_400_000)),
        fc.tuple(fc.nat(30), fc.nat(10)),
        countings,
        ([start, later], [days, more], counting) => {
          const due = deadlineAfter(start, days, counting)
          const moved = instantFrom(millisecondsOf(start) + later)
          expect(deadlineAfter(moved, days, counting) >= due).toBe(true)
          const longer = deadlineAfter(start, days + more, counting)
          // With 0 days a day that does not count gives way to the next one, which is that of 1 day as well.
          const further = more > 0 && (days > 0 || isCounted(localDate(start, counting.timeZone), counting))
          expect(further ? longer > due : longer >= due).toBe(true)
        },
      ),
    )
  })

  it('is never brought forward by more holidays', () => {
    const more = fc.array(moments, { maxLength: 20 })
    fc.assert(
      fc.property(moments, fc.nat(30), countings, more, (start, days, counting, added) => {
        const holidays = new Set([
          ...counting.holidays,
          ...added.map((day) => localDate(day, 'Asia/Jakarta')),
        ])
        const due = deadlineAfter(start, days, counting)
        expect(deadlineAfter(start, days, { ...counting, holidays }) >= due).toBe(true)
      }),
    )
  })

  it('does not depend on holidays in a unit that counts every day, and is then N days later', () => {
    fc.assert(
      fc.property(moments, fc.nat(60), countings, (start, days, { timeZone, holidays }) => {
        const due = deadlineAfter(start, days, { calendar: 'continuous', timeZone, holidays })
        expect(due).toBe(endOfDay(addDays(localDate(start, timeZone), days), timeZone))
      }),
    )
  })

  it('leaves as many days as a plain look at every day of the wall calendar finds', () => {
    fc.assert(
      fc.property(moments, fc.nat(60 * 86_400_000), countings, (now, later, counting) => {
        const dueAt = instantFrom(millisecondsOf(now) + later)
        expect(countedDaysLeft(now, dueAt, counting)).toBe(daysByLooking(now, dueAt, counting))
      }),
    )
  })

  it('does not depend on the hour of the day on which the clock starts', () => {
    fc.assert(
      fc.property(moments, fc.nat(86_399_999), fc.nat(20), countings, (start, later, days, counting) => {
        const moved = instantFrom(millisecondsOf(start) + later)
        fc.pre(localDate(start, counting.timeZone) === localDate(moved, counting.timeZone))
        expect(deadlineAfter(moved, days, counting)).toBe(deadlineAfter(start, days, counting))
      }),
    )
  })

  it('ends with the last millisecond of its day, also when the clocks are changed', () => {
    fc.assert(
      fc.property(moments, zones, (at, timeZone) => {
        const date = localDate(at, timeZone)
        const end = endOfDay(date, timeZone)
        expect(localDate(end, timeZone)).toBe(date)
        expect(localDate(instantFrom(millisecondsOf(end) + 1), timeZone)).toBe(addDays(date, 1))
      }),
    )
  })

  it('reads the hour from the wall, before and after the clocks are changed on that day', () => {
    const hour = (at: string, timeZone: string): number => localHour(instantFrom(Date.parse(at)), timeZone)
    expect(hour('2026-03-29T00:30:00.000Z', 'Europe/Berlin')).toBe(1)
    expect(hour('2026-03-29T01:30:00.000Z', 'Europe/Berlin')).toBe(3)
    expect(hour('2026-03-29T20:30:00.000Z', 'Europe/Berlin')).toBe(22)
    expect(hour('2026-11-01T05:30:00.000Z', 'America/New_York')).toBe(1)
    expect(hour('2026-11-01T06:30:00.000Z', 'America/New_York')).toBe(1)
    expect(hour('2026-11-01T12:30:00.000Z', 'America/New_York')).toBe(7)
    expect(hour('2026-03-29T12:30:00.000Z', 'Asia/Makassar')).toBe(20)
  })

  it('refuses a number of days that is none', () => {
    const start = instantFrom(0)
    const counting: Counting = {
      calendar: 'continuous',
      timeZone: 'Asia/Jakarta',
      holidays: new Set<CalendarDate>(),
    }
    for (const days of [-1, 1.5, Number.NaN]) {
      expect(() => deadlineAfter(start, days, counting)).toThrow(RangeError)
    }
  })

  it('has no counted days left on the day of the deadline and past it', () => {
    const counting: Counting = {
      calendar: 'continuous',
      timeZone: 'Asia/Jakarta',
      holidays: new Set<CalendarDate>(),
    }
    const due: Instant = deadlineAfter(instantFrom(Date.UTC(2026, 10, 23)), 3, counting)
    expect(countedDaysLeft(due, due, counting)).toBe(0)
    expect(countedDaysLeft(instantFrom(Date.UTC(2027, 0, 1)), due, counting)).toBe(0)
  })
})
