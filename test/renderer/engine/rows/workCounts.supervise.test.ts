import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countingOf, localDate } from '../../../../shared/domain/calendar'
import { caseStatuses, isOpen, type Case, type Deadline } from '../../../../shared/domain/case'
import { instantFrom, type CaseId, type OfficerId, type UnitId } from '../../../../shared/domain/identifiers'
import { urgency } from '../../../../shared/domain/remaining'
import { ReferenceView } from '../../../../renderer/engine/referenceView'
import { riskLimits } from '../../../../renderer/engine/rows/riskLimits'
import { RowIndex } from '../../../../renderer/engine/rows/rowIndex'
import { workCounts, type WorkCircumstances } from '../../../../renderer/engine/rows/workCounts'
import { noWork, type WorkCounts } from '../../../../renderer/engine/workloadApi'
import { officer, reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

const { timeZone } = reference.agency
// Ids as the sample agency has them; `elsewhere` is a unit that its reference data does not know.
const unitIds = ['root', 'office', 'section', 'hospital', 'elsewhere'] as UnitId[]
const holders = [null, 'actor', 'other', 'boss'] as (OfficerId | null)[]
const monday = Date.parse('2026-11-23T00:00:00.000Z')
const hours = (count: number): number => count * 3_600_000

const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    number: fc.integer({ min: 0, max: 12 }),
    status: fc.constantFrom(...caseStatuses),
    assigneeId: fc.constantFrom(...holders),
    unitId: fc.constantFrom(...unitIds),
    dueIn: fc.option(fc.integer({ min: -100, max: 200 }), { nil: null }),
    dispositioned: fc.integer({ min: -60, max: 60 }),
    responded: fc.boolean(),
  })
  .map(({ number, status, assigneeId, unitId, dueIn, dispositioned, responded }) => {
    const dispositionedAt = instantFrom(monday + hours(dispositioned))
    const firstResponse: Deadline = {
      kind: 'first_response',
      startedAt: dispositionedAt,
      dueAt: instantFrom(monday + hours(dispositioned + 100)),
      metAt: responded ? dispositionedAt : null,
      pausedAt: null,
    }
    return caseNumbered(number, {
      status,
      assigneeId,
      unitId,
      dispositionedAt,
      deadlines: [firstResponse],
      dueAt: dueIn === null ? null : instantFrom(monday + hours(dueIn)),
    })
  })

function circumstancesAt(now: number): WorkCircumstances {
  const riskLimitOf = riskLimits(now, (unitId) => countingOf(reference, unitId))
  const dutyUnits = new Set<UnitId>()
  return { now, officerId: officer('boss').id, riskLimitOf, dutyUnits, timeZone, units: reference.units }
}

/** The figures, said of case objects in the domain's own words. */
function scan(cases: readonly Case[], now: number): WorkCounts {
  const at = instantFrom(now)
  const count = (holds: (subject: Case) => boolean): number => cases.filter(holds).length
  const urgencyOf = ({ dueAt, unitId }: Case): string => urgency(dueAt, at, countingOf(reference, unitId))
  const undone = ({ status }: Case): boolean => isOpen(status) && status !== 'answered'
  return {
    open: count(({ status }) => isOpen(status)),
    late: count((subject) => undone(subject) && urgencyOf(subject) === 'late'),
    atRisk: count((subject) => undone(subject) && urgencyOf(subject) === 'at_risk'),
    unanswered: count(
      ({ status, deadlines }) =>
        (status === 'dispositioned' || status === 'in_progress') &&
        deadlines.some(({ kind, metAt }) => kind === 'first_response' && !metAt),
    ),
    inflow: count(({ dispositionedAt }) => localDate(dispositionedAt, timeZone) === localDate(at, timeZone)),
  }
}

function isBelow(unitId: UnitId, above: UnitId): boolean {
  if (unitId === above) return true
  const parentId = reference.units.find(({ id }) => id === unitId)?.parentId
  return parentId ? isBelow(parentId, above) : false
}

describe('who holds what', () => {
  test('counts of everybody, of nobody and of every unit what a scan over the cases counts', () => {
    const scenario = fc.record({
      cases: fc.array(caseArbitrary, { maxLength: 30 }),
      gone: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
      hour: fc.integer({ min: -50, max: 150 }),
    })
    fc.assert(
      fc.property(scenario, ({ cases, gone, hour }) => {
        const now = monday + hours(hour)
        const index = new RowIndex()
        const held = new Map<CaseId, Case>()
        for (const subject of cases) {
          index.put(subject, null)
          held.set(subject.id, subject)
        }
        for (const number of gone) {
          const { id } = caseNumbered(number)
          index.remove(id)
          held.delete(id)
        }
        const left = [...held.values()]
        const sums = workCounts(index.columns, circumstancesAt(now))
        expect(sums.total).toEqual(scan(left, now))
        for (const holder of holders) {
          const counts = holder === null ? sums.unassigned : (sums.officers.get(holder) ?? noWork)
          const theirs = left.filter(({ assigneeId }) => assigneeId === holder)
          expect([holder, counts]).toEqual([holder, scan(theirs, now)])
        }
        for (const unitId of unitIds) {
          const { own, withBelow } = sums.units.get(unitId) ?? { own: noWork, withBelow: noWork }
          const inIt = left.filter((subject) => subject.unitId === unitId)
          expect([unitId, own]).toEqual([unitId, scan(inIt, now)])
          const inTree = left.filter((subject) => isBelow(subject.unitId, unitId))
          expect([unitId, withBelow]).toEqual([unitId, scan(inTree, now)])
        }
      }),
      { numRuns: 300 },
    )
  })

  test('means by late and at risk exactly what the views of that name hold', () => {
    fc.assert(
      fc.property(
        fc.array(caseArbitrary, { maxLength: 30 }),
        fc.integer({ min: -50, max: 150 }),
        (cases, hour) => {
          const index = new RowIndex()
          for (const subject of cases) index.put(subject, null)
          const circumstances = circumstancesAt(monday + hours(hour))
          const { total } = workCounts(index.columns, circumstances)
          const counts = index.counts({ ...circumstances, names: new ReferenceView(reference) })
          expect([total.late, total.atRisk]).toEqual([counts.late, counts['at-risk']])
        },
      ),
    )
  })

  test('knows every unit of the agency, also one in which nothing lies, and is not lost in a circle of units', () => {
    const [one, two] = ['one', 'two'] as [UnitId, UnitId]
    const circle = [
      { id: one, parentId: two },
      { id: two, parentId: one },
    ]
    const index = new RowIndex()
    index.put(caseNumbered(1, { unitId: one }), null)
    const { units } = workCounts(index.columns, { ...circumstancesAt(monday), units: circle })
    expect(units.get(two)?.own).toEqual(noWork)
    expect([units.get(one)?.withBelow.open, units.get(two)?.withBelow.open]).toEqual([1, 1])
  })
})
