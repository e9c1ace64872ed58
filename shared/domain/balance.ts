import type { CaseId, Instant, OfficerId, UnitId } from './identifiers'
import type { Colleague, Unit } from './reference'
import type { Urgency } from './remaining'
import { unitsBelow } from './visibility'

/** What somebody holds: open cases, and of those the late ones and the ones at risk (DOMAIN.md, *Deadlines*). */
export interface Load {
  readonly open: number
  readonly late: number
  readonly atRisk: number
}

export const noLoad: Load = { open: 0, late: 0, atRisk: 0 }

/** As much of a case as is asked of one that is to be given to somebody. */
export interface CaseToGive {
  readonly caseId: CaseId
  readonly unitId: UnitId
  readonly holderId: OfficerId | null
  readonly urgency: Urgency
}

export interface BalanceCircumstances {
  readonly officers: readonly Colleague[]
  readonly units: readonly Unit[]
  /** What everybody holds now, the cases to be given included; whoever is not named holds nothing. */
  readonly loads: ReadonlyMap<OfficerId, Load>
  readonly now: Instant
  /** Who gets none of them: whoever gives them away. */
  readonly except: OfficerId | null
}

export interface Balance {
  /** For a case that may stay where it is, its present holder. */
  readonly holders: ReadonlyMap<CaseId, OfficerId>
  /** Nobody who works in the case's unit, or in one above it, is there to take them. */
  readonly left: readonly CaseId[]
}

/** Whoever is away answers nothing until then. */
export function isAway({ awayUntil }: Pick<Colleague, 'awayUntil'>, now: Instant): boolean {
  return Boolean(awayUntil && awayUntil > now)
}

/** Whether a colleague may hold cases at all: active, and no auditor (DOMAIN.md, *Roles*). */
export function holdsCases({ active, role }: Pick<Colleague, 'active' | 'role'>): boolean {
  return active && role !== 'auditor'
}

/**
 * Which units' cases a colleague may hold (DOMAIN.md, *Roles*). For many cases: the units of each colleague are found
 * once.
 */
export function holdableUnits(
  colleague: Pick<Colleague, 'active' | 'role' | 'unitIds'>,
  units: readonly Unit[],
): ReadonlySet<UnitId> {
  if (!holdsCases(colleague)) return new Set()
  if (colleague.role !== 'officer') return new Set(units.map(({ id }) => id))
  return unitsBelow(colleague.unitIds, units)
}

/** Somebody to whom cases are dealt, with what they hold by then. */
interface Worker {
  readonly id: OfficerId
  open: number
  late: number
  atRisk: number
}

/**
 * Deals cases to the officers of their units so that late work is spread first, then what is at risk, then the rest:
 * each goes to whoever has least of it by then, of those with as much to whoever holds fewest, then by name. Officers
 * who are at work in the case's own unit come into question; where there are none, those of the nearest unit above.
 * Supervisors are not dealt to, only given by name. Nobody is moved without need: of the cases that come to an officer,
 * those that they hold already stay with them. The order in which the cases come changes no load.
 */
export function balance(cases: readonly CaseToGive[], circumstances: BalanceCircumstances): Balance {
  const workers = workersOf(cases, circumstances)
  const teamOf = teams(workers, circumstances)
  const holders = new Map<CaseId, OfficerId>()
  const left: CaseId[] = []
  for (const { urgency, ofUnit, team } of inDealingOrder(cases, teamOf)) {
    if (team.length === 0) left.push(...ofUnit.map(({ caseId }) => caseId))
    else for (const [caseId, holderId] of deal(ofUnit, team, urgency)) holders.set(caseId, holderId)
  }
  return { holders, left }
}

/** Those who take part, by name, with what they hold beside the cases to be given. */
function workersOf(
  cases: readonly CaseToGive[],
  { officers, loads, now, except }: BalanceCircumstances,
): ReadonlyMap<OfficerId, Worker> {
  const present = officers.filter(
    (colleague) => colleague.role === 'officer' && colleague.active && colleague.id !== except,
  )
  const byName = present
    .filter((colleague) => !isAway(colleague, now))
    .sort((one, other) => one.name.localeCompare(other.name, 'id') || (one.id < other.id ? -1 : 1))
  const workers = new Map(
    byName.map(({ id }): [OfficerId, Worker] => [id, { id, ...noLoad, ...loads.get(id) }]),
  )
  for (const { holderId, urgency } of cases) {
    const holder = holderId && workers.get(holderId)
    if (holder) add(holder, urgency, -1)
  }
  return workers
}

function add(worker: Worker, urgency: Urgency, by: 1 | -1): void {
  worker.open += by
  if (urgency === 'late') worker.late += by
  if (urgency === 'at_risk') worker.atRisk += by
}

/** Who comes into question for the cases of a unit; empty where nobody is there. */
function teams(
  workers: ReadonlyMap<OfficerId, Worker>,
  { officers, units }: BalanceCircumstances,
): (unitId: UnitId) => readonly Worker[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const unitIds = new Map(officers.map((colleague) => [colleague.id, colleague.unitIds]))
  const own = new Map<UnitId, Worker[]>()
  for (const worker of workers.values()) {
    for (const unitId of new Set(unitIds.get(worker.id))) {
      const team = own.get(unitId)
      if (team) team.push(worker)
      else own.set(unitId, [worker])
    }
  }
  return (unitId) => {
    const passed = new Set<UnitId>()
    let at: UnitId | null = unitId
    while (at !== null && !passed.has(at)) {
      const team = own.get(at)
      if (team) return team
      passed.add(at)
      at = parents.get(at) ?? null
    }
    return []
  }
}

interface Portion {
  readonly urgency: Urgency
  readonly ofUnit: readonly CaseToGive[]
  readonly team: readonly Worker[]
}

const urgencies = ['late', 'at_risk', 'calm'] as const satisfies readonly Urgency[]

/** What presses most first; of that the units with the fewest to choose from, so that others can make up for it. */
function inDealingOrder(
  cases: readonly CaseToGive[],
  teamOf: (unitId: UnitId) => readonly Worker[],
): readonly Portion[] {
  const portions = new Map<string, { urgency: Urgency; unitId: UnitId; ofUnit: CaseToGive[] }>()
  for (const given of cases) {
    const key = `${given.urgency} ${given.unitId}`
    const portion = portions.get(key)
    if (portion) portion.ofUnit.push(given)
    else portions.set(key, { urgency: given.urgency, unitId: given.unitId, ofUnit: [given] })
  }
  return [...portions.values()]
    .map((portion) => ({ ...portion, team: teamOf(portion.unitId) }))
    .sort(
      (one, other) =>
        urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency) ||
        one.team.length - other.team.length ||
        (one.unitId < other.unitId ? -1 : 1),
    )
}

/** How many each gets is counted first, then which, so that what need not move stays. */
function deal(
  cases: readonly CaseToGive[],
  team: readonly Worker[],
  urgency: Urgency,
): ReadonlyMap<CaseId, OfficerId> {
  const quotas = new Map<OfficerId, number>()
  for (let count = cases.length; count > 0; count -= 1) {
    const worker = team.reduce((least, next) => (hasLess(next, least, urgency) ? next : least))
    add(worker, urgency, 1)
    quotas.set(worker.id, (quotas.get(worker.id) ?? 0) + 1)
  }
  const dealt = new Map<CaseId, OfficerId>()
  const take = (caseId: CaseId, officerId: OfficerId): void => {
    dealt.set(caseId, officerId)
    quotas.set(officerId, (quotas.get(officerId) ?? 0) - 1)
  }
  const inOrder = [...cases].sort((one, other) => (one.caseId < other.caseId ? -1 : 1))
  for (const { caseId, holderId } of inOrder) {
    if (holderId !== null && (quotas.get(holderId) ?? 0) > 0) take(caseId, holderId)
  }
  const takers = team.flatMap(({ id }) => Array<OfficerId>(quotas.get(id) ?? 0).fill(id))
  for (const { caseId } of inOrder) {
    const taker = dealt.has(caseId) ? undefined : takers.pop()
    if (taker !== undefined) dealt.set(caseId, taker)
  }
  return dealt
}

function hasLess(one: Worker, other: Worker, urgency: Urgency): boolean {
  const pressing = one.late + one.atRisk - other.late - other.atRisk
  switch (urgency) {
    case 'late':
      return (one.late - other.late || one.open - other.open) < 0
    case 'at_risk':
      return (pressing || one.open - other.open) < 0
    case 'calm':
      return (one.open - other.open || pressing) < 0
  }
}
