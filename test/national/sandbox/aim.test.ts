import { describe, expect, it } from 'vitest'
import { actsOn, isAimedAt, leftAfter } from './aim'

const numbers = [1, 2, 3, 4, 5, 6]

describe('the aim of a fault (PROTOCOL.md 8.3)', () => {
  it('means a method, a path or the beginning of one, and without either every request', () => {
    const request = { method: 'GET', path: '/v1/cases/17' }
    expect(isAimedAt({}, request)).toBe(true)
    expect(isAimedAt({ method: 'GET', path: '/v1/cases/17' }, request)).toBe(true)
    expect(isAimedAt({ path: '/v1/cases/*' }, request)).toBe(true)
    expect(isAimedAt({ path: '/v1/cases/' }, request)).toBe(false)
    expect(isAimedAt({ method: 'POST' }, request)).toBe(false)
    expect(isAimedAt({ path: '/v1/case*' }, { method: 'GET', path: '/v1/changes' })).toBe(false)
  })

  it('never means what is under /sandbox/, whatever it says', () => {
    for (const path of [undefined, '*', '/sandbox/*', '/sandbox/faults']) {
      expect(isAimedAt({ path }, { method: 'DELETE', path: '/sandbox/faults' })).toBe(false)
    }
  })

  it('acts on exactly the requests that it numbers', () => {
    expect(numbers.filter((number) => actsOn({}, number))).toEqual(numbers)
    expect(numbers.filter((number) => actsOn({ count: 2 }, number))).toEqual([1, 2])
    expect(numbers.filter((number) => actsOn({ from: 3 }, number))).toEqual([3, 4, 5, 6])
    expect(numbers.filter((number) => actsOn({ from: 3, count: 2 }, number))).toEqual([3, 4])
  })

  it('has as many left as it will still act on', () => {
    expect(numbers.map((seen) => leftAfter({ from: 3, count: 2 }, seen))).toEqual([2, 2, 1, 0, 0, 0])
    expect(leftAfter({ from: 3, count: 2 }, 0)).toBe(2)
    expect(leftAfter({ from: 3 }, 9)).toBeNull()
  })
})
