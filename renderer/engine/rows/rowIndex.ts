import type { Case } from '../../../shared/domain/case'
import type { CaseId, CategoryId, OfficerId } from '../../../shared/domain/identifiers'
import { firstOrder } from '../listApi'
import { inboxViews, type InboxCounts, type RowQuery } from '../api'
import { othersAt, summaryOf, type CaseSummary } from './caseSummary'
import { Columns, type RowValues, type UnsentMark } from './columns'
import type { DutyTimes } from './dutyTimes'
import { findsAll, type Found } from '../finding/finder'
import { topRelevant } from '../finding/topRelevant'
import { RowOrders, type RowNames } from './rowOrders'
import { statusBits, viewBits, viewsOfRows, type ViewCircumstances } from './rowViews'

/** What lists depend on besides the rows themselves. */
export interface RowCircumstances extends ViewCircumstances {
  /** By which lists are sorted; the same object as long as nobody has another name. */
  readonly names: RowNames
}

/**
 * Every list, count, order and filter of the desk, answered from columns in memory. A row is that of the case with
 * the officer's unsent work over it; whoever changes either writes the row anew, the index itself is never rebuilt.
 */
export class RowIndex {
  readonly columns = new Columns()
  private readonly orders = new RowOrders(this.columns)
  private readonly slots = new Map<CaseId, number>()
  private readonly freeSlots: number[] = []
  private placed: { readonly order: Uint32Array; readonly places: Uint32Array } | null = null

  /** Whose desk it is: what they did themselves is not news to them. */
  constructor(private readonly officerId: OfficerId | null = null) {}

  get size(): number {
    return this.slots.size
  }

  /** Gives the slot of the row: the same one as long as the case is held. */
  put(overlaid: Case, unsent: UnsentMark): number {
    return this.putSummary(summaryOf(overlaid), unsent)
  }

  /** As `put`, of a case that is known by its summary. */
  putSummary(overlaid: CaseSummary, unsent: UnsentMark): number {
    const slot = this.slots.get(overlaid.id) ?? this.freeSlots.pop() ?? this.columns.length
    this.slots.set(overlaid.id, slot)
    this.columns.write(slot, overlaid, unsent, othersAt(overlaid, this.officerId))
    this.orders.noteChanged(slot)
    return slot
  }

  /** Gives the slot that is free now; null when the case was not held. */
  remove(caseId: CaseId): number | null {
    const slot = this.slots.get(caseId)
    if (slot === undefined) return null
    this.slots.delete(caseId)
    this.columns.clear(slot)
    this.orders.noteChanged(slot)
    this.freeSlots.push(slot)
    return slot
  }

  /** By which days and hours rows are marked for the duty officers; null before the reference data came. */
  markDuty(dutyTimes: DutyTimes | null): void {
    this.columns.markDuty(dutyTimes)
  }

  has(caseId: CaseId): boolean {
    return this.slots.has(caseId)
  }

  slotOf(caseId: CaseId): number | null {
    return this.slots.get(caseId) ?? null
  }

  heldSlots(): IterableIterator<number> {
    return this.slots.values()
  }

  row(caseId: CaseId): RowValues | null {
    const slot = this.slots.get(caseId)
    return slot === undefined ? null : this.columns.read(slot)
  }

  clear(): void {
    for (const caseId of [...this.slots.keys()]) this.remove(caseId)
  }

  caseIds(): IterableIterator<CaseId> {
    return this.slots.keys()
  }

  /** The cases of one category with what is searched of each, in no order. */
  *ofCategory(categoryId: CategoryId): Generator<{ readonly caseId: CaseId; readonly text: string }> {
    const { caseIds, categories, category, length, searchTexts } = this.columns
    const wanted = categories.knownNumberOf(categoryId)
    for (let slot = 0; slot < length; slot += 1) {
      if (category[slot] !== wanted) continue
      const caseId = caseIds[slot] ?? null
      if (caseId !== null) yield { caseId, text: searchTexts[slot] ?? '' }
    }
  }

  /** The cases of that reporter, in no order. */
  ofReporter(reporter: { readonly id: string; readonly name: string }): readonly RowValues[] {
    const { columns } = this
    const found: RowValues[] = []
    for (let slot = 0; slot < columns.length; slot += 1) {
      const row = columns.isOfReporter(slot, reporter) ? columns.read(slot) : null
      if (row) found.push(row)
    }
    return found
  }

  counts(circumstances: RowCircumstances): InboxCounts {
    const viewsOf = viewsOfRows(this.columns, circumstances)
    const counts = new Uint32Array(inboxViews.length)
    for (let slot = 0; slot < this.columns.length; slot += 1) {
      if (this.columns.caseIds[slot] === null) continue
      let views = viewsOf(slot)
      for (let view = 0; views !== 0; view += 1, views >>>= 1) {
        if ((views & 1) !== 0) counts[view] = (counts[view] ?? 0) + 1
      }
    }
    const pairs = inboxViews.map((view, index) => [view, counts[index] ?? 0] as const)
    // Made of every view, which is what the record says.
    return Object.fromEntries(pairs) as InboxCounts
  }

  /**
   * The rows `from` to `to` of what matches, and how many match: in the query's order; without one by relevance where
   * the search has words. `found` is what the query's search leaves.
   */
  page(
    query: RowQuery,
    circumstances: RowCircumstances,
    from: number,
    to: number,
    found: Found = findsAll,
  ): { readonly total: number; readonly rows: readonly RowValues[] } {
    const { total, slots } = this.slotsOf(query, circumstances, to, found)
    const rows = [...slots.slice(Math.max(0, from), Math.max(0, to))].map((slot) => this.columns.read(slot))
    return { total, rows: rows.filter((row) => row !== null) }
  }

  /** How many rows a search leaves of all that are held. */
  countFound({ holds }: Found): number {
    if (!holds) return this.size
    let count = 0
    for (const slot of this.slots.values()) if (holds(slot)) count += 1
    return count
  }

  /** The cases of what matches, from `from` to `to`, in the order in which `page` gives their rows. */
  caseIdsOf(
    query: RowQuery,
    circumstances: RowCircumstances,
    from: number,
    to: number,
    found: Found = findsAll,
  ): CaseId[] {
    const ids: CaseId[] = []
    const { slots } = this.slotsOf(query, circumstances, to, found)
    for (const slot of slots.slice(Math.max(0, from), Math.max(0, to))) {
      const caseId = this.columns.caseIds[slot]
      if (caseId) ids.push(caseId)
    }
    return ids
  }

  /** Sorts the next of the orders that nobody has asked for yet; false when there is none. */
  prepareOrder(): boolean {
    return this.orders.prepareNext()
  }

  /** How many rows match, and the first `count` of them in their order. */
  private slotsOf(
    query: RowQuery,
    circumstances: RowCircumstances,
    count: number,
    found: Found,
  ): { readonly total: number; readonly slots: Uint32Array } {
    const matches = this.test(query, circumstances, found)
    const order = this.orders.slots(query.order ?? firstOrder, circumstances.names)
    const { relevanceOf, candidates } = found
    if (!relevanceOf || query.order) {
      const slots = matchingOf(order, matches)
      return { total: slots.length, slots }
    }
    // Without an order of its own a search comes by relevance, what fits as well by deadline. Words leave few rows.
    const matching = matchingOf(candidates ?? order, matches)
    const slots = topRelevant(matching, relevanceOf, this.placesIn(order), order, count)
    return { total: matching.length, slots }
  }

  /** Where each slot stands in an order; made once for it. */
  private placesIn(order: Uint32Array): Uint32Array {
    if (this.placed?.order === order) return this.placed.places
    const places = new Uint32Array(this.columns.length)
    for (let place = 0; place < order.length; place += 1) places[order[place] ?? 0] = place
    this.placed = { order, places }
    return places
  }

  private test(
    query: RowQuery,
    circumstances: RowCircumstances,
    { holds }: Found,
  ): (slot: number) => boolean {
    const { columns } = this
    const viewsOf = viewsOfRows(this.columns, circumstances)
    const view = viewBits[query.view]
    const wantedStatuses = query.statuses === null ? -1 : statusBits(query.statuses)
    const me = columns.officers.knownNumberOf(circumstances.officerId)
    return (slot) => {
      if ((viewsOf(slot) & view) === 0 || ((1 << (columns.status[slot] ?? 31)) & wantedStatuses) === 0)
        return false
      if (query.mine && (me < 0 || columns.assignee[slot] !== me)) return false
      return holds === null || holds(slot)
    }
  }
}

function matchingOf(slots: Int32Array | Uint32Array, matches: (slot: number) => boolean): Uint32Array {
  const matching = new Uint32Array(slots.length)
  let length = 0
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index] ?? 0
    if (matches(slot)) matching[length++] = slot
  }
  return matching.subarray(0, length)
}
