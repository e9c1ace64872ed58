import { expect, test } from 'vitest'
import type { BenchRow } from './benchRow'
import { documentText } from './document'
import { markdownTable, textTable } from './table'

const row: BenchRow = {
  ...{ id: 'P2', key: 'pull-to-dexie', name: 'first pull', size: 10_000, unit: 'ms', samples: 5 },
  ...{ ours: 300, limit: 100, peers: { 'plain Dexie': 1_000 }, against: 'plain Dexie' },
  ...{
    ratio: 0.3,
    floor: 0.2,
    goal: 0.25,
    floorBy: 'ratio',
    goalBy: 'ratio',
    floorHeld: false,
    goalReached: false,
  },
}

test('a line has its ratio first, then the figures with their unit, and says loudly that a floor is not held', () => {
  const [, line] = textTable([row]).split('\n')
  expect(line?.split(/ {2,}/)).toEqual([
    ...[
      'P2',
      'first pull',
      '10,000',
      '0.300',
      '≤ 0.200',
      '≤ 0.250',
      '300 ms',
      '100 ms',
      'plain Dexie 1000 ms',
    ],
    ...['NO', 'no'],
  ])
})

test('the same table is Markdown for the documentation', () => {
  const [head, rule, line] = markdownTable([row]).split('\n')
  expect(head).toContain('| ratio |')
  expect(rule).toMatch(/^(\| --- )+\|$/)
  expect(line).toContain('| first pull | 10,000 | 0.300 | ≤ 0.200 |')
})

test('a figure that could not be had is null for machines', () => {
  const machine = {
    ...{
      processor: 'x',
      cores: 2,
      memoryGigabytes: 8,
      system: 'linux',
      electron: '1',
      electronOrigin: 'official',
    },
    ...{ date: '2026-11-28T00:00:00.000Z', loadBefore: 0, loadAfter: 1, calm: true },
  }
  const text = documentText({ machine, rows: [{ ...row, ours: Number.NaN }] })
  expect(JSON.parse(text)).toMatchObject({ rows: [{ id: 'P2', ours: null, ratio: 0.3, floorHeld: false }] })
})
