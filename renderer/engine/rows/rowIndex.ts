import { caseStatuses, type Case, type CaseStatus } from '../../../shared/domain/case'
import type { CaseId, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import { assertNever } from '../../../shared/domain/assertNever'
import { inboxViews, type InboxCounts, type InboxView, type RowQuery } from '../api'
import { Columns, type RowValues, type UnsentMark } from './columns'
import { DeadlineOrder } from './deadlineOrder'
import { foldSearch } from './fold'

/** What the views depend on besides the rows themselves. */
export interface RowCircumstances {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly officerId: OfficerId
  /** From when on a case of the unit is not at risk any more; see `riskLimits`. */
  readonly riskLimitOf: (unitId: UnitId) => number
}

const bitOf = (statuses: readonly CaseStatus[]): number =>
  statuses.reduce((bits, status) => bits | (1 << caseStatuses.indexOf(status)), 0)

const needsActionBits = bitOf(['dispositioned', 'in_progress'])
const openBits = bitOf(['dispositioned', 'in_progress', 'awaiting_reporter', 'answered'])
const undoneBits = bitOf(['dispositioned', 'in_progress', 'awaiting_reporter'])
const awaitingBits = bitOf(['awaiting_reporter'])
const doneBits = bitOf(['answered', 'closed', 'archived'])

/**
 * Every list, count, order and filter of the desk, answered from columns in memory. A row is that of the case with
 * the officer's unsent work over it; whoever changes either writes the row anew, the index itself is never rebuilt.
 */
export class RowIndex {
  private readonly columns = new Columns()
  private readonly order = new DeadlineOrder(this.columns)
  private readonly slots = new Map<CaseId, number>()
  private readonly freeSlots: number[] = []

  get size(): number {
    return this.slots.size
  }

  put(overlaid: Case, unsent: UnsentMark): void {
    const slot = this.slots.get(overlaid.id) ?? this.freeSlots.pop() ?? this.columns.length
    this.slots.set(overlaid.id, slot)
    this.columns.write(slot, overlaid, unsent)
    this.order.noteChanged(slot)
  }

  remove(caseId: CaseId): void {
    const slot = this.slots.get(caseId)
    if (slot === undefined) return
    this.slots.delete(caseId)
    this.columns.clear(slot)
    this.order.noteChanged(slot)
    this.freeSlots.push(slot)
  }

  caseIds(): IterableIterator<CaseId> {
    return this.slots.keys()
  }

  counts(circumstances: RowCircumstances): InboxCounts {
    const holds = inboxViews.map((view) => ({ view, holds: this.viewTest(view, circumstances) }))
    const counts: Record<InboxView, number> = {
      all: 0,
      'needs-action': 0,
      late: 0,
      'at-risk': 0,
      mine: 0,
      unassigned: 0,
      'awaiting-reporter': 0,
      done: 0,
    }
    for (const slot of this.slots.values()) {
      for (const test of holds) if (test.holds(slot)) counts[test.view] += 1
    }
    return counts
  }

  /** The rows `from` to `to` of what matches, by deadline, and how many match. */
  page(
    query: RowQuery,
    circumstances: RowCircumstances,
    from: number,
    to: number,
  ): { readonly total: number; readonly rows: readonly RowValues[] } {
    const matches = this.test(query, circumstances)
    const matching = this.order.slots().filter(matches)
    const rows = matching.slice(Math.max(0, from), Math.max(0, to)).map((slot) => this.columns.read(slot))
    return { total: matching.length, rows: rows.filter((row) => row !== null) }
  }

  private test(query: RowQuery, circumstances: RowCircumstances): (slot: number) => boolean {
    const { columns } = this
    const inView = this.viewTest(query.view, circumstances)
    const statusBits = query.statuses === null ? -1 : bitOf(query.statuses)
    const search = foldSearch(query.search)
    const me = columns.officers.knownNumberOf(circumstances.officerId)
    return (slot) => {
      if (!inView(slot) || ((1 << (columns.status[slot] ?? 31)) & statusBits) === 0) return false
      if (query.mine && (me < 0 || columns.assignee[slot] !== me)) return false
      return search === '' || (columns.searchTexts[slot] ?? '').includes(search)
    }
  }

  private viewTest(view: InboxView, circumstances: RowCircumstances): (slot: number) => boolean {
    const { columns } = this
    const hasStatus = (slot: number, bits: number): boolean =>
      ((1 << (columns.status[slot] ?? 31)) & bits) !== 0
    const due = (slot: number): number => columns.due[slot] ?? Infinity
    const { now } = circumstances
    switch (view) {
      case 'all':
        return () => true
      case 'needs-action':
        return (slot) => hasStatus(slot, needsActionBits)
      // An answered case waits for its automatic closing: that deadline is nobody's to meet at the desk.
      case 'late':
        return (slot) => hasStatus(slot, undoneBits) && due(slot) < now
      case 'at-risk': {
        const limitOf = this.riskLimitByUnit(circumstances)
        return (slot) =>
          hasStatus(slot, undoneBits) && due(slot) >= now && due(slot) < limitOf(columns.unit[slot] ?? -1)
      }
      case 'mine': {
        const me = columns.officers.knownNumberOf(circumstances.officerId)
        return (slot) => me >= 0 && columns.assignee[slot] === me && hasStatus(slot, openBits)
      }
      case 'unassigned':
        return (slot) => columns.assignee[slot] === -1 && hasStatus(slot, undoneBits)
      case 'awaiting-reporter':
        return (slot) => hasStatus(slot, awaitingBits)
      case 'done':
        return (slot) => hasStatus(slot, doneBits)
      default:
        return assertNever(view, 'view')
    }
  }

  private riskLimitByUnit(circumstances: RowCircumstances): (unit: number) => number {
    const known: number[] = []
    return (unit) => {
      const unitId = this.columns.units.valueOf(unit)
      return (known[unit] ??= unitId ? circumstances.riskLimitOf(unitId) : -Infinity)
    }
  }
}
