import type { Case } from '../../../shared/domain/case'
import type { ActionId, CaseId, TrackingId } from '../../../shared/domain/identifiers'
import type { CaseCache } from '../cache/caseCache'
import type { UnsentWork } from '../journal/unsentWork'
import type { FactFeed } from '../insight/factFeed'
import type { CaseSummary } from '../rows/caseSummary'
import type { RowValues } from '../rows/columns'
import type { RowIndex } from '../rows/rowIndex'
import { DuplicateLinks } from '../duplicates/duplicateLinks'
import type { SearchFeed } from '../finding/searchFeed'
import type { ReconciledEpoch } from '../sync/reconciledEpoch'
import type { TrailIndex } from '../trail/trailIndex'
import { overlay, type Overlay, type OverlayCircumstances } from './overlay'

/**
 * Joins the cache, the unsent work and the rows: whichever changes, the row of the case is written anew from the
 * stored case with the overlay, and what the stored case holds by now is settled in the journal.
 */
export class CaseRows {
  /** Rises when the cache changed, so that what was read before is not written over what came since. */
  private cacheChanges = 0
  /** While all is being read: what came or went since that began, and so is newer than what is read. */
  private newerThanReading: Set<CaseId> | null = null

  constructor(
    private readonly cache: CaseCache,
    private readonly unsentWork: UnsentWork,
    private readonly rows: RowIndex,
    private readonly circumstances: () => OverlayCircumstances,
    private readonly reconciled: ReconciledEpoch,
    private readonly onMissing: () => Promise<void>,
    private readonly searchFeed: SearchFeed,
    private readonly facts: FactFeed,
    /** Null where nobody looks at it. */
    private readonly trail: TrailIndex | null = null,
    private readonly links = new DuplicateLinks(),
  ) {}

  /** Reads the whole cache: at the start, and when another one stands in its place. */
  async build(): Promise<void> {
    this.cacheChanges += 1
    this.rows.clear()
    this.trail?.clear()
    this.links.clear()
    this.searchFeed.cleared()
    this.facts.cleared()
    const newer = new Set<CaseId>()
    this.newerThanReading = newer
    const settled: ActionId[] = []
    const withWork: CaseId[] = []
    try {
      await this.cache.scanSummaries((summaries) => {
        for (const summary of summaries) {
          if (newer.has(summary.id)) continue
          if (this.unsentWork.ofCase(summary.id).length > 0) withWork.push(summary.id)
          else this.writeSummary(summary)
        }
      })
      for (const [caseId, base] of await this.cache.casesById(withWork)) {
        if (!newer.has(caseId)) settled.push(...this.writeRow(base).overlaid.settled)
      }
    } finally {
      if (this.newerThanReading === newer) this.newerThanReading = null
    }
    this.facts.waits(this.rows.size)
    // Texts are searched, figures and the trail made, once the rows can be seen.
    this.searchFeed.fill(this.rows.size, (visit) => this.eachHeld(visit))
    await this.settle(settled)
  }

  /** The case with the overlay; null when it is not held. */
  async view(caseId: CaseId): Promise<{ readonly base: Case; readonly overlay: Overlay } | null> {
    const changesBefore = this.cacheChanges
    const base = await this.cache.caseById(caseId)
    // While it was read and unsealed, what it lacks may have been settled: shown so, saved work would be missing.
    if (this.cacheChanges !== changesBefore) return await this.view(caseId)
    if (base) return { base, overlay: this.overlay(base) }
    // A case that is in the lists and not in the cache is on its way out, or a store was half lost.
    if (this.rows.has(caseId)) await this.onMissing()
    return null
  }

  /** Several at once; those that are not held are left out. */
  async views(
    caseIds: readonly CaseId[],
  ): Promise<ReadonlyMap<CaseId, { readonly base: Case; readonly overlay: Overlay }>> {
    const changesBefore = this.cacheChanges
    const bases = await this.cache.casesById(caseIds)
    if (this.cacheChanges !== changesBefore) return await this.views(caseIds)
    return new Map([...bases].map(([caseId, base]) => [caseId, { base, overlay: this.overlay(base) }]))
  }

  /** From the lists alone; null when the desk does not hold the case. */
  name(caseId: CaseId): { readonly trackingId: TrackingId; readonly title: string } | null {
    return this.row(caseId)
  }

  /** As `name`, with all that the lists know. */
  row(caseId: CaseId): RowValues | null {
    return this.rows.row(caseId)
  }

  /** After the cache took these. */
  async stored(cases: readonly Case[]): Promise<void> {
    this.cacheChanges += 1
    for (const { id } of cases) this.newerThanReading?.add(id)
    await this.settle(cases.flatMap((base) => this.write(base).settled))
  }

  /**
   * After these left the desk. What the national system accepted of them is done with; what it has not is still
   * the officer's (RELIABILITY.md 15).
   */
  async removed(caseIds: readonly CaseId[]): Promise<void> {
    this.cacheChanges += 1
    for (const caseId of caseIds) {
      const slot = this.rows.remove(caseId)
      if (slot !== null) {
        this.searchFeed.removed(slot)
        this.facts.removed(slot)
        this.trail?.removed(slot)
      }
      this.links.removed(caseId)
      this.newerThanReading?.add(caseId)
    }
    await this.settle(caseIds.flatMap((caseId) => this.acceptedOf(caseId)))
  }

  /** After unsent work of the case changed. */
  async refresh(caseId: CaseId): Promise<void> {
    const changesBefore = this.cacheChanges
    const base = await this.cache.caseById(caseId)
    if (this.cacheChanges !== changesBefore) return await this.refresh(caseId)
    if (base) await this.settle(this.write(base).settled)
    else if (this.rows.has(caseId)) await this.onMissing()
  }

  /** After unsent work of these changed, in one reading. */
  async refreshAll(caseIds: readonly CaseId[]): Promise<void> {
    const [only] = caseIds
    if (only !== undefined && caseIds.length === 1) return await this.refresh(only)
    const changesBefore = this.cacheChanges
    const bases = await this.cache.casesById(caseIds)
    if (this.cacheChanges !== changesBefore) return await this.refreshAll(caseIds)
    const settled = [...bases.values()].flatMap((base) => this.write(base).settled)
    await this.settle(settled)
    if (caseIds.some((caseId) => !bases.has(caseId) && this.rows.has(caseId))) await this.onMissing()
  }

  /** Accepted actions of cases that a complete pull did not bring have nothing left to wait for. */
  async settleGone(): Promise<void> {
    const { complete } = await this.cache.standing()
    if (!complete) return
    const settled: ActionId[] = []
    for (const caseId of this.unsentWork.caseIds()) {
      const accepted = this.acceptedOf(caseId)
      if (accepted.length > 0 && !(await this.cache.caseById(caseId))) settled.push(...accepted)
    }
    await this.settle(settled)
  }

  /** After a question about all that was sent was answered: what the cache holds counts from now on. */
  async settleHeld(): Promise<void> {
    for (const caseId of this.unsentWork.caseIds()) await this.refresh(caseId)
  }

  /** A cache of an epoch that is over, or not asked about yet, proves nothing (PROTOCOL.md 5.5). */
  private async settle(actionIds: readonly ActionId[]): Promise<void> {
    if (actionIds.length === 0) return
    const { epoch } = await this.cache.standing()
    if (this.reconciled.is(epoch)) await this.unsentWork.settle(actionIds)
  }

  private write(base: Case): Overlay {
    const { slot, overlaid } = this.writeRow(base)
    this.searchFeed.written(slot, overlaid)
    this.facts.written(slot, overlaid.case)
    this.trail?.written(slot, overlaid.events)
    return overlaid
  }

  private writeRow(base: Case): { readonly slot: number; readonly overlaid: Overlay } {
    const overlaid = this.overlay(base)
    const slot = this.rows.put(overlaid.case, overlaid.unsent)
    this.links.written(overlaid.case)
    return { slot, overlaid }
  }

  private writeSummary(summary: CaseSummary): void {
    this.rows.putSummary(summary, null)
    this.links.written(summary)
  }

  private async eachHeld(visit: (slot: number, overlaid: Overlay) => void): Promise<void> {
    const facts = this.facts.read()
    await this.cache.scan((cases) => {
      for (const base of cases) {
        const slot = this.rows.slotOf(base.id)
        if (slot === null) continue
        const overlaid = this.overlay(base)
        visit(slot, overlaid)
        if (facts.take(slot, overlaid.case)) this.trail?.written(slot, overlaid.events)
      }
    })
    facts.done()
  }

  private overlay(base: Case): Overlay {
    return overlay(base, this.unsentWork.ofCase(base.id), this.circumstances())
  }

  private acceptedOf(caseId: CaseId): ActionId[] {
    const accepted = this.unsentWork.ofCase(caseId).filter((entry) => entry.standing.state === 'accepted')
    return accepted.map((entry) => entry.action.actionId)
  }
}
