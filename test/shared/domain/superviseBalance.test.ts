import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balance, holdableUnits, isAway, type CaseToGive, type Load } from '../../../shared/domain/balance'
import type { CaseId, Instant, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Colleague, Unit } from '../../../shared/domain/reference'
import type { Urgency } from '../../../shared/domain/remaining'

const now = '2026-11-24T01:00:00.000Z' as Instant
const later = '2026-12-01T01:00:00.000Z' as Instant

/** One agency: a root, three offices below it, a section below the first. */
const units: readonly Unit[] = [
  unit('root', null),
  unit('office-1', 'root'),
  unit('office-2', 'root'),
  unit('office-3', 'root'),
  unit('section', 'office-1'),
]
function unit(id: string, parentId: string | null): Unit {
  return {
    id: id as UnitId,
    parentId: parentId as UnitId | null,
    name: id,
    calendar: 'working_days',
    dutyOfficerIds: [],
  }
}
function colleague(id: string, unitIds: readonly string[], changes: Partial<Colleague> = {}): Colleague {
  const inUnits = unitIds.map((unitId) => unitId as UnitId)
  return {
    id: id as OfficerId,
    name: `Petugas ${id}`,
    role: 'officer',
    unitIds: inUnits,
    active: true,
    ...changes,
  }
}
function given(
  id: string,
  unitId: string,
  urgency: Urgency = 'calm',
  holderId: string | null = null,
): CaseToGive {
  return {
    caseId: id as CaseId,
    unitId: unitId as UnitId,
    urgency,
    holderId: holderId as OfficerId | null,
  }
}
const load = (open: number, late = 0, atRisk = 0): Load => ({ open, late, atRisk })
function many(count: number, unitId: string, urgency: Urgency = 'calm', holder: string | null = null) {
  return Array.from({ length: count }, (_, index) =>
    given(`${urgency}-${holder}-${index}`, unitId, urgency, holder),
  )
}

interface Scene {
  readonly cases: readonly CaseToGive[]
  readonly officers: readonly Colleague[]
  readonly loads: ReadonlyMap<OfficerId, Load>
  readonly except: OfficerId | null
}
const ask = (scene: Scene) => balance(scene.cases, { ...scene, units, now })

/** What everybody holds once it is done. */
function loadsAfter({ cases, loads }: Scene, holders: ReadonlyMap<CaseId, OfficerId>): Map<OfficerId, Load> {
  const after = new Map(loads)
  const change = (id: OfficerId | null, urgency: Urgency, by: number): void => {
    if (id === null) return
    const { open, late, atRisk } = after.get(id) ?? load(0)
    const isLate = urgency === 'late' ? by : 0
    after.set(id, load(open + by, late + isLate, atRisk + (urgency === 'at_risk' ? by : 0)))
  }
  for (const { caseId, holderId, urgency } of cases) {
    const holder = holders.get(caseId)
    if (holder === undefined) continue
    change(holderId, urgency, -1)
    change(holder, urgency, 1)
  }
  return after
}

const officerArbitrary = fc
  .record({
    unitIds: fc.uniqueArray(fc.constantFrom('root', 'office-1', 'office-2', 'office-3', 'section'), {
      minLength: 1,
      maxLength: 2,
    }),
    role: fc.constantFrom('officer', 'officer', 'officer', 'supervisor', 'auditor' as const),
    active: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    awayUntil: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(now, later)),
  })
  .map((changes) => changes)

const sceneArbitrary: fc.Arbitrary<Scene> = fc
  .record({
    people: fc.array(officerArbitrary, { minLength: 1, maxLength: 8 }),
    held: fc.array(fc.tuple(fc.nat(30), fc.nat(10), fc.nat(10)), { minLength: 8, maxLength: 8 }),
    cases: fc.array(
      fc.tuple(
        fc.constantFrom('root', 'office-1', 'office-2', 'office-3', 'section'),
        fc.constantFrom<Urgency>('late', 'at_risk', 'calm'),
        fc.option(fc.nat(7)),
      ),
      { maxLength: 60 },
    ),
    except: fc.option(fc.nat(7)),
  })
  .map(({ people, held, cases, except }) => {
    const officers = people.map(({ unitIds, ...changes }, index) => colleague(`o${index}`, unitIds, changes))
    const toGive = cases.map(([unitId, urgency, holder], index) =>
      given(`c${index}`, unitId, urgency, holder === null ? null : `o${holder}`),
    )
    const loads = new Map(
      held.map(([open, late, atRisk], index): [OfficerId, Load] => {
        const id = `o${index}` as OfficerId
        const own = toGive.filter(({ holderId }) => holderId === id)
        const ownLate = own.filter(({ urgency }) => urgency === 'late').length
        const ownAtRisk = own.filter(({ urgency }) => urgency === 'at_risk').length
        return [id, load(open + late + atRisk + own.length, late + ownLate, atRisk + ownAtRisk)]
      }),
    )
    return { cases: toGive, officers, loads, except: except === null ? null : (`o${except}` as OfficerId) }
  })

describe('a proposal for whom cases go to', () => {
  test('names only whoever may hold the case, is at work, and does not give it away', () => {
    fc.assert(
      fc.property(sceneArbitrary, (scene) => {
        const { holders } = ask(scene)
        for (const { caseId, unitId } of scene.cases) {
          const holderId = holders.get(caseId)
          if (holderId === undefined) continue
          const holder = scene.officers.find(({ id }) => id === holderId)
          expect(holder?.role).toBe('officer')
          expect(holder && holdableUnits(holder, units).has(unitId)).toBe(true)
          expect(holder && isAway(holder, now)).toBe(false)
          expect(holderId).not.toBe(scene.except)
        }
      }),
    )
  })

  test('gives every case once, or leaves it when nobody of its unit or above is there', () => {
    fc.assert(
      fc.property(sceneArbitrary, (scene) => {
        const { holders, left } = ask(scene)
        expect([...holders.keys(), ...left].sort()).toEqual(scene.cases.map(({ caseId }) => caseId).sort())
        for (const caseId of left) {
          const { unitId } = scene.cases.find((one) => one.caseId === caseId) ?? given('', 'root')
          const there = scene.officers.filter(
            (one) =>
              one.role === 'officer' &&
              one.id !== scene.except &&
              !isAway(one, now) &&
              holdableUnits(one, units).has(unitId),
          )
          expect(there).toEqual([])
        }
      }),
    )
  })

  test('comes to the same loads in whatever order the cases are named', () => {
    fc.assert(
      fc.property(sceneArbitrary, fc.infiniteStream(fc.nat()), (scene, keys) => {
        const shuffled = scene.cases
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((one, other) => one.key - other.key)
          .map(({ one }) => one)
        const ids = (after: Map<OfficerId, Load>) =>
          [...after].sort(([one], [other]) => (one < other ? -1 : 1))
        const other = { ...scene, cases: shuffled }
        expect(ids(loadsAfter(other, ask(other).holders))).toEqual(ids(loadsAfter(scene, ask(scene).holders)))
      }),
    )
  })

  test('lets no difference of late work in a unit grow, and none of open work where nothing presses', () => {
    const counts = fc.array(fc.tuple(fc.nat(20), fc.nat(8)), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(counts, fc.nat(40), fc.constantFrom<Urgency>('late', 'calm'), (held, count, urgency) => {
        const officers = held.map((_, index) => colleague(`o${index}`, ['office-1']))
        const loads = new Map(
          held.map(([open, late], index) => [officers[index]?.id, load(open + late, late)]),
        )
        // Every index of the officers is one of the loads, which are made of the same.
        const scene = {
          cases: many(count, 'office-1', urgency),
          officers,
          loads: loads as Scene['loads'],
          except: null,
        }
        const after = loadsAfter(scene, ask(scene).holders)
        const measured = urgency === 'late' ? 'late' : 'open'
        const spread = (of: ReadonlyMap<OfficerId, Load>): number => {
          const values = officers.map(({ id }) => of.get(id)?.[measured] ?? 0)
          return Math.max(...values) - Math.min(...values)
        }
        expect(spread(after)).toBeLessThanOrEqual(Math.max(1, spread(scene.loads)))
        // One after the other, whoever is next, as it is done by hand.
        const robin = new Map(
          scene.cases.map(({ caseId }, index) => [caseId, officers[index % officers.length]?.id]),
        )
        expect(spread(after)).toBeLessThanOrEqual(
          Math.max(1, spread(loadsAfter(scene, robin as ReadonlyMap<CaseId, OfficerId>))),
        )
      }),
    )
  })

  test('spreads late work first, then the rest over what everybody holds', () => {
    const officers = [colleague('ani', ['office-1']), colleague('budi', ['office-1'])]
    const loads = new Map([
      ['ani' as OfficerId, load(2, 2)],
      ['budi' as OfficerId, load(6, 0)],
    ])
    const cases = [...many(2, 'office-1', 'late'), ...many(6, 'office-1')]
    const scene = { cases, officers, loads, except: null }
    const after = loadsAfter(scene, ask(scene).holders)
    expect(after.get('ani' as OfficerId)).toEqual(load(8, 2))
    expect(after.get('budi' as OfficerId)).toEqual(load(8, 2))
  })

  test('asks the unit above only where nobody of the unit itself is there', () => {
    const officers = [
      colleague('ani', ['office-1']),
      colleague('budi', ['section']),
      colleague('citra', ['section'], { awayUntil: later }),
    ]
    const scene = { cases: many(3, 'section'), officers, loads: new Map<OfficerId, Load>(), except: null }
    expect(new Set(ask(scene).holders.values())).toEqual(new Set(['budi']))
    const without = ask({ ...scene, except: 'budi' as OfficerId })
    expect(new Set(without.holders.values())).toEqual(new Set(['ani']))
    expect(ask({ ...scene, officers: officers.slice(2) }).left).toHaveLength(3)
  })

  test('moves no more than it must: what may stay with its holder stays', () => {
    const officers = [colleague('ani', ['office-1']), colleague('budi', ['office-1'])]
    const cases = many(10, 'office-1', 'calm', 'ani')
    const scene = { cases, officers, loads: new Map([['ani' as OfficerId, load(10)]]), except: null }
    const holders = [...ask(scene).holders.values()]
    expect(holders.filter((id) => id === 'ani')).toHaveLength(5)
    const even = {
      ...scene,
      cases: [...many(5, 'office-1', 'calm', 'ani'), ...many(5, 'office-1', 'calm', 'budi')],
      loads: new Map([
        ['ani' as OfficerId, load(5)],
        ['budi' as OfficerId, load(5)],
      ]),
    }
    for (const { caseId, holderId } of even.cases) expect(ask(even).holders.get(caseId)).toBe(holderId)
  })

  test('deals 5,000 cases over 200 officers evenly', () => {
    const officers = Array.from({ length: 200 }, (_, index) => colleague(`o${index}`, ['office-1']))
    const cases = Array.from({ length: 5_000 }, (_, index) =>
      given(`c${index}`, 'office-1', index % 3 === 0 ? 'late' : 'calm'),
    )
    const scene = { cases, officers, loads: new Map<OfficerId, Load>(), except: null }
    const opens = [...loadsAfter(scene, ask(scene).holders).values()].map(({ open }) => open)
    expect([Math.min(...opens), Math.max(...opens)]).toEqual([25, 25])
  })
})
