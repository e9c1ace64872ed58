import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../shared/domain/calendar'
import { caseStatuses, channels, type Case, type CaseEvent } from '../../../../shared/domain/case'
import { factsOf } from '../../../../shared/domain/figures/caseFacts'
import { figureRulesOf } from '../../../../shared/domain/figures/figures'
import type { Period } from '../../../../shared/domain/figures/localDays'
import { comparisons, figureReport, figuresByTag } from '../../../../shared/domain/figures/report'
import { instantFrom } from '../../../../shared/domain/identifiers'
import { archiveReasonCodes } from '../../../../shared/domain/reference'
import { calendarDateSchema } from '../../../../shared/protocol/primitives'
import { DayNumbers } from '../../../../renderer/engine/insight/dayNumbers'
import { FactFeed } from '../../../../renderer/engine/insight/factFeed'
import { figurePass } from '../../../../renderer/engine/insight/figurePass'
import { RowIndex } from '../../../../renderer/engine/rows/rowIndex'
import { reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

const now = Date.parse('2026-12-01T02:00:00.000Z')
const minute = 60_000
const zones = ['Asia/Makassar', 'Asia/Jayapura', 'America/New_York'] as const
const longAgo = { min: 0, max: 60 * 24 * 150 }

/** Minutes after the disposition. */
const later = fc.option(fc.integer({ min: -2000, max: 60 * 24 * 40 }), { nil: null })

/** Fields by which figures are counted; ids, and what an event is besides, are made for the test. */
const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    number: fc.nat(12),
    status: fc.constantFrom(...caseStatuses),
    assignee: fc.constantFrom(null, 'actor', 'other'),
    unit: fc.constantFrom('office', 'hospital', 'somewhere'),
    category: fc.constantFrom('jalan', 'air'),
    channel: fc.constantFrom(...channels),
    area: fc.constantFrom(undefined, '73.71', '73.71.01', '73.71.01.1001', '73.71.02'),
    tags: fc.subarray(['mudik2018', 'Mudik2018', 'banjir', 'lampu']),
    dispositioned: fc.integer(longAgo),
    waited: fc.integer({ min: 0, max: 60 * 24 * 20 }),
    respondedAfter: later,
    archivedAfter: later,
    reason: fc.constantFrom(...archiveReasonCodes, 'none of these'),
    due: fc.option(later, { nil: undefined }),
    met: later,
    paused: later,
    satisfaction: fc.constantFrom(null, 1, 3, 5),
  })
  .map((given) => {
    const dispositioned = now - given.dispositioned * minute
    const after = (minutes: number) => instantFrom(dispositioned + minutes * minute)
    const actor = { kind: 'officer', name: 'Petugas' } as const
    const event = (type: 'respond' | 'archive', minutes: number | null, data?: CaseEvent['data']) =>
      minutes === null
        ? []
        : [
            {
              id: type as CaseEvent['id'],
              at: after(minutes),
              actor,
              type,
              visibility: 'public' as const,
              data,
            },
          ]
    return caseNumbered(given.number, {
      status: given.status,
      assigneeId: given.assignee as Case['assigneeId'],
      unitId: given.unit as Case['unitId'],
      categoryId: given.category as Case['categoryId'],
      channel: given.channel,
      location: given.area === undefined ? {} : { areaCode: given.area },
      tags: given.tags,
      receivedAt: after(-given.waited),
      dispositionedAt: after(0),
      events: [
        ...event('respond', given.respondedAfter),
        ...event('archive', given.archivedAfter, { reasonCode: given.reason }),
      ],
      deadlines:
        given.due === undefined || given.due === null
          ? []
          : [
              {
                kind: 'resolution',
                startedAt: after(0),
                dueAt: after(given.due),
                metAt: given.met === null ? null : after(given.met),
                pausedAt: given.paused === null ? null : after(given.paused),
              },
            ],
      satisfaction: given.satisfaction as Case['satisfaction'],
    })
  })

const periodArbitrary: fc.Arbitrary<Period> = fc
  .record({ from: fc.integer({ min: -160, max: 5 }), days: fc.integer({ min: 0, max: 170 }) })
  .map(({ from, days }) => {
    const first = addDays(calendarDateSchema.parse('2026-12-01'), from)
    return { from: first, to: addDays(first, days) }
  })

function rulesIn(timeZone: string) {
  const there = { ...reference, agency: { ...reference.agency, timeZone } }
  return figureRulesOf(there, instantFrom(now))
}

describe('the figures of the cases on this computer', () => {
  it('are those of the definitions, for any period, zone and comparison, however the cases came and went', () => {
    fc.assert(
      fc.property(
        fc.array(caseArbitrary, { maxLength: 40 }),
        fc.array(fc.nat(12), { maxLength: 3 }),
        periodArbitrary,
        fc.constantFrom(...zones),
        (written, left, period, zone) => {
          const rows = new RowIndex()
          const facts = new FactFeed()
          const held = new Map<string, Case>()
          for (const subject of written) {
            facts.written(rows.put(subject, null), subject)
            held.set(subject.id, subject)
          }
          for (const { id } of left.map((number) => caseNumbered(number))) {
            const slot = rows.remove(id)
            if (slot !== null) facts.removed(slot)
            held.delete(id)
          }
          const columns = { rows: rows.columns, facts: facts.columns }
          const rules = rulesIn(zone)
          const cases = [...held.values()]
          const expected = figureReport(cases.map(factsOf), period, rules)
          const tagged = cases.map((subject) => ({ facts: factsOf(subject), tags: subject.tags }))
          const groups = { ...expected.by, tag: figuresByTag(tagged, period, rules) }
          const passRules = { now, days: new DayNumbers(zone), countingOf: rules.countingOf }
          for (const by of comparisons) {
            expect(figurePass(columns, period, passRules, by)).toEqual({
              total: expected.total,
              months: expected.by.month,
              groups: groups[by],
            })
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('come with a reading of all cases, which writes nothing over what is newer', () => {
    const feed = new FactFeed()
    feed.waits(2)
    const reading = feed.read()
    feed.written(0, caseNumbered(0, { satisfaction: 5 }))
    reading.take(0, caseNumbered(0, { satisfaction: 1 }))
    expect(feed.progress()).toEqual({ done: 0, total: 2 })
    reading.take(1, caseNumbered(1, { satisfaction: 4 }))
    expect(feed.progress()).toEqual({ done: 1, total: 2 })
    reading.done()
    expect(feed.progress()).toBeNull()
    expect([...feed.columns.satisfaction.slice(0, 2)]).toEqual([5, 4])
    feed.cleared()
    reading.take(1, caseNumbered(1))
    expect([...feed.columns.held.slice(0, 2)]).toEqual([0, 0])
  })

  it('keep nothing that a citizen wrote or is called', () => {
    const { columns } = new FactFeed()
    const subject = caseNumbered(1, { location: { areaCode: '73.71.01.1001', address: 'Jalan Mawar 3' } })
    columns.write(0, subject)
    const kept = JSON.stringify(columns, (_key, value: unknown) =>
      ArrayBuffer.isView(value) ? undefined : value,
    )
    for (const text of [subject.title, subject.body, subject.reporter?.name ?? subject.trackingId]) {
      expect(kept).not.toContain(text)
    }
    expect(kept).not.toContain('Mawar')
    expect(columns.areas.all()).toEqual(['73.71.01'])
  })
})
