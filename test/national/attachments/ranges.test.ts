import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rangeAsked } from './ranges'

describe('ranges (RFC 9110, 14)', () => {
  it.each([
    ['bytes=0-0', { from: 0, until: 1 }],
    ['bytes=10-19', { from: 10, until: 20 }],
    ['bytes=90-', { from: 90, until: 100 }],
    ['bytes=99-5000', { from: 99, until: 100 }],
    ['bytes=-1', { from: 99, until: 100 }],
    ['bytes=-500', { from: 0, until: 100 }],
    ['BYTES=0-', { from: 0, until: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=100-200', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
  ])('%s of 100 bytes', (header, expected) => {
    expect(rangeAsked(header, 100)).toEqual(expected)
  })

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-4',
    'bytes=a-b',
    'bytes=0-1,5-6',
    'lines=0-1',
    'bytes 0-1',
    'bytes=1.5-2',
    'bytes=--5',
  ])('%s is answered with the whole', (header) => {
    expect(rangeAsked(header, 100)).toBeNull()
  })

  it('of an empty file no byte can be asked for', () => {
    for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-5']) {
      expect(rangeAsked(header, 0)).toBe('unsatisfiable')
    }
  })

  it('never reaches over the file, whatever is asked', () => {
    const header = fc.tuple(fc.option(fc.nat(300)), fc.option(fc.nat(300)))
    fc.assert(
      fc.property(header, fc.nat(200), ([first, last], size) => {
        const range = rangeAsked(`bytes=${first ?? ''}-${last ?? ''}`, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.from).toBeGreaterThanOrEqual(0)
        expect(range.until).toBeGreaterThan(range.from)
        expect(range.until).toBeLessThanOrEqual(size)
      }),
    )
  })
})
