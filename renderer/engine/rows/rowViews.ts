import { assertNever } from '../../../shared/domain/assertNever'
import { caseStatuses, isOpen, type CaseStatus } from '../../../shared/domain/case'
import { dutyStatuses } from '../../../shared/domain/duty'
import type { OfficerId, UnitId } from '../../../shared/domain/identifiers'
import { inboxViews, type InboxView } from '../api'
import type { Columns } from './columns'

/** What the views depend on besides the rows themselves. */
export interface ViewCircumstances {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly officerId: OfficerId
  /** From when on a case of the unit is not at risk any more; see `riskLimits`. */
  readonly riskLimitOf: (unitId: UnitId) => number
  /** For which units the officer answers while the offices are closed; `dutyUnits`. */
  readonly dutyUnits: ReadonlySet<UnitId>
}

/** One bit for each status, by its place. */
export function statusBits(statuses: readonly CaseStatus[]): number {
  return statuses.reduce((bits, status) => bits | (1 << caseStatuses.indexOf(status)), 0)
}

export const openBits = statusBits(caseStatuses.filter(isOpen))
/** An answered case waits for its automatic closing: that deadline is nobody's to meet at the desk. */
export const undoneBits = openBits & ~statusBits(['answered'])

const dutyBits = statusBits(dutyStatuses)
const waitingBits = statusBits(['dispositioned', 'in_progress'])

const viewPairs = inboxViews.map((view, index) => [view, 1 << index] as const)
/** One bit for each view. Made of every view, which is what the record says. */
export const viewBits = Object.fromEntries(viewPairs) as Readonly<Record<InboxView, number>>

/** By the place of a status: the views that hold every case of it. */
const viewsByStatus = caseStatuses.map((status) => viewBits.all | statusViewOf(status))

function statusViewOf(status: CaseStatus): number {
  switch (status) {
    case 'dispositioned':
    case 'in_progress':
      return viewBits['needs-action']
    case 'awaiting_reporter':
      return viewBits['awaiting-reporter']
    case 'answered':
    case 'closed':
    case 'archived':
      return viewBits.done
    case 'returned':
      return 0
    default:
      return assertNever(status, 'status')
  }
}

/** The views that a row is in, as bits: one look at its columns for all of them. */
export function viewsOfRows(columns: Columns, circumstances: ViewCircumstances): (slot: number) => number {
  const { now } = circumstances
  const limitOf = riskLimitByUnit(columns, circumstances)
  const isOnDuty = dutyByUnit(columns, circumstances)
  const me = columns.officers.knownNumberOf(circumstances.officerId)
  return (slot) => {
    const status = 1 << (columns.status[slot] ?? 31)
    const assignee = columns.assignee[slot] ?? -1
    let views = viewsByStatus[columns.status[slot] ?? caseStatuses.length] ?? 0
    if (me >= 0 && assignee === me && (status & openBits) !== 0) views |= viewBits.mine
    if ((status & undoneBits) === 0) return views
    if (assignee === -1) views |= viewBits.unassigned
    if ((columns.duty[slot] ?? 0) !== 0 && (status & dutyBits) !== 0 && isOnDuty(columns.unit[slot] ?? -1))
      views |= viewBits.duty
    const due = columns.due[slot] ?? Infinity
    if (due < now) return views | viewBits.late
    return due < limitOf(columns.unit[slot] ?? -1) ? views | viewBits['at-risk'] : views
  }
}

/** Dispositioned or in progress, and the first response is not met (DOMAIN.md, *Deadlines*). */
export function unansweredRows(columns: Columns): (slot: number) => boolean {
  return (slot) =>
    ((1 << (columns.status[slot] ?? 31)) & waitingBits) !== 0 && !columns.hasFlag(slot, 'firstResponded')
}

function dutyByUnit(columns: Columns, { dutyUnits }: ViewCircumstances): (unit: number) => boolean {
  const known: boolean[] = []
  return (unit) => {
    const unitId = columns.units.valueOf(unit)
    return (known[unit] ??= unitId !== null && dutyUnits.has(unitId))
  }
}

function riskLimitByUnit(columns: Columns, { riskLimitOf }: ViewCircumstances): (unit: number) => number {
  const known: number[] = []
  return (unit) => {
    const unitId = columns.units.valueOf(unit)
    return (known[unit] ??= unitId ? riskLimitOf(unitId) : -Infinity)
  }
}
