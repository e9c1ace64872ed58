import { addDays, endOfDay, localDate } from '../../../shared/domain/calendar'
import { instantFrom, millisecondsOf, type OfficerId, type UnitId } from '../../../shared/domain/identifiers'
import type { Unit } from '../../../shared/domain/reference'
import { noWork, workFigures, type UnitWork, type WorkCounts, type WorkFigure } from '../workloadApi'
import type { Columns } from './columns'
import { openBits, unansweredRows, viewBits, viewsOfRows, type ViewCircumstances } from './rowViews'

export interface WorkSums {
  readonly total: WorkCounts
  /** Of the cases that nobody holds. */
  readonly unassigned: WorkCounts
  /** Of everybody who holds a case, or held one before; `noWork` for all others. */
  readonly officers: ReadonlyMap<OfficerId, WorkCounts>
  /** The units that were given, and any other in which a case lies. */
  readonly units: ReadonlyMap<UnitId, UnitWork>
}

export interface WorkCircumstances extends ViewCircumstances {
  /** The agency's own, an IANA name. */
  readonly timeZone: string
  readonly units: readonly Pick<Unit, 'id' | 'parentId'>[]
}

/** One bit for each figure; a row's kind is the set of figures that it counts in. */
const kindBits = { open: 1, late: 2, atRisk: 4, unanswered: 8, inflow: 16 } as const satisfies WorkCounts
const kinds = 1 << workFigures.length

/**
 * Who holds what, in one pass over the columns: a row adds one to the number of rows of its kind, and the figures are
 * summed from those numbers at the end.
 */
export function workCounts(columns: Columns, circumstances: WorkCircumstances): WorkSums {
  const kindOf = kindsOfRows(columns, circumstances)
  // Nobody is -1 in the column, so everybody moves up by one.
  const byHolder = new Uint32Array((columns.officers.size + 1) * kinds)
  const byUnit = new Uint32Array(columns.units.size * kinds)
  for (let slot = 0; slot < columns.length; slot += 1) {
    if (columns.caseIds[slot] === null) continue
    const kind = kindOf(slot)
    if (kind === 0) continue
    addOne(byHolder, ((columns.assignee[slot] ?? -1) + 1) * kinds + kind)
    addOne(byUnit, (columns.unit[slot] ?? 0) * kinds + kind)
  }
  const unassigned = countsAt(byHolder, 0)
  const officers = columns.officers.all().map((id, number) => [id, countsAt(byHolder, number + 1)] as const)
  const own = columns.units.all().map((id, number) => [id, countsAt(byUnit, number)] as const)
  return {
    total: officers.reduce((total, [, counts]) => sumOf(total, counts), unassigned),
    unassigned,
    officers: new Map(officers),
    units: overTree(new Map(own), circumstances.units),
  }
}

/** The kind of a row. */
function kindsOfRows(columns: Columns, circumstances: WorkCircumstances): (slot: number) => number {
  const viewsOf = viewsOfRows(columns, circumstances)
  const isUnanswered = unansweredRows(columns)
  const { from, to } = todayOf(circumstances)
  return (slot) => {
    const status = 1 << (columns.status[slot] ?? 31)
    const dispositioned = columns.dispositioned[slot] ?? -Infinity
    let kind = dispositioned >= from && dispositioned < to ? kindBits.inflow : 0
    if ((status & openBits) === 0) return kind
    kind |= kindBits.open
    const views = viewsOf(slot)
    if ((views & viewBits.late) !== 0) kind |= kindBits.late
    if ((views & viewBits['at-risk']) !== 0) kind |= kindBits.atRisk
    return isUnanswered(slot) ? kind | kindBits.unanswered : kind
  }
}

/** In milliseconds since 1970: from `from` (inclusive) to `to` (exclusive). */
function todayOf({ now, timeZone }: WorkCircumstances): { readonly from: number; readonly to: number } {
  const date = localDate(instantFrom(now), timeZone)
  return {
    from: millisecondsOf(endOfDay(addDays(date, -1), timeZone)) + 1,
    to: millisecondsOf(endOfDay(date, timeZone)) + 1,
  }
}

function addOne(numbers: Uint32Array, at: number): void {
  numbers[at] = (numbers[at] ?? 0) + 1
}

/** The figures of the one whose numbers of kinds stand at `place`. */
function countsAt(numbers: Uint32Array, place: number): WorkCounts {
  const counts: Record<WorkFigure, number> = { ...noWork }
  for (let kind = 1; kind < kinds; kind += 1) {
    const rows = numbers[place * kinds + kind] ?? 0
    if (rows === 0) continue
    for (const figure of workFigures) if ((kind & kindBits[figure]) !== 0) counts[figure] += rows
  }
  return counts
}

function sumOf(one: WorkCounts, other: WorkCounts): WorkCounts {
  return {
    open: one.open + other.open,
    late: one.late + other.late,
    atRisk: one.atRisk + other.atRisk,
    unanswered: one.unanswered + other.unanswered,
    inflow: one.inflow + other.inflow,
  }
}

/** Each unit's own figures are added to it and to all above it; a circle of units is gone round once. */
function overTree(
  own: ReadonlyMap<UnitId, WorkCounts>,
  units: WorkCircumstances['units'],
): ReadonlyMap<UnitId, UnitWork> {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId] as const))
  const sums = new Map<UnitId, WorkCounts>()
  for (const [unitId, counts] of own) {
    const added = new Set<UnitId>()
    for (let at: UnitId | null = unitId; at && !added.has(at); at = parents.get(at) ?? null) {
      added.add(at)
      sums.set(at, sumOf(sums.get(at) ?? noWork, counts))
    }
  }
  const ids = new Set([...parents.keys(), ...own.keys()])
  return new Map(
    [...ids].map((id) => [id, { own: own.get(id) ?? noWork, withBelow: sums.get(id) ?? noWork }] as const),
  )
}
