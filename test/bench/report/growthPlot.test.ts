import { expect, test } from 'vitest'
import type { BenchRow } from './benchRow'
import { growthLines, growthPlot } from './growthPlot'

function row(key: string, size: number, ours: number): BenchRow {
  return {
    ...{ id: 'P2', key, name: `figure <${key}>`, size, unit: 'ms', ours, samples: 5 },
    ...{ limit: null, peers: {}, against: null, ratio: null, floor: null, goal: null },
    ...{ floorBy: 'ratio', goalBy: 'ratio', floorHeld: null, goalReached: null },
  }
}
const rows = [row('pull', 10_000, 400), row('pull', 1_000, 40), row('flat', 1_000, 5), row('flat', 10_000, 5)]

test('figures at several sizes are one line with its exponent, in the order of the sizes', () => {
  const [pull, flat] = growthLines([...rows, row('once', 1_000, 3)])
  expect(pull?.points).toEqual([
    { size: 1_000, figure: 40 },
    { size: 10_000, figure: 400 },
  ])
  expect(pull?.exponent).toBeCloseTo(1)
  expect(flat?.exponent).toBeCloseTo(0)
  expect(growthLines([row('once', 1_000, 3)])).toEqual([])
})

test('what grows in proportion is drawn rising, what does not as a level line', () => {
  const drawn = growthPlot(growthLines(rows))
  const [pull, flat] = [...drawn.matchAll(/points="([^"]*)"/g)].map(([, corners]) =>
    (corners ?? '').split(' ').map((corner) => Number(corner.split(',')[1])),
  )
  expect(pull?.[1]).toBeLessThan(pull?.[0] ?? 0)
  expect(flat?.[1]).toBe(flat?.[0])
  expect(drawn).toContain('(1.00)')
})

test('names are text in the drawing, whatever signs they hold', () => {
  expect(growthPlot(growthLines(rows))).toContain('figure &lt;pull>')
})
