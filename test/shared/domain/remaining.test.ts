import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineAfter, type Counting } from '../../../shared/domain/calendar'
import { instantFrom, type CalendarDate } from '../../../shared/domain/identifiers'
import { remaining, urgency } from '../../../shared/domain/remaining'
import { instantSchema } from '../../../shared/protocol/primitives'

const office: Counting = {
  calendar: 'working_days',
  timeZone: 'Asia/Makassar',
  holidays: new Set<CalendarDate>(),
}
/** Friday 27 November 2026, the end of the day in Makassar. */
const dueAt = instantSchema.parse('2026-11-27T15:59:59.999Z')

describe('what is left until a deadline', () => {
  it.each([
    ['2026-11-29T18:00:00.000Z', { kind: 'late-days', days: 2 }, 'late'],
    ['2026-11-27T20:30:00.000Z', { kind: 'late-hours', hours: 4 }, 'late'],
    ['2026-11-27T16:10:00.000Z', { kind: 'late-hours', hours: 0 }, 'late'],
    ['2026-11-27T10:30:00.000Z', { kind: 'today', hours: 5 }, 'at_risk'],
    ['2026-11-26T02:00:00.000Z', { kind: 'tomorrow' }, 'at_risk'],
    ['2026-11-25T02:00:00.000Z', { kind: 'days', days: 2, calendar: 'working_days' }, 'calm'],
    ['2026-11-20T02:00:00.000Z', { kind: 'days', days: 5, calendar: 'working_days' }, 'calm'],
  ] as const)('at %s', (now, expected, expectedUrgency) => {
    const at = instantSchema.parse(now)
    expect(remaining(dueAt, at, office)).toEqual(expected)
    expect(urgency(dueAt, at, office)).toBe(expectedUrgency)
  })

  it('over a weekend is one working day, and so at risk', () => {
    const friday = instantSchema.parse('2026-11-27T02:00:00.000Z')
    const monday = deadlineAfter(friday, 1, office)
    expect(remaining(monday, friday, office)).toEqual({ kind: 'days', days: 1, calendar: 'working_days' })
    expect(urgency(monday, friday, office)).toBe('at_risk')
  })

  it('is calm where there is no deadline', () => {
    expect(urgency(null, dueAt, office)).toBe('calm')
  })

  it('is late exactly when the deadline is past', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), (offset) => {
        const now = instantFrom(Date.parse(dueAt) + offset)
        expect(remaining(dueAt, now, office).kind.startsWith('late')).toBe(offset > 0)
        expect(urgency(dueAt, now, office) === 'late').toBe(offset > 0)
      }),
    )
  })
})
