import { afterEach, expect, it, vi } from 'vitest'
import { clockTime, exactMoment, shortMoment, zoneWord } from '../../../renderer/ui/moments'

const at = new Date('2026-11-09T02:12:00.000Z')

it.each([
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Makassar', 'WITA'],
  ['Asia/Jayapura', 'WIT'],
])('the time of %s is called %s', (zone, word) => {
  expect(zoneWord(at, zone)).toBe(word)
})

it('times are those of the agency, written as each language writes them', () => {
  expect(clockTime(at, 'Asia/Makassar', 'id')).toBe('10.12 WITA')
  expect(clockTime(at, 'Asia/Jayapura', 'en')).toBe('11:12 WIT')
  expect(exactMoment(at, 'Asia/Makassar', 'id')).toBe('Senin, 9 November 2026, 10.12 WITA')
})

afterEach(() => vi.unstubAllEnvs())

it('the year is said only when it is another one', () => {
  vi.stubEnv('TZ', 'Asia/Makassar')
  const now = new Date('2026-12-01T00:00:00.000Z')
  expect(shortMoment(at, 'Asia/Makassar', 'id', now)).toBe('9 Nov, 10.12')
  expect(shortMoment(at, 'Asia/Makassar', 'id', new Date('2027-01-02T00:00:00.000Z'))).toBe(
    '9 Nov 2026, 10.12',
  )
})

it('the zone is said where the computer’s own clock shows another time', () => {
  const now = new Date('2026-12-01T00:00:00.000Z')
  vi.stubEnv('TZ', 'Asia/Jakarta')
  expect(shortMoment(at, 'Asia/Makassar', 'id', now)).toBe('9 Nov, 10.12 WITA')
  expect(shortMoment(at, 'Asia/Jakarta', 'id', now)).toBe('9 Nov, 09.12')
})
