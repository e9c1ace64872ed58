import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { caseStatuses } from '../../../shared/domain/case'
import {
  dutyCalendarOf,
  dutyMarks,
  dutyUnits,
  noDuty,
  offHoursAt,
  type OffHours,
} from '../../../shared/domain/duty'
import { instantFrom } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { calendarDateSchema, instantSchema } from '../../../shared/protocol/primitives'
import { DutyTimes, marksOfBits } from '../../../renderer/engine/rows/dutyTimes'
import { caseIn, officer, reference } from './sampleCase'

const lebaran = ['11', '12', '13', '14', '15', '16', '18', '19', '20'].map((day) => ({
  date: calendarDateSchema.parse(`2018-06-${day}`),
  name: 'Idulfitri 1439 Hijriah',
  collectiveLeave: day !== '15' && day !== '16',
}))
/** Of the sample agency, in Makassar: UTC+8. */
const calendar = dutyCalendarOf({ ...reference, holidays: lebaran })

describe('when no office answers, by the clock on the wall of the agency', () => {
  it.each<[wall: string, OffHours | null, why: string]>([
    ['2018-06-08T07:59:59.999', 'night', 'a Friday before eight'],
    ['2018-06-08T08:00:00.000', null, 'the offices open'],
    ['2018-06-08T15:59:59.999', null, 'still open'],
    ['2018-06-08T16:00:00.000', 'night', 'they close'],
    ['2018-06-08T23:59:59.999', 'night', 'the last moment of a working day'],
    ['2018-06-09T10:00:00.000', 'day_off', 'a Saturday'],
    ['2018-06-10T10:00:00.000', 'day_off', 'a Sunday'],
    ['2018-06-11T10:00:00.000', 'day_off', 'collective leave'],
    ['2018-06-15T02:00:00.000', 'day_off', 'a holiday, and its night'],
    ['2018-06-20T23:59:59.999', 'day_off', 'the last day of the leave'],
    ['2018-06-21T03:00:00.000', 'night', 'the night before the first working day'],
    ['2018-06-21T09:00:00.000', null, 'the first working day'],
  ])('%s: %s, %s', (wall, expected) => {
    expect(offHoursAt(instantSchema.parse(new Date(`${wall}+08:00`).toISOString()), calendar)).toBe(expected)
  })

  it('is another hour in another zone', () => {
    const at = instantSchema.parse('2018-06-08T08:30:00.000Z')
    expect(offHoursAt(at, calendar)).toBe('night')
    expect(offHoursAt(at, { ...calendar, timeZone: 'Asia/Jakarta' })).toBeNull()
    expect(offHoursAt(at, { ...calendar, timeZone: 'Asia/Jayapura' })).toBe('night')
  })
})

describe('what makes a case one for the duty officers', () => {
  const open = caseIn('dispositioned', null)
  const inHours = instantSchema.parse('2018-06-08T02:00:00.000Z')
  const onLeave = instantSchema.parse('2018-06-12T02:00:00.000Z')
  const endOfLeave = instantSchema.parse('2018-06-13T15:59:59.999Z')
  const endOfWorkingDay = instantSchema.parse('2018-06-27T15:59:59.999Z')

  it('is a day off on which it came in, or on which its deadline ends', () => {
    const marks = (dispositionedAt: typeof inHours, dueAt: typeof inHours | null) =>
      dutyMarks({ ...open, dispositionedAt, dueAt }, calendar)
    expect(marks(inHours, endOfWorkingDay)).toEqual(noDuty)
    expect(marks(inHours, null)).toEqual(noDuty)
    expect(marks(inHours, endOfLeave)).toEqual({ cameIn: null, fallsDue: true })
    expect(marks(onLeave, endOfWorkingDay)).toEqual({ cameIn: 'day_off', fallsDue: false })
    expect(marks(onLeave, endOfLeave)).toEqual({ cameIn: 'day_off', fallsDue: true })
  })

  it.each(caseStatuses)('counts in %s only while the case waits for the desk', (status) => {
    const marks = dutyMarks({ status, dispositionedAt: onLeave, dueAt: endOfLeave }, calendar)
    expect(marks.fallsDue).toBe(status === 'dispositioned' || status === 'in_progress')
  })
})

test('the marks of a row are those of its case, whatever came before', () => {
  const minute = fc
    .integer({ min: 0, max: 60 * 24 * 60 })
    .map((minutes) => Date.UTC(2018, 5, 1) + minutes * 60_000)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(minute, fc.option(minute)), { minLength: 1 }),
      fc.constantFrom('Asia/Makassar', 'Asia/Jayapura', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
      (pairs, timeZone) => {
        const here = { ...calendar, timeZone }
        const times = new DutyTimes(here)
        for (const [came, due] of pairs) {
          const subject = {
            status: 'dispositioned' as const,
            dispositionedAt: instantFrom(came),
            dueAt: due === null ? null : instantFrom(due),
          }
          expect(marksOfBits(times.bitsOf(came, due ?? Infinity))).toEqual(dutyMarks(subject, here))
        }
      },
    ),
  )
})

describe('for which units somebody answers', () => {
  const [nurse, boss, inspector] = [
    officer('nurse'),
    officer('boss', 'supervisor'),
    officer('inspector', 'auditor'),
  ]
  const units = reference.units.map((unit): Reference['units'][number] =>
    unit.id === 'office' ? { ...unit, dutyOfficerIds: [officer('other').id, nurse.id] } : unit,
  )

  it('is those that name them and all below, all for who oversees the agency, none for the others', () => {
    expect([...dutyUnits(nurse, units)].sort()).toEqual(['office', 'section'])
    expect([...dutyUnits(officer('third'), units)]).toEqual([])
    for (const overseer of [boss, inspector]) expect(dutyUnits(overseer, units).size).toBe(units.length)
  })
})
