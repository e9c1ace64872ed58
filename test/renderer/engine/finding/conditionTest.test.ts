import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countingOf, localDate } from '../../../../shared/domain/calendar'
import {
  caseStatuses,
  channels,
  classifications,
  type Case,
  type Deadline,
} from '../../../../shared/domain/case'
import { instantFrom, millisecondsOf, type CalendarDate } from '../../../../shared/domain/identifiers'
import { urgency } from '../../../../shared/domain/remaining'
import { conditionTest } from '../../../../renderer/engine/finding/conditionTest'
import type { UnsentMark } from '../../../../renderer/engine/rows/columns'
import { RowIndex } from '../../../../renderer/engine/rows/rowIndex'
import { parseQuery } from '../../../../renderer/engine/search/query/parseQuery'
import { understand } from '../../../../renderer/engine/search/query/understand'
import { ReferenceView } from '../../../../renderer/engine/referenceView'
import { viewCircumstances } from '../../../../renderer/engine/viewCircumstances'
import { officer, reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

const timeZone = 'Asia/Makassar'
const noon = Date.parse('2026-11-23T04:00:00.000Z')
const dayMilliseconds = 86_400_000
const names = ['M. Akbar', 'Siti Nur Aisyah', 'Akbariah'] as const
const tags = ['mudik2018', 'Mudik', 'banjir'] as const

function firstResponse(responded: boolean): Deadline {
  const at = instantFrom(noon)
  return { kind: 'first_response', startedAt: at, dueAt: at, metAt: responded ? at : null, pausedAt: null }
}

interface Held {
  readonly case: Case
  readonly unsent: UnsentMark
}

const heldArbitrary: fc.Arbitrary<Held> = fc
  .record({
    status: fc.constantFrom(...caseStatuses),
    assignee: fc.constantFrom(null, 'actor', 'other', 'nurse'),
    unit: fc.constantFrom('root', 'office', 'section', 'hospital'),
    category: fc.constantFrom('jalan', 'air'),
    reporter: fc.constantFrom(null, ...names),
    channel: fc.constantFrom(...channels),
    classification: fc.constantFrom(...classifications),
    tags: fc.subarray([...tags]),
    marks: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    receivedDay: fc.integer({ min: -3, max: 0 }),
    dispositionedDay: fc.integer({ min: -2, max: 1 }),
    responded: fc.boolean(),
    dueDay: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }),
    unsent: fc.constantFrom(null, 'held' as const),
  })
  .map((made) => ({
    unsent: made.unsent,
    case: caseNumbered(1, {
      status: made.status,
      assigneeId: made.assignee as Case['assigneeId'],
      unitId: made.unit as Case['unitId'],
      categoryId: made.category as Case['categoryId'],
      reporter: made.reporter === null ? null : { id: 'r' as never, name: made.reporter },
      channel: made.channel,
      classification: made.classification,
      tags: made.tags,
      confidential: made.marks[0],
      anonymous: made.marks[1],
      oversight: made.marks[2],
      dispositionedAt: instantFrom(noon + made.dispositionedDay * dayMilliseconds),
      deadlines: [firstResponse(made.responded)],
      receivedAt: instantFrom(noon + made.receivedDay * dayMilliseconds),
      dueAt: made.dueDay === null ? null : instantFrom(noon + 1000 + made.dueDay * dayMilliseconds),
      dueKind: made.dueDay === null ? null : 'resolution',
    }),
  }))

const late = ({ case: { status, dueAt } }: Held): boolean =>
  ['dispositioned', 'in_progress', 'awaiting_reporter'].includes(status) &&
  dueAt !== null &&
  millisecondsOf(dueAt) < noon
const atRisk = ({ case: { status, dueAt, unitId } }: Held): boolean =>
  ['dispositioned', 'in_progress', 'awaiting_reporter'].includes(status) &&
  urgency(dueAt, instantFrom(noon), countingOf(reference, unitId)) === 'at_risk'
const unanswered = ({ case: { status, deadlines } }: Held): boolean =>
  ['dispositioned', 'in_progress'].includes(status) && deadlines.some(({ metAt }) => metAt === null)
const dispositionedOn = ({ case: { dispositionedAt } }: Held): string => localDate(dispositionedAt, timeZone)
const dueOn = ({ case: { dueAt } }: Held): string | null => dueAt && localDate(dueAt, timeZone)
const receivedOn = ({ case: { receivedAt } }: Held): string => localDate(receivedAt, timeZone)

/** Each operator as it is typed, and what it means, said of a case and not of a column. */
const operators: readonly (readonly [typed: string, group: string, holds: (held: Held) => boolean])[] = [
  ['status:proses', 'status', (held) => held.case.status === 'in_progress'],
  ['status:selesai,arsip', 'status', (held) => ['closed', 'archived'].includes(held.case.status)],
  ['status:terbuka', 'status', (held) => !['closed', 'archived', 'returned'].includes(held.case.status)],
  ['unit:dinas', 'unit', (held) => ['office', 'section'].includes(held.case.unitId)],
  ['unit:"RSUD Contoh"', 'unit', (held) => held.case.unitId === ('hospital' as string)],
  ['unit:=office', 'unit', (held) => ['office', 'section'].includes(held.case.unitId)],
  ['unit-ini:"Dinas Contoh"', 'unit alone', (held) => held.case.unitId === ('office' as string)],
  ['unit-ini:=root', 'unit alone', (held) => held.case.unitId === ('root' as string)],
  ['kategori:air', 'category', (held) => held.case.categoryId === ('air' as string)],
  ['petugas:saya', 'assignee', (held) => held.case.assigneeId === ('actor' as string)],
  ['petugas:tidak-ada', 'assignee', (held) => held.case.assigneeId === null],
  ['petugas:nurse', 'assignee', (held) => held.case.assigneeId === ('nurse' as string)],
  ['petugas:=other', 'assignee', (held) => held.case.assigneeId === ('other' as string)],
  ['pelapor:akbar', 'reporter', (held) => /akbar/i.test(held.case.reporter?.name ?? '')],
  ['pelapor:"nur siti"', 'reporter', (held) => held.case.reporter?.name === 'Siti Nur Aisyah'],
  ['saluran:wa', 'channel', (held) => held.case.channel === 'whatsapp'],
  ['saluran:ios,android', 'channel', (held) => ['ios', 'android'].includes(held.case.channel)],
  ['klasifikasi:aspirasi', 'classification', (held) => held.case.classification === 'aspiration'],
  ['terlambat:ya', 'late', late],
  ['terlambat:tidak', 'not late', (held) => !late(held)],
  ['hampir-jatuh-tempo:ya', 'at risk', atRisk],
  ['belum-ditanggapi:ya', 'unanswered', unanswered],
  ['belum-ditanggapi:tidak', 'answered', (held) => !unanswered(held)],
  ['didisposisi:hari-ini', 'dispositioned today', (held) => dispositionedOn(held) === '2026-11-23'],
  ['didisposisi:>kemarin', 'dispositioned after', (held) => dispositionedOn(held) > '2026-11-22'],
  ['sejak:2026-11-22', 'since', (held) => receivedOn(held) >= '2026-11-22'],
  ['sampai:kemarin', 'until', (held) => receivedOn(held) <= '2026-11-22'],
  ['tenggat:hari-ini', 'due today', (held) => dueOn(held) === '2026-11-23'],
  ['tenggat:<besok', 'due before', (held) => (dueOn(held) ?? '9') < '2026-11-24'],
  ['tenggat:>2026-11-23', 'due after', (held) => (dueOn(held) ?? '0') > '2026-11-23'],
  ['#mudik', 'tag', (held) => held.case.tags.includes('Mudik')],
  ['tag:mud', 'tags', (held) => held.case.tags.some((tag) => /^mud/i.test(tag))],
  ['rahasia:ya', 'confidential', (held) => held.case.confidential],
  ['anonim:tidak', 'anonymous', (held) => !held.case.anonymous],
  ['pengawasan:ya', 'oversight', (held) => held.case.oversight],
  ['belum-terkirim:ya', 'unsent', (held) => held.unsent !== null],
]

const circumstances = viewCircumstances(noon, officer('actor'), new ReferenceView(reference))

const chosenArbitrary = fc.array(
  fc.record({ operator: fc.constantFrom(...operators), negated: fc.boolean() }),
  { maxLength: 4 },
)

describe('the conditions of a search', () => {
  test('leave of the rows what a plain scan over the cases leaves', () => {
    const cases = fc.array(heldArbitrary, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(cases, chosenArbitrary, (held, chosen) => {
        const index = new RowIndex()
        // Every tag is known, so that one that is written whole means itself whatever the cases have.
        index.columns.tagNames.numberOf('mudik')
        held.forEach(({ case: subject, unsent }, number) =>
          index.put({ ...subject, id: `case-${number}` as Case['id'] }, unsent),
        )
        const typed = chosen.map(({ operator, negated }) => `${negated ? '-' : ''}${operator[0]}`).join(' ')
        const { conditions, problems } = understand(parseQuery(typed), {
          reference,
          officerId: officer('actor').id,
          timeZone,
          today: '2026-11-23' as CalendarDate,
        })
        expect(problems).toEqual([])
        const holds = conditionTest(conditions, index.columns, circumstances) ?? (() => true)
        const groups = new Map<string, ((one: Held) => boolean)[]>()
        chosen.forEach(({ operator: [, group, meaning], negated }, place) => {
          const key = negated ? `not ${place}` : group
          groups.set(key, [...(groups.get(key) ?? []), (one) => meaning(one) !== negated])
        })
        const expected = held.map((one) =>
          [...groups.values()].every((alternatives) => alternatives.some((holdsFor) => holdsFor(one))),
        )
        expect(held.map((_, number) => holds(index.slotOf(`case-${number}` as Case['id']) ?? -1))).toEqual(
          expected,
        )
      }),
      { numRuns: 1000 },
    )
  })
})
