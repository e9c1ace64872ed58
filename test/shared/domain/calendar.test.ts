import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  countedDaysLeft,
  deadlineAfter,
  endOfDay,
  isCounted,
  localDate,
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
