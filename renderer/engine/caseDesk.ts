import type { Case } from '../../shared/domain/case'
import type { ActionId, CaseId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import type { JournalOpening } from '../../shared/bridge/journalPort'
import type { EngineEvent } from './api'
import type { CaseCache } from './cache/caseCache'
import { CaseReading } from './caseReading'
import { CaseWork } from './caseWork'
import type { Clock } from './clock'
import { EventSender } from './eventSender'
import { DraftKeeper } from './journal/draftKeeper'
import type { JournalClient } from './journal/journalClient'
import { UnsentWork } from './journal/unsentWork'
import { CaseRows } from './overlay/caseRows'
import { ReferenceView } from './referenceView'
import { RowIndex } from './rows/rowIndex'
import { UnreadableSeal } from './seal/seal'
import { SinceMarks } from './sinceMarks'
import { StatusKeeper } from './statusKeeper'
import { nextBatch } from './sync/push'

/**
 * One officer's cases as they lie on the desk: the cache, the unsent work over it, the rows, and who is told when
 * one of them changes. The sync brings news to it and never the other way round.
 */
export class CaseDesk {
  readonly reading: CaseReading
  readonly work: CaseWork
  readonly drafts: DraftKeeper
  readonly status: StatusKeeper
  readonly unsentWork: UnsentWork
  readonly officer: Officer
  references = new ReferenceView(null)
  /** Called when an action may be sent. */
  onReleased: () => void = () => undefined
  private readonly events: EventSender
  private readonly caseRows: CaseRows

  constructor(
    clock: Clock,
    private readonly cache: CaseCache,
    journal: JournalClient,
    opening: Pick<JournalOpening, 'officer' | 'damage'>,
    listener: (event: EngineEvent) => void,
  ) {
    const { officer } = opening
    const rows = new RowIndex()
    const sinceMarks = new SinceMarks(cache)
    this.officer = officer
    this.events = new EventSender(clock, listener, () => this.status.status())
    this.unsentWork = new UnsentWork(journal, clock, {
      changed: (caseId) => this.unsentWorkChanged(caseId),
      forgotten: (actionId: ActionId) => void sinceMarks.forget(actionId),
      released: () => this.onReleased(),
    })
    const { unsentWork } = this
    const counts = () => ({
      ...unsentWork.counts(),
      sendable: nextBatch(unsentWork.all(), new Set(), 1).length,
      casesHeld: rows.size,
    })
    this.status = new StatusKeeper(counts, opening.damage, () => this.events.statusChanged())
    const caseRows = new CaseRows(cache, unsentWork, rows, () => ({
      actor: officer,
      reference: this.references.reference,
    }))
    this.caseRows = caseRows
    this.drafts = new DraftKeeper(journal, clock)
    this.work = new CaseWork({ clock, officer, caseRows, unsentWork, drafts: this.drafts, sinceMarks })
    this.reading = new CaseReading({
      clock,
      officer,
      rows,
      caseRows,
      unsentWork,
      sinceMarks,
      references: () => this.references,
      onShown: (base) => this.work.noteShown(base),
    })
  }

  /** Reads what is held. A cache with a part that cannot be read is given up whole: a pull brings it back. */
  async load(opening: Pick<JournalOpening, 'entries' | 'drafts'>): Promise<void> {
    this.drafts.load(opening.drafts)
    this.unsentWork.load(opening.entries)
    try {
      this.references = new ReferenceView((await this.cache.reference())?.reference ?? null)
      await this.caseRows.build()
    } catch (failure) {
      if (!(failure instanceof UnreadableSeal)) throw failure
      await this.cache.rebuild()
    }
    await this.reportCache()
  }

  /** After the cache took these from the national system, and let those go. */
  async casesCame(stored: readonly Case[], removed: readonly CaseId[]): Promise<void> {
    await this.caseRows.stored(stored)
    await this.caseRows.removed(removed)
    await this.reportCache()
    for (const { id } of stored) this.events.caseChanged(id)
    for (const caseId of removed) this.events.caseChanged(caseId)
    // What others did since is shown with it.
    if (this.unsentWork.counts().needsYou > 0) this.events.changed('needs-you-changed')
  }

  async referenceCame(references: ReferenceView): Promise<void> {
    this.references = references
    // The overlay counts deadlines by it.
    for (const caseId of this.unsentWork.caseIds()) await this.caseRows.refresh(caseId)
    this.events.changed('reference-changed')
    this.events.changed('rows-changed')
  }

  /**
   * After a round of sync: what was accepted of cases that are not in scope any more is done with, and what is late
   * or at risk has changed with the time alone.
   */
  async roundDone(): Promise<void> {
    await this.caseRows.settleGone()
    this.events.changed('rows-changed')
  }

  /** Nobody is told any more; what was typed is written. */
  async stop(): Promise<void> {
    this.events.stop()
    await this.drafts.stop()
  }

  private unsentWorkChanged(caseId: CaseId): void {
    // In one breath, after the overlay is new: a notice sent before it would make the others wait for the next span.
    const told = (): void => {
      this.events.caseChanged(caseId)
      this.events.changed('needs-you-changed')
      this.events.statusChanged()
    }
    this.caseRows.refresh(caseId).then(told, (failure: unknown) => {
      this.status.update({ problem: 'cache-failed', problemDetail: String(failure).slice(0, 200) })
      told()
    })
  }

  private async reportCache(): Promise<void> {
    const { complete, setAside } = await this.cache.standing()
    this.status.update({ casesSetAside: setAside.length, firstPullRuns: !complete })
  }
}
