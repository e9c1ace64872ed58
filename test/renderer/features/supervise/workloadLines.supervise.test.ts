import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  noWork,
  workFigures,
  type OfficerLoad,
  type UnitLoad,
  type WorkCounts,
  type Workload,
} from '../../../../renderer/engine/workloadApi'
import { gridStep } from '../../../../renderer/features/supervise/useGridKeys'
import { workloadLines, type LineWishes } from '../../../../renderer/features/supervise/workloadLines'

const wishes: LineWishes = {
  tab: 'officers',
  order: { by: 'name', descending: false },
  typed: '',
  withBelow: true,
}

function officer(name: string | null, counts: Partial<WorkCounts> = {}): OfficerLoad {
  // Ids made by hand, as in tests.
  const id = `o-${name ?? '?'}` as OfficerLoad['id']
  const all = { ...noWork, ...counts }
  const about = { role: 'officer', units: [], active: true, awayUntil: null, dutyFor: [] } as const
  return { id, name, counts: all, search: `petugas:${id}`, ...about }
}
function unit(name: string, parent: string | null, open = 0): UnitLoad {
  const counts = { ...noWork, open }
  return {
    id: name as UnitLoad['id'],
    parentId: parent as UnitLoad['parentId'],
    name,
    calendar: 'working_days',
    dutyOfficers: [],
    own: counts,
    withBelow: { ...counts, open: open + 100 },
    search: `unit:${name}`,
    ownSearch: `unit-ini:${name}`,
  }
}
function workload(officers: readonly OfficerLoad[], units: readonly UnitLoad[] = []): Workload {
  const figureSearches = { open: '', late: '', atRisk: '', unanswered: '', inflow: '' }
  return { total: noWork, unassigned: noWork, officers, units, figureSearches, unassignedSearch: '' }
}
const namesOf = (lines: readonly { readonly name: string | null }[]) => lines.map(({ name }) => name)

describe('the lines of the workload', () => {
  test('are sorted by any figure, either way, and what is equal by name', () => {
    const people = fc.array(
      fc.record({ name: fc.string({ minLength: 1 }), open: fc.nat(4), late: fc.nat(4) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(people, fc.constantFrom(...workFigures), fc.boolean(), (all, by, descending) => {
        const officers = all.map(({ name, open, late }) => officer(name, { open, late }))
        const lines = workloadLines(workload(officers), { ...wishes, order: { by, descending } })
        expect(lines).toHaveLength(officers.length)
        for (const [place, line] of lines.entries()) {
          const next = lines[place + 1]
          if (!next) continue
          const step = (next.counts[by] - line.counts[by]) * (descending ? -1 : 1)
          expect(step).toBeGreaterThanOrEqual(0)
          const collator = new Intl.Collator('id', { numeric: true })
          if (step === 0) expect(collator.compare(line.name ?? '', next.name ?? '')).toBeLessThanOrEqual(0)
        }
      }),
    )
  })

  test('have whoever is not named last', () => {
    const lines = workloadLines(workload([officer(null), officer('Budi'), officer('Ani')]), wishes)
    expect(namesOf(lines)).toEqual(['Ani', 'Budi', null])
  })

  test('are those with every word of the filter, whatever the accents and the case', () => {
    const all = workload([officer('Sari Déwi'), officer('Sari'), officer('Dewi Lestari')])
    expect(namesOf(workloadLines(all, { ...wishes, typed: ' DEWI  sari' }))).toEqual(['Sari Déwi'])
    expect(workloadLines(all, { ...wishes, typed: 'x' })).toEqual([])
  })

  test('of units stand as their tree by name, and say what is above them where they do not', () => {
    const units = [
      unit('Kota', null),
      unit('B', 'Kota'),
      unit('A', 'Kota', 5),
      unit('A1', 'A'),
      unit('Lain', null),
    ]
    const byName = workloadLines(workload([], units), { ...wishes, tab: 'units' })
    expect(byName.map((line) => line.kind === 'unit' && [line.name, line.depth, line.parentName])).toEqual([
      ['Kota', 0, null],
      ['A', 1, null],
      ['A1', 2, null],
      ['B', 1, null],
      ['Lain', 0, null],
    ])
    const order = { by: 'open', descending: true } as const
    const byOpen = workloadLines(workload([], units), { ...wishes, tab: 'units', order })
    expect(byOpen.map((line) => line.kind === 'unit' && [line.name, line.depth, line.parentName])[0]).toEqual(
      ['A', 0, 'Kota'],
    )
  })

  test('of units that hang in a circle are all there', () => {
    const units = [unit('A', 'B'), unit('B', 'A')]
    expect(workloadLines(workload([], units), { ...wishes, tab: 'units' })).toHaveLength(2)
  })

  test('of a unit count and find it with those below, or alone', () => {
    const all = workload([], [unit('A', null, 5)])
    const [whole] = workloadLines(all, { ...wishes, tab: 'units' })
    const [own] = workloadLines(all, { ...wishes, tab: 'units', withBelow: false })
    expect([whole?.counts.open, whole?.search]).toEqual([105, 'unit:A'])
    expect([own?.counts.open, own?.search]).toEqual([5, 'unit-ini:A'])
  })
})

describe('the keys of a table', () => {
  /** The last row has fewer columns. */
  const columns = (row: number) => (row === 9 ? 2 : 4)
  const size = { rows: 10, columns, page: 3 }
  test.each([
    ['ArrowDown', false, { row: 6, column: 2 }],
    ['ArrowLeft', false, { row: 5, column: 1 }],
    ['PageUp', false, { row: 2, column: 2 }],
    ['Home', false, { row: 5, column: 0 }],
    ['End', false, { row: 5, column: 3 }],
    ['End', true, { row: 9, column: 1 }],
    ['PageDown', false, { row: 8, column: 2 }],
    ['Home', true, { row: 0, column: 0 }],
  ] as const)('%s leads to its place', (key, ctrl, to) => {
    expect(gridStep(key, ctrl, { row: 5, column: 2 }, size)).toEqual(to)
  })

  test('never lead out of it, and mean nothing else', () => {
    expect(gridStep('PageDown', false, { row: 9, column: 0 }, size)).toEqual({ row: 9, column: 0 })
    expect(gridStep('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 })
    expect(gridStep('a', false, { row: 0, column: 0 }, size)).toBeNull()
  })
})
