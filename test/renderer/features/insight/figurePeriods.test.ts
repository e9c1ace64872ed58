import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../shared/domain/calendar'
import type { Period } from '../../../../shared/domain/figures/localDays'
import type { CalendarDate } from '../../../../shared/domain/identifiers'
import { calendarDateSchema } from '../../../../shared/protocol/primitives'
import {
  comparedWith,
  daysOf,
  namedPeriods,
  nameOfPeriod,
  periodBeside,
  periodNamed,
} from '../../../../renderer/features/insight/periods'

const day = (text: string): CalendarDate => calendarDateSchema.parse(text)
const period = (from: string, to: string): Period => ({ from: day(from), to: day(to) })
const today = day('2026-11-23')

describe('the periods of figures', () => {
  it('are whole months of the calendar', () => {
    expect(namedPeriods.map((name) => periodNamed(name, today))).toEqual([
      period('2026-11-01', '2026-11-30'),
      period('2026-10-01', '2026-10-31'),
      period('2026-10-01', '2026-12-31'),
      period('2026-01-01', '2026-12-31'),
      period('2025-12-01', '2026-11-30'),
    ])
    expect(periodNamed('last-month', day('2026-01-15'))).toEqual(period('2025-12-01', '2025-12-31'))
  })

  it('step by as many months, or by as many days where they are no months', () => {
    expect(periodBeside(period('2024-03-01', '2024-03-31'), -1)).toEqual(period('2024-02-01', '2024-02-29'))
    expect(periodBeside(period('2026-10-01', '2026-12-31'), 1)).toEqual(period('2027-01-01', '2027-03-31'))
    expect(periodBeside(period('2026-06-08', '2026-06-20'), -1)).toEqual(period('2026-05-26', '2026-06-07'))
  })

  it('touch each other at every step, and after no step are the days that were chosen', () => {
    const any = fc
      .record({ from: fc.nat(3000), days: fc.integer({ min: 1, max: 800 }) })
      .map(({ from, days }) => {
        const first = addDays(day('2020-01-01'), from)
        return { from: first, to: addDays(first, days - 1) }
      })
    fc.assert(
      fc.property(any, fc.integer({ min: -20, max: 20 }), (chosen, steps) => {
        expect(periodBeside(chosen, 0)).toEqual(chosen)
        expect(addDays(periodBeside(chosen, steps).to, 1)).toBe(periodBeside(chosen, steps + 1).from)
      }),
    )
  })

  it('come back to the days that were chosen, also over a whole month', () => {
    const chosen = period('2020-02-01', '2020-03-02')
    expect(periodBeside(chosen, -1)).toEqual(period('2020-01-01', '2020-01-31'))
    expect(periodBeside(chosen, -2)).toEqual(period('2019-12-01', '2019-12-31'))
    expect(periodBeside(period('2020-01-01', '2020-01-31'), 1)).toEqual(period('2020-02-01', '2020-02-29'))
  })

  it('are known by their name wherever they came from', () => {
    for (const name of namedPeriods) expect(nameOfPeriod(periodNamed(name, today), today)).toBe(name)
    expect(nameOfPeriod(period('2026-11-02', '2026-11-30'), today)).toBeNull()
  })

  it('that have not ended are compared with as many days of the one before', () => {
    expect(comparedWith(period('2026-11-01', '2026-11-30'), today)).toEqual(
      period('2026-10-01', '2026-10-23'),
    )
    expect(comparedWith(period('2026-03-01', '2026-03-31'), day('2026-03-30'))).toEqual(
      period('2026-02-01', '2026-02-28'),
    )
    expect(comparedWith(period('2026-10-01', '2026-10-31'), today)).toEqual(
      period('2026-09-01', '2026-09-30'),
    )
    expect(daysOf(period('2026-10-01', '2026-10-31'))).toBe(31)
  })
})
