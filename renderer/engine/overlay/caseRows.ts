import type { Case } from '../../../shared/domain/case'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import type { CaseCache } from '../cache/caseCache'
import type { UnsentWork } from '../journal/unsentWork'
import type { RowIndex } from '../rows/rowIndex'
import { overlay, type Overlay, type OverlayCircumstances } from './overlay'

/**
 * Joins the cache, the unsent work and the rows: whichever changes, the row of the case is written anew from the
 * stored case with the overlay, and what the stored case holds by now is settled in the journal.
 */
export class CaseRows {
  /** Rises when the cache changed, so that what was read before is not written over what came since. */
  private cacheChanges = 0

  constructor(
    private readonly cache: CaseCache,
    private readonly unsentWork: UnsentWork,
    private readonly rows: RowIndex,
    private readonly circumstances: () => OverlayCircumstances,
  ) {}

  /** Reads the whole cache once, at the start. */
  async build(): Promise<void> {
    const settled: ActionId[] = []
    await this.cache.scan((cases) => {
      for (const base of cases) settled.push(...this.write(base).settled)
    })
    await this.unsentWork.settle(settled)
  }

  /** The case with the overlay; null when it is not held. */
  async view(caseId: CaseId): Promise<{ readonly base: Case; readonly overlay: Overlay } | null> {
    const base = await this.cache.caseById(caseId)
    return base ? { base, overlay: this.overlay(base) } : null
  }

  /** After the cache took these. */
  async stored(cases: readonly Case[]): Promise<void> {
    this.cacheChanges += 1
    await this.unsentWork.settle(cases.flatMap((base) => this.write(base).settled))
  }

  /**
   * After these left the desk. What the national system accepted of them is done with; what it has not is still
   * the officer's (RELIABILITY.md 15).
   */
  async removed(caseIds: readonly CaseId[]): Promise<void> {
    this.cacheChanges += 1
    for (const caseId of caseIds) this.rows.remove(caseId)
    await this.unsentWork.settle(caseIds.flatMap((caseId) => this.acceptedOf(caseId)))
  }

  /** After unsent work of the case changed. */
  async refresh(caseId: CaseId): Promise<void> {
    const changesBefore = this.cacheChanges
    const base = await this.cache.caseById(caseId)
    if (this.cacheChanges !== changesBefore) return await this.refresh(caseId)
    if (base) await this.unsentWork.settle(this.write(base).settled)
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
    await this.unsentWork.settle(settled)
  }

  private write(base: Case): Overlay {
    const overlaid = this.overlay(base)
    this.rows.put(overlaid.case, overlaid.unsent)
    return overlaid
  }

  private overlay(base: Case): Overlay {
    return overlay(base, this.unsentWork.ofCase(base.id), this.circumstances())
  }

  private acceptedOf(caseId: CaseId): ActionId[] {
    const accepted = this.unsentWork.ofCase(caseId).filter((entry) => entry.standing.state === 'accepted')
    return accepted.map((entry) => entry.action.actionId)
  }
}
