import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseStatuses, type Case } from '../../../shared/domain/case'
import { instantFrom, type OfficerId, type UnitId } from '../../../shared/domain/identifiers'
import type { Colleague, Reference } from '../../../shared/domain/reference'
import { Finding } from '../../../renderer/engine/finding/finding'
import { SearchFeed } from '../../../renderer/engine/finding/searchFeed'
import { ReferenceView } from '../../../renderer/engine/referenceView'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'
import { workFigures, type WorkCounts } from '../../../renderer/engine/workloadApi'
import { SearchIndex } from '../../../renderer/engine/search/searchIndex'
import { viewCircumstances } from '../../../renderer/engine/viewCircumstances'
import { WorkloadReading } from '../../../renderer/engine/workloadReading'
import { officer, reference as agency } from '../../shared/domain/sampleCase'
import { caseNumbered } from './support/caseNumbered'
import { VirtualClock } from './support/virtualClock'

const boss = officer('boss', 'supervisor')
const noon = Date.parse('2026-11-23T04:00:00.000Z')
const hours = (count: number): number => count * 3_600_000

// Names as they come: the same twice, a part of another, with quotes, and ones that mean something in a search.
const names = [
  'Sari',
  'Sari Dewi',
  'sari dewi',
  'Budi "Bung" Tomo',
  'Saya',
  'tidak-ada',
  '=x',
  '…',
  'Ani, S.H.',
]
const officers = names.map((name, number) => {
  const id = `officer ${number}` as OfficerId
  return { id, name, role: 'officer', unitIds: ['office'] as UnitId[], active: true } satisfies Colleague
})
const unitNames = ['Dinas', 'Dinas Air', 'dinas air', 'Seksi', 'Seksi']
const units = unitNames.map((name, number) => ({
  id: `unit-${number}` as UnitId,
  parentId: number === 0 ? null : (`unit-${Math.floor((number - 1) / 2)}` as UnitId),
  name,
  calendar: number === 2 ? ('continuous' as const) : ('working_days' as const),
  dutyOfficerIds: [] as OfficerId[],
}))
const reference: Reference = { ...agency, officers, units }
const stranger = 'who left' as OfficerId
const unknownUnit = 'unit "of old"' as UnitId

const caseArbitrary: fc.Arbitrary<Partial<Case>> = fc
  .record({
    status: fc.constantFrom(...caseStatuses),
    assigneeId: fc.constantFrom(null, stranger, ...officers.map(({ id }) => id)),
    unitId: fc.constantFrom(unknownUnit, ...units.map(({ id }) => id)),
    dueIn: fc.integer({ min: -100, max: 100 }),
    dispositioned: fc.integer({ min: -30, max: 30 }),
    responded: fc.boolean(),
  })
  .map(({ dueIn, dispositioned, responded, ...change }) => {
    const at = instantFrom(noon + hours(dispositioned))
    const metAt = responded ? at : null
    return {
      ...change,
      dispositionedAt: at,
      deadlines: [{ kind: 'first_response', startedAt: at, dueAt: at, metAt, pausedAt: null }],
      dueAt: instantFrom(noon + hours(dueIn)),
    }
  })

function deskWith(changes: readonly Partial<Case>[], known: Reference | null = reference) {
  const rows = new RowIndex()
  changes.forEach((change, number) => rows.put(caseNumbered(number, change), null))
  const view = new ReferenceView(known)
  const index = new SearchIndex()
  const finding = new Finding({
    officer: boss,
    rows,
    index,
    feed: new SearchFeed(index, new VirtualClock(noon), () => undefined),
    caseRows: { view: async () => null },
    cache: { note: async () => null, keepNote: async () => undefined },
    notes: { read: () => null, keep: async () => undefined },
    references: () => view,
    now: () => noon,
  })
  const reading = new WorkloadReading({ officer: boss, rows, references: () => view, now: () => noon })
  const circumstances = { ...viewCircumstances(noon, boss, view), names: view }
  const listed = (search: string): number => {
    expect(finding.standing(search)?.problems).toEqual([])
    const query = { view: 'all', statuses: null, mine: false, search } as const
    return rows.page(query, circumstances, 0, 0, finding.find(search)).total
  }
  return { workload: reading.workload(), listed }
}

describe('the workload', () => {
  test('counts in every figure as many cases as its search lists', () => {
    fc.assert(
      fc.property(fc.array(caseArbitrary, { maxLength: 40 }), (changes) => {
        const { workload, listed } = deskWith(changes)
        const lists = (search: string, counts: WorkCounts): void => {
          for (const figure of workFigures) {
            const whole = `${search} ${workload.figureSearches[figure]}`.trim()
            expect([whole, listed(whole)]).toEqual([whole, counts[figure]])
          }
        }
        lists('', workload.total)
        lists(workload.unassignedSearch, workload.unassigned)
        for (const { search, counts } of workload.officers) lists(search, counts)
        for (const { search, ownSearch, own, withBelow } of workload.units) {
          lists(search, withBelow)
          lists(ownSearch, own)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('adds up: nobody and everybody hold all that there is, and every case lies in one unit', () => {
    fc.assert(
      fc.property(fc.array(caseArbitrary, { maxLength: 40 }), (changes) => {
        const { workload } = deskWith(changes)
        for (const figure of workFigures) {
          const held = workload.officers.reduce((sum, { counts }) => sum + counts[figure], 0)
          expect(held + workload.unassigned[figure]).toBe(workload.total[figure])
          expect(workload.units.reduce((sum, { own }) => sum + own[figure], 0)).toBe(workload.total[figure])
        }
      }),
    )
  })

  test('searches by the name where that is enough, so that the search can be read', () => {
    const { workload } = deskWith([])
    const searches = workload.officers.map(({ name, search }) => [name, search])
    expect(searches).toContainEqual(['Sari', 'petugas:Sari'])
    expect(searches).toContainEqual(['Sari Dewi', 'petugas:"=officer 1"'])
    expect(searches).toContainEqual(['Saya', 'petugas:"=officer 4"'])
    expect(workload.units.map(({ search }) => search).slice(0, 2)).toEqual(['unit:Dinas', 'unit:=unit-1'])
  })

  test('names who is away, who is on duty for which unit, and who left but still holds cases', () => {
    const [first] = officers
    if (!first) throw new Error('There is no officer.')
    const later = instantFrom(noon + hours(1))
    const past = instantFrom(noon - hours(1))
    const known: Reference = {
      ...reference,
      officers: [
        { ...first, awayUntil: later },
        { ...first, id: 'back' as OfficerId, name: 'Kembali', awayUntil: past },
        { ...first, id: 'retired' as OfficerId, name: 'Pensiun', active: false },
        { ...first, id: 'empty' as OfficerId, name: 'Keluar', active: false },
        { ...first, id: 'auditor' as OfficerId, name: 'Auditor', role: 'auditor' },
      ],
      units: units.map((unit, number) => (number < 2 ? { ...unit, dutyOfficerIds: [first.id] } : unit)),
    }
    const held = [{ assigneeId: 'retired' as OfficerId }, { assigneeId: stranger }]
    const { workload } = deskWith(held, known)
    expect(
      workload.officers.map(({ name, active, awayUntil, dutyFor, counts }) => ({
        name,
        active,
        awayUntil,
        dutyFor: dutyFor.map((unit) => unit.name),
        open: counts.open,
      })),
    ).toEqual([
      { name: 'Sari', active: true, awayUntil: later, dutyFor: ['Dinas', 'Dinas Air'], open: 0 },
      { name: 'Kembali', active: true, awayUntil: null, dutyFor: [], open: 0 },
      { name: 'Pensiun', active: false, awayUntil: null, dutyFor: [], open: 1 },
      { name: null, active: false, awayUntil: null, dutyFor: [], open: 1 },
    ])
    expect(workload.units[0]?.dutyOfficers).toEqual([{ id: first.id, name: 'Sari' }])
  })

  test('counts before the reference data came, with ids for names', () => {
    const { workload } = deskWith([{ assigneeId: stranger }, {}], null)
    expect(workload.total.open).toBe(2)
    expect(workload.officers.map(({ name, counts }) => [name, counts.open])).toEqual([[null, 1]])
    expect(workload.units.map(({ name, own }) => [name, own.open])).toEqual([['office', 2]])
  })
})
