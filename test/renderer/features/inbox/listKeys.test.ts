import { expect, it } from 'vitest'
import { listStep } from '../../../../renderer/features/inbox/listKeys'

const position = { active: 10, total: 50, pageOf: 8, step: (by: number) => 10 + by }

it.each([
  ['ArrowDown', 11],
  ['ArrowUp', 9],
  ['PageDown', 18],
  ['PageUp', 2],
  ['Home', 0],
  ['End', 49],
  ['a', null],
])('%s leads to row %s', (key, row) => {
  expect(listStep(key, position)).toBe(row)
})

it('never leaves the list', () => {
  expect(listStep('PageDown', { ...position, active: 47 })).toBe(49)
  expect(listStep('PageUp', { ...position, active: 3 })).toBe(0)
  expect(listStep('ArrowUp', { ...position, active: 0, step: () => -1 })).toBe(0)
})
