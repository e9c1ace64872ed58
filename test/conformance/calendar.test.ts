import { describe, expect, it } from 'vitest'
import { daysLeft, dueAfter, endOf, type CalendarRules } from './calendar'

const jakarta: CalendarRules = { timeZone: 'Asia/Jakarta', calendar: 'working_days', holidays: [] }
const christmas = { ...jakarta, holidays: ['2026-12-24', '2026-12-25', '2027-01-01'] }

describe("the suite's own calendar (DOMAIN.md, Deadlines)", () => {
  it('does not count the day on which the clock starts, nor Saturday and Sunday', () => {
    expect(dueAfter('2026-11-23T03:00:00.000Z', 5, jakarta)).toBe('2026-11-30T16:59:59.999Z')
    expect(dueAfter('2026-11-27T14:00:00.000Z', 1, jakarta)).toBe('2026-11-30T16:59:59.999Z')
  })

  it('does not count holidays and collective leave', () => {
    expect(dueAfter('2026-12-21T01:00:00.000Z', 5, christmas)).toBe('2026-12-30T16:59:59.999Z')
  })

  it('counts every day for a unit that never closes', () => {
    const hospital: CalendarRules = { ...christmas, calendar: 'continuous' }
    expect(dueAfter('2026-12-21T01:00:00.000Z', 5, hospital)).toBe('2026-12-26T16:59:59.999Z')
  })

  it("takes the day from the agency's own zone", () => {
    const jayapura = { ...jakarta, timeZone: 'Asia/Jayapura' }
    expect(dueAfter('2026-11-26T15:30:00.000Z', 1, jayapura)).toBe('2026-11-30T14:59:59.999Z')
    expect(dueAfter('2026-11-26T15:30:00.000Z', 1, jakarta)).toBe('2026-11-27T16:59:59.999Z')
  })

  it('ends days where summer time begins and ends', () => {
    expect(endOf('2026-10-24', 'Europe/Berlin')).toBe('2026-10-24T21:59:59.999Z')
    expect(endOf('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T22:59:59.999Z')
    expect(endOf('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T21:59:59.999Z')
  })

  it('counts what is left after a day, none when it is past', () => {
    expect(daysLeft('2026-11-06T03:00:00.000Z', '2026-11-20T16:59:59.999Z', jakarta)).toBe(10)
    expect(daysLeft('2026-11-11T03:00:00.000Z', '2026-11-09T16:59:59.999Z', jakarta)).toBe(0)
  })
})
