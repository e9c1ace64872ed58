import { expect, test } from 'vitest'
import { growthExponent, median, quantile } from './statistics'

test('the median is the value in the middle, of an even number the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 7])).toBe(6)
  expect(median([])).toBeNaN()
})

test('a quantile is a value that was measured: at it or below lies that share', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(quantile(values, 0.95)).toBe(95)
  expect(quantile(values, 1)).toBe(100)
  expect(quantile([3], 0.5)).toBe(3)
})

test('what does not grow has the exponent 0, what grows with the size 1, with its square 2', () => {
  const grown = (figureOf: (size: number) => number) =>
    growthExponent([1_000, 10_000, 100_000].map((size) => ({ size, figure: figureOf(size) })))
  expect(grown(() => 12)).toBeCloseTo(0)
  expect(grown((size) => 0.03 * size)).toBeCloseTo(1)
  expect(grown((size) => size * size)).toBeCloseTo(2)
})
