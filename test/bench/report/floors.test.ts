import { expect, test } from 'vitest'
import type { Measured } from './benchRow'
import { belowTheirFloor } from './document'
import { judged } from './floors'

const pull: Measured = {
  ...{ id: 'P2', key: 'pull-to-dexie', name: 'first pull', size: 10_000, unit: 'ms' },
  ...{ ours: 300, limit: 100, peers: { 'plain Dexie': 1_000 }, against: 'plain Dexie', samples: 5 },
}
const floors = { 'pull-to-dexie': { goal: { by: 'ratio', atMost: 0.25 }, floors: { 10_000: 0.4 } } } as const

test('a ratio is ours divided by what it is measured against, and is held to the floor of its size', () => {
  expect(judged(pull, floors)).toMatchObject({ ratio: 0.3, floor: 0.4, floorHeld: true, goalReached: false })
  expect(judged({ ...pull, ours: 500 }, floors)).toMatchObject({ ratio: 0.5, floorHeld: false })
  expect(judged({ ...pull, against: 'limit' }, floors).ratio).toBe(3)
})

test('of a size without a floor nothing fails', () => {
  const row = judged({ ...pull, size: 1_000, ours: 5_000 }, floors)
  expect(row).toMatchObject({ floor: null, floorHeld: null })
  expect(belowTheirFloor([row])).toEqual([])
})

test('a peer that was not there gives no ratio, and then neither floor nor goal are held or missed', () => {
  expect(judged({ ...pull, peers: {} }, floors)).toMatchObject({
    ratio: null,
    floorHeld: null,
    goalReached: null,
  })
})

test('a goal in milliseconds is one for ours alone', () => {
  const marks = { 'pull-to-dexie': { goal: { by: 'ours', atMost: 300 }, floors: {} } } as const
  expect(judged(pull, marks)).toMatchObject({ goal: 300, goalReached: true })
})

test('a figure that is in no table is refused', () => {
  expect(() => judged({ ...pull, key: 'new' }, floors)).toThrow('neither floor nor goal')
})
