import { expect, it } from 'vitest'
import { idleLockOf } from '../../../shared/bridge/lock'

it.each([
  [10, null, 10],
  [null, null, null],
  [10, 15, 10],
  [30, 15, 15],
  // An institution's limit leaves no never.
  [null, 15, 15],
])('a choice of %s minutes within a limit of %s is %s', (chosen, longestMinutes, minutes) => {
  expect(idleLockOf(chosen, longestMinutes)).toEqual({ minutes, longestMinutes })
})
