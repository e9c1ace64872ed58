import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseStatuses, channels, type Case } from '../../../../shared/domain/case'
import { instantFrom, millisecondsOf, type CaseId } from '../../../../shared/domain/identifiers'
import { firstOrder, rowOrderKeys, type RowOrder } from '../../../../renderer/engine/listApi'
import { summaryOf } from '../../../../renderer/engine/rows/caseSummary'
import { Columns } from '../../../../renderer/engine/rows/columns'
import { fold } from '../../../../renderer/engine/rows/fold'
import { RowIndex, type RowCircumstances } from '../../../../renderer/engine/rows/rowIndex'
import { RowOrders, type RowNames } from '../../../../renderer/engine/rows/rowOrders'
import { SlotOrder } from '../../../../renderer/engine/rows/slotOrder'
import { titleKey } from '../../../../renderer/engine/rows/titleKey'
import { officer } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

const monday = Date.parse('2026-11-23T00:00:00.000Z')
const collator = new Intl.Collator('id')
/** Names that are in another order than the ids; two officers have the same. */
const named: Readonly<Record<string, string>> = {
  office: 'Zeni',
  hospital: 'Apotek',
  roads: 'Jalan',
  water: 'Air',
  sari: 'Sari',
  budi: 'Agus',
  other: 'Sari',
}
const nameOf = (id: string): string => named[id] ?? ''
const names: RowNames = { unitName: nameOf, categoryName: nameOf, officerName: (id) => named[id] ?? null }
const circumstances: RowCircumstances = {
  now: monday,
  officerId: officer('sari').id,
  riskLimitOf: () => -Infinity,
  dutyUnits: new Set(),
  names,
}
const titleArbitrary = fc.oneof(
  fc.constantFrom(
    'Jalan berlubang',
    'Jalan berlubang di Antang',
    'jalan',
    'Äir',
    'Air mati',
    '(Air)',
    '',
    '~',
  ),
  fc.string({ unit: fc.constantFrom('a', 'z', ' ', '9', '-', '_', '~', 'é', '中'), maxLength: 12 }),
)

/** Every field that a list is sorted by, often the same; the ids are made for the test. */
const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    number: fc.integer({ min: 0, max: 30 }),
    tracking: fc.constantFrom('9', '10', '0010', 'A-1', '123456789012345678'),
    status: fc.constantFrom(...caseStatuses),
    channel: fc.constantFrom(...channels),
    assignee: fc.constantFrom(null, 'sari', 'budi', 'other', 'unknown'),
    unit: fc.constantFrom('office', 'hospital'),
    category: fc.constantFrom('roads', 'water'),
    title: titleArbitrary,
    dueIn: fc.option(fc.integer({ min: -3, max: 3 }), { nil: null }),
    waited: fc.integer({ min: 0, max: 3 }),
    changed: fc.integer({ min: 0, max: 3 }),
  })
  .map((made) =>
    caseNumbered(made.number, {
      trackingId: made.tracking as Case['trackingId'],
      status: made.status,
      channel: made.channel,
      title: made.title,
      assigneeId: made.assignee as Case['assigneeId'],
      unitId: made.unit as Case['unitId'],
      categoryId: made.category as Case['categoryId'],
      dueAt: made.dueIn === null ? null : instantFrom(monday + made.dueIn * 3_600_000),
      dueKind: made.dueIn === null ? null : 'resolution',
      receivedAt: instantFrom(monday - made.waited * 1000),
      updatedAt: instantFrom(monday - made.changed * 1000),
    }),
  )
const orderArbitrary: fc.Arbitrary<RowOrder> = fc.record({
  by: fc.constantFrom(...rowOrderKeys),
  descending: fc.boolean(),
})

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
const byId = (one: Case, other: Case): number => compareTexts(one.id, other.id)
const due = ({ dueAt }: Case): number => (dueAt ? millisecondsOf(dueAt) : Infinity)
function byDeadline(one: Case, other: Case): number {
  if (due(one) !== due(other)) return due(one) < due(other) ? -1 : 1
  return millisecondsOf(one.receivedAt) - millisecondsOf(other.receivedAt) || byId(one, other)
}
const isNumber = (text: string): boolean => /^\d{1,15}$/.test(text)
function byNumber(one: string, other: string): number {
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? -1 : 1
  return (isNumber(one) ? Number(one) - Number(other) : 0) || compareTexts(one, other)
}

/** Objects sorted by a plain comparison, without any of what makes the index quick. */
function plainlySorted(cases: readonly Case[], { by, descending }: RowOrder): Case[] {
  const way = descending ? -1 : 1
  const byName = (one: string, other: string): number =>
    collator.compare(nameOf(one), nameOf(other)) || compareTexts(one, other)
  return [...cases].sort((one, other) => {
    switch (by) {
      case 'deadline':
        if (one.dueAt === null || other.dueAt === null) return byDeadline(one, other)
        return way * byDeadline(one, other)
      case 'received':
        return way * (millisecondsOf(one.receivedAt) - millisecondsOf(other.receivedAt) || byId(one, other))
      case 'changed':
        return way * (millisecondsOf(one.updatedAt) - millisecondsOf(other.updatedAt) || byId(one, other))
      case 'title':
        return way * (compareTexts(fold(one.title), fold(other.title)) || byId(one, other))
      case 'number':
        return way * (byNumber(one.trackingId, other.trackingId) || byId(one, other))
      case 'status':
        return (
          way * (caseStatuses.indexOf(one.status) - caseStatuses.indexOf(other.status)) ||
          byDeadline(one, other)
        )
      case 'channel':
        return (
          way * (channels.indexOf(one.channel) - channels.indexOf(other.channel)) || byDeadline(one, other)
        )
      case 'unit':
        return way * byName(one.unitId, other.unitId) || byDeadline(one, other)
      case 'category':
        return way * byName(one.categoryId, other.categoryId) || byDeadline(one, other)
      case 'officer': {
        const [mine, theirs] = [one.assigneeId, other.assigneeId]
        if (mine === null || theirs === null) {
          return mine === theirs ? byDeadline(one, other) : mine === null ? 1 : -1
        }
        return way * byName(mine, theirs) || byDeadline(one, other)
      }
    }
  })
}

describe('the orders of the list', () => {
  test('are those of a plain sort, whatever came, changed and went before, and in whichever order was asked', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: caseArbitrary.map((subject) => ({ put: subject })) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }).map((number) => ({ gone: number })) },
    )
    const rounds = fc.array(fc.tuple(fc.array(step, { maxLength: 30 }), orderArbitrary), { maxLength: 12 })
    fc.assert(
      fc.property(rounds, (list) => {
        const index = new RowIndex()
        const held = new Map<CaseId, Case>()
        for (const [steps, order] of list) {
          for (const made of steps) {
            if ('put' in made) {
              index.put(made.put, null)
              held.set(made.put.id, made.put)
            } else {
              index.remove(caseNumbered(made.gone).id)
              held.delete(caseNumbered(made.gone).id)
            }
          }
          const query = { view: 'all', statuses: null, mine: false, search: '', order } as const
          const expected = plainlySorted([...held.values()], order).map(({ id }) => id)
          expect(index.caseIdsOf(query, circumstances, 0, Infinity)).toEqual(expected)
          const page = index.page(query, circumstances, 2, 5).rows.map(({ caseId }) => caseId)
          expect(page).toEqual(expected.slice(2, 5))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('follow the names when other reference data came', () => {
    const columns = new Columns()
    const orders = new RowOrders(columns)
    columns.write(0, summaryOf(caseNumbered(1, { unitId: 'office' as Case['unitId'] })), null, 0)
    columns.write(1, summaryOf(caseNumbered(2, { unitId: 'hospital' as Case['unitId'] })), null, 0)
    orders.noteChanged(0)
    orders.noteChanged(1)
    const order = { by: 'unit', descending: false } as const
    expect([...orders.slots(order, names)]).toEqual([1, 0])
    const renamed: RowNames = { ...names, unitName: (id) => (id === 'office' ? 'A' : 'B') }
    expect([...orders.slots(order, renamed)]).toEqual([0, 1])
  })

  test('go by deadline when nothing else is said', () => {
    expect(firstOrder).toEqual({ by: 'deadline', descending: false })
  })
})

describe('slots by a number', () => {
  test('are sorted whatever the numbers are, many at once or one after the other', () => {
    const numbers = fc.array(
      fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, Infinity, -Infinity, 1e300, -5)),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.tuple(fc.nat(59), fc.double({ noNaN: true })), { maxLength: 5 }),
        (keys, changes) => {
          const sorting = {
            key: (slot: number) => keys[slot] ?? Infinity,
            tie: (one: number, other: number) => one - other,
          }
          const order = new SlotOrder(sorting, (slot) => slot < keys.length)
          for (let slot = 0; slot < keys.length; slot += 1) order.noteChanged(slot)
          const expected = (): number[] =>
            [...keys.keys()].sort((one, other) => {
              const [first = 0, second = 0] = [keys[one], keys[other]]
              return first === second ? one - other : first < second ? -1 : 1
            })
          expect([...order.slots()]).toEqual(expected())
          for (const [slot, key] of changes) {
            if (slot >= keys.length) continue
            keys[slot] = key
            order.noteChanged(slot)
            expect([...order.slots()]).toEqual(expected())
          }
          expect(order.valued()).toBe(keys.filter((key) => key !== Infinity).length)
        },
      ),
    )
  })
})

describe('the beginning of a title as a number', () => {
  test('never says another order than the titles have', () => {
    fc.assert(
      fc.property(fc.array(titleArbitrary.map(fold), { minLength: 2, maxLength: 20 }), (titles) => {
        for (const one of titles) {
          for (const other of titles) {
            if (titleKey(one) < titleKey(other)) expect(one < other).toBe(true)
          }
        }
      }),
    )
  })
})
