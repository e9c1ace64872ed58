import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countingOf } from '../../../../shared/domain/calendar'
import { caseStatuses, type Case } from '../../../../shared/domain/case'
import { dutyCalendarOf, dutyMarks } from '../../../../shared/domain/duty'
import { instantFrom, millisecondsOf, type CaseId } from '../../../../shared/domain/identifiers'
import { urgency } from '../../../../shared/domain/remaining'
import { inboxViews, type InboxView, type RowQuery } from '../../../../renderer/engine/api'
import { ReferenceView } from '../../../../renderer/engine/referenceView'
import { riskLimits } from '../../../../renderer/engine/rows/riskLimits'
import { DutyTimes } from '../../../../renderer/engine/rows/dutyTimes'
import { RowIndex, type RowCircumstances } from '../../../../renderer/engine/rows/rowIndex'
import { officer, reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

const sari = officer('sari')
const people = [null, 'sari', 'budi'] as const
const units = ['office', 'hospital'] as const
const titles = ['Jalan berlubang', 'Lampu MATI', 'Café Tépi Kali', 'Sampah', ''] as const
const names = new ReferenceView(reference)
const monday = Date.parse('2026-11-23T00:00:00.000Z')
const hours = (count: number): number => count * 3_600_000

/** Sari is on duty for the hospital alone. */
const onDutyFor: RowCircumstances['dutyUnits'] = new Set(
  reference.units.filter(({ id }) => id === 'hospital').map(({ id }) => id),
)
const dutyCalendar = dutyCalendarOf(reference)

/** Some of the fields by which lists are made; the ids are made for the test. */
const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    number: fc.integer({ min: 0, max: 12 }),
    status: fc.constantFrom(...caseStatuses),
    assignee: fc.constantFrom(...people),
    unit: fc.constantFrom(...units),
    title: fc.constantFrom(...titles),
    dueIn: fc.option(fc.integer({ min: -100, max: 400 }), { nil: null }),
    waited: fc.integer({ min: 0, max: 3 }),
    cameIn: fc.integer({ min: -100, max: 100 }),
  })
  .map(({ number, status, assignee, unit, title, dueIn, waited, cameIn }) =>
    caseNumbered(number, {
      status,
      title,
      assigneeId: assignee as Case['assigneeId'],
      unitId: unit as Case['unitId'],
      dueAt: dueIn === null ? null : instantFrom(monday + hours(dueIn)),
      dueKind: dueIn === null ? null : 'resolution',
      receivedAt: instantFrom(monday - hours(waited)),
      dispositionedAt: instantFrom(monday + hours(cameIn)),
    }),
  )

type Step =
  { readonly kind: 'put'; readonly case: Case } | { readonly kind: 'remove'; readonly caseId: CaseId }
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: caseArbitrary.map((subject) => ({ kind: 'put' as const, case: subject })) },
  { weight: 1, arbitrary: caseArbitrary.map(({ id }) => ({ kind: 'remove' as const, caseId: id })) },
)
const queryArbitrary: fc.Arbitrary<RowQuery> = fc.record({
  view: fc.constantFrom(...inboxViews),
  statuses: fc.option(fc.subarray([...caseStatuses]), { nil: null }),
  mine: fc.boolean(),
  // What a search leaves is tested with the finder.
  search: fc.constant(''),
})

function circumstancesAt(now: number): RowCircumstances {
  const riskLimitOf = riskLimits(now, (unitId) => countingOf(reference, unitId))
  return { now, officerId: sari.id, riskLimitOf, dutyUnits: onDutyFor, names }
}

/** What a view holds, said of a case object and with the domain's own rules. */
function inView(view: InboxView, subject: Case, now: number): boolean {
  const awaitsWork = ['dispositioned', 'in_progress', 'awaiting_reporter'].includes(subject.status)
  const urgencyOf = (): string =>
    urgency(subject.dueAt, instantFrom(now), countingOf(reference, subject.unitId))
  switch (view) {
    case 'all':
      return true
    case 'needs-action':
      return subject.status === 'dispositioned' || subject.status === 'in_progress'
    case 'late':
      return awaitsWork && urgencyOf() === 'late'
    case 'at-risk':
      return awaitsWork && urgencyOf() === 'at_risk'
    case 'mine':
      return subject.assigneeId === sari.id && (awaitsWork || subject.status === 'answered')
    case 'unassigned':
      return awaitsWork && subject.assigneeId === null
    case 'awaiting-reporter':
      return subject.status === 'awaiting_reporter'
    case 'done':
      return ['answered', 'closed', 'archived'].includes(subject.status)
    case 'duty': {
      const { cameIn, fallsDue } = dutyMarks(subject, dutyCalendar)
      return (cameIn !== null || fallsDue) && onDutyFor.has(subject.unitId)
    }
  }
}

function scan(cases: readonly Case[], query: RowQuery, now: number): CaseId[] {
  const due = (subject: Case): number => (subject.dueAt ? millisecondsOf(subject.dueAt) : Number.MAX_VALUE)
  return cases
    .filter((subject) => inView(query.view, subject, now))
    .filter((subject) => query.statuses?.includes(subject.status) ?? true)
    .filter((subject) => !query.mine || subject.assigneeId === sari.id)
    .sort(
      (one, other) =>
        due(one) - due(other) ||
        millisecondsOf(one.receivedAt) - millisecondsOf(other.receivedAt) ||
        (one.id < other.id ? -1 : 1),
    )
    .map((subject) => subject.id)
}

describe('the row index', () => {
  test('answers every query as a scan over the cases does, whatever came and went before', () => {
    const scenario = fc.array(fc.tuple(fc.array(stepArbitrary, { maxLength: 8 }), queryArbitrary), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(scenario, fc.integer({ min: -50, max: 300 }), fc.boolean(), (rounds, hour, early) => {
        const index = new RowIndex()
        const dutyTimes = new DutyTimes(dutyCalendar)
        // The reference data may come before the cases and after them.
        if (early) index.markDuty(dutyTimes)
        const held = new Map<CaseId, Case>()
        const now = monday + hours(hour)
        for (const [steps, query] of rounds) {
          for (const step of steps) {
            if (step.kind === 'put') {
              index.put(step.case, null)
              held.set(step.case.id, step.case)
            } else {
              index.remove(step.caseId)
              held.delete(step.caseId)
            }
          }
          if (!early) index.markDuty(dutyTimes)
          const expected = scan([...held.values()], query, now)
          const page = index.page(query, circumstancesAt(now), 0, 1000)
          expect(page.rows.map((row) => row.caseId)).toEqual(expected)
          expect(page.total).toBe(expected.length)
          const counts = index.counts(circumstancesAt(now))
          for (const view of inboxViews) {
            const inThatView = [...held.values()].filter((subject) => inView(view, subject, now))
            expect([view, counts[view]]).toEqual([view, inThatView.length])
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('gives the rows asked for and the number of all that match', () => {
    const index = new RowIndex()
    for (let number = 0; number < 3000; number += 1) {
      index.put(caseNumbered(number, { dueAt: instantFrom(monday + hours(number)) }), null)
    }
    const query: RowQuery = { view: 'all', statuses: null, mine: false, search: '' }
    const page = index.page(query, circumstancesAt(monday), 2998, 3010)
    expect(page.total).toBe(3000)
    expect(page.rows.map((row) => row.caseId)).toEqual(['case-2998', 'case-2999'])
  })

  test('shows of a row what the case says, an anonymous reporter as nobody', () => {
    const index = new RowIndex()
    index.put(caseNumbered(1, { reporter: null, anonymous: true, dueAt: null, dueKind: null }), 'needs-you')
    const query: RowQuery = { view: 'all', statuses: null, mine: false, search: '' }
    const [row] = index.page(query, circumstancesAt(monday), 0, 1).rows
    expect(row).toMatchObject({
      reporterName: null,
      anonymous: true,
      confidential: false,
      dueAt: null,
      dueKind: null,
      unsent: 'needs-you',
      status: 'dispositioned',
      assigneeId: null,
    })
  })
})
