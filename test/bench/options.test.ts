import { expect, test } from 'vitest'
import { readOptions } from './options'

test('without a word the whole table is measured at 100,000 cases, quickly at 10,000', () => {
  expect(readOptions([])).toMatchObject({ work: 'table', cases: 100_000, quick: false, only: undefined })
  expect(readOptions(['--quick'])).toMatchObject({ work: 'table', cases: 10_000, quick: true })
  expect(readOptions(['--quick', '--cases', '1000'])).toMatchObject({ cases: 1_000, quick: true })
})

test('rows are chosen by their names', () => {
  expect(readOptions(['--only', 'P2,P10']).only).toEqual(['P2', 'P10'])
})

test('what is not understood is refused with what is wrong', () => {
  expect(() => readOptions(['--only', 'P13'])).toThrow('--only')
  expect(() => readOptions(['--cases', '12'])).toThrow('must be one of')
  expect(() => readOptions(['--growth', '--soak'])).toThrow('only one of')
})
