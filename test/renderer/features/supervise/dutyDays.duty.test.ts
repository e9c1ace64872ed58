import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../../shared/domain/identifiers'
import { dutyCandidates } from '../../../../renderer/features/supervise/dutyCandidates'
import { awayThrough, dutySpan, typedDay } from '../../../../renderer/features/supervise/dutyDays'
import { idOf } from '../deskDouble'
import { agency, colleague } from './boss'

const day = (text: string) => text as CalendarDate

describe('days of duty', () => {
  test('are whole days of the agency: the last one is part of them', () => {
    expect(dutySpan(day('2018-06-08'), day('2018-06-20'), 'Asia/Jakarta')).toEqual({
      from: '2018-06-07T17:00:00.000Z',
      until: '2018-06-20T17:00:00.000Z',
    })
    expect(awayThrough(day('2018-06-20'), 'Asia/Jayapura')).toBe('2018-06-20T14:59:59.999Z')
  })

  test('are read only as a field for days gives them', () => {
    expect(typedDay('2018-06-08')).toBe('2018-06-08')
    expect(typedDay('')).toBeNull()
    expect(typedDay('8 Juni')).toBeNull()
  })
})

describe('who can be on duty for a unit', () => {
  test('is active, no auditor, and sees the unit; those of the very unit first', () => {
    const officers = [
      ...agency.officers,
      colleague('o-auditor', 'Auditor', { role: 'auditor' }),
      colleague('o-gone', 'Keluar', { active: false, unitIds: [idOf('u-ukur')] }),
      colleague('o-other', 'Lain', { unitIds: [idOf('u-darurat')] }),
    ]
    expect(dutyCandidates({ ...agency, officers }, idOf('u-ukur')).map(({ name }) => name)).toEqual([
      'Tuti Alawiyah',
      'Budi Santoso',
      'Rahma Daeng Ngai',
      'Sari Wulandari',
    ])
  })
})
