import type { Case } from '../../shared/domain/case'
import type { ActionId, CaseId } from '../../shared/domain/identifiers'
import { overseesAgency, type Officer } from '../../shared/domain/officer'
import type { JournalOpening } from '../../shared/bridge/journalPort'
import type { EngineEvent } from './api'
import { AreaBook } from './areaBook'
import type { Clock } from './clock'
import type { GuardedCache } from './cache/guardedCache'
import { DuplicateLinks } from './duplicates/duplicateLinks'
import { EventSender } from './eventSender'
import { deskAnswersOf, type DeskAnswers } from './deskAnswers'
import { DraftKeeper } from './journal/draftKeeper'
import type { JournalClient } from './journal/journalClient'
import type { Notes } from './journal/notes'
import { UnsentWork } from './journal/unsentWork'
import { CaseRows } from './overlay/caseRows'
import type { EngineParts } from './parts'
import { FactFeed } from './insight/factFeed'
import { PullMeter } from './pullMeter'
import { ReferenceView } from './referenceView'
import { ReportFileDesk } from './reportFileDesk'
import { DutyTimes } from './rows/dutyTimes'
import { RowIndex } from './rows/rowIndex'
import { SearchFeed } from './finding/searchFeed'
import { SearchIndex } from './search/searchIndex'
import { SeenMarks } from './seenMarks'
import { ServerClock } from './serverClock'
import { SinceMarks } from './sinceMarks'
import { StatusKeeper, type StatusFacts } from './statusKeeper'
import { Attempts } from './sync/attempts'
import { nextBatch } from './sync/nextBatch'
import type { PullListener } from './sync/pull'
import type { ReconciledEpoch } from './sync/reconciledEpoch'
import type { Uploader } from './sync/uploader'
import { TrailIndex } from './trail/trailIndex'

/** Between one order of the list and the next that is made ready; nothing is to wait for it. */
const orderPause = 1_000

export interface CaseDeskParts {
  readonly parts: Pick<EngineParts, 'clock' | 'step'>
  readonly cache: GuardedCache
  readonly journal: JournalClient
  readonly notes: Notes
  readonly reconciled: ReconciledEpoch
  readonly opening: Pick<JournalOpening, 'officer' | 'damage' | 'diskState'>
  readonly listener: (event: EngineEvent) => void
}

/** The sync, as far as the desk asks it. */
export interface Followed {
  readonly uploader: Uploader
  /** An action may be sent. */
  readonly released: () => void
  /** Another cache stands in the place of the one before: it has to be filled. */
  readonly pullWanted: () => void
}

/**
 * One officer's cases as they lie on the desk: the cache, the unsent work over it, the rows, and who is told when
 * one of them changes. The sync brings news to it and never the other way round.
 */
export class CaseDesk {
  readonly answers: DeskAnswers
  readonly reportFiles: ReportFileDesk
  readonly areas: AreaBook
  readonly seen: SeenMarks
  readonly drafts: DraftKeeper
  readonly status: StatusKeeper
  readonly unsentWork: UnsentWork
  readonly officer: Officer
  readonly serverClock: ServerClock
  readonly attempts: Attempts
  references = new ReferenceView(null)
  private readonly cache: GuardedCache
  private readonly rows: RowIndex
  private readonly pullMeter: PullMeter
  private readonly events: EventSender
  private readonly caseRows: CaseRows
  private readonly searchFeed: SearchFeed
  private followed: Followed | null = null
  private reportFilesCleared = false
  /** Cases whose unsent work changed and whose rows are not written yet. */
  private readonly unrefreshed = new Set<CaseId>()
  private refreshing = false
  private cancelPreparing: () => void = () => undefined
  private readonly clock: Clock

  constructor({ parts, cache, journal, notes, opening, reconciled, listener }: CaseDeskParts) {
    const { clock, step } = parts
    const { officer } = opening
    const rows = new RowIndex(officer.id)
    this.rows = rows
    const sinceMarks = new SinceMarks(cache)
    this.officer = officer
    this.clock = clock
    this.cache = cache
    this.serverClock = new ServerClock(clock)
    this.pullMeter = new PullMeter(clock)
    this.events = new EventSender(clock, listener, () => this.status.status())
    this.attempts = new Attempts(() => this.events.changed('outbox-changed'))
    const unsentWork = new UnsentWork(
      { journal, clock, serverTime: () => this.serverClock.instant(), step },
      {
        changed: (caseId) => this.unsentWorkChanged(caseId),
        forgotten: (actionId: ActionId) => {
          this.attempts.forget(actionId)
          void sinceMarks.forget(actionId)
        },
        released: () => this.followed?.released(),
      },
    )
    this.unsentWork = unsentWork
    const told = { journalDamage: opening.damage, diskState: opening.diskState }
    this.status = new StatusKeeper(
      () => this.facts(),
      told,
      () => this.events.statusChanged(),
    )
    const circumstances = () => ({ actor: officer, reference: this.references.reference })
    const index = new SearchIndex()
    const feed = new SearchFeed(index, clock, () => this.events.changed('rows-changed'))
    this.searchFeed = feed
    const onMissing = () => cache.suspect()
    const facts = new FactFeed()
    const trail = overseesAgency(officer.role) ? new TrailIndex() : null
    const links = new DuplicateLinks()
    const caseRows = new CaseRows(
      cache,
      unsentWork,
      rows,
      circumstances,
      reconciled,
      onMissing,
      feed,
      facts,
      trail,
      links,
    )
    this.caseRows = caseRows
    this.drafts = new DraftKeeper(journal, clock)
    this.seen = new SeenMarks({ cache, notes, clock })
    this.areas = new AreaBook(cache)
    this.reportFiles = new ReportFileDesk(cache, journal)
    this.answers = deskAnswersOf({
      ...{
        officer,
        cache,
        notes,
        rows,
        caseRows,
        index,
        feed,
        facts,
        trail,
        links,
        unsentWork,
        sinceMarks,
        step,
      },
      ...{ drafts: this.drafts, seen: this.seen, areas: this.areas, attempts: this.attempts },
      serverClock: this.serverClock,
      clock,
      references: () => this.references,
      status: () => this.status.status(),
      uploader: () => this.followed?.uploader ?? null,
      progress: (done, total) => listener({ kind: 'bulk-progress', done, total }),
    })
    cache.onCondition = () => this.events.statusChanged()
  }

  /** After everything was read once. */
  follow(followed: Followed): void {
    this.followed = followed
    this.cache.onReplaced = () => void this.cacheReplaced()
    this.prepareOrders()
  }

  /** The other orders of the list one after the other, so that the first to ask for one need not wait for its sorting. */
  private prepareOrders(): void {
    this.cancelPreparing = this.clock.after(orderPause, () => {
      if (this.rows.prepareOrder()) this.prepareOrders()
    })
  }

  /** Reads what is held. What cannot be read of it the cache itself begins anew. */
  async load(opening: Pick<JournalOpening, 'entries' | 'drafts'>): Promise<void> {
    this.drafts.load(opening.drafts)
    this.unsentWork.load(opening.entries)
    await this.readCache()
  }

  readonly pullListener: PullListener = {
    applied: async (stored, removed, received) => {
      this.pullMeter.came(received)
      await this.casesCame(stored, removed)
    },
    beganAnew: () => {
      this.pullMeter.begin(0)
      this.answers.work.forgetShown()
    },
  }

  /**
   * What came with the results of actions. The results are in the journal; when the cache does not take these, the
   * next pull brings them, and that must not keep the next batch from going out.
   */
  async resultsCame(cases: readonly Case[]): Promise<void> {
    try {
      await this.casesCame(await this.cache.updateHeld(cases), [])
    } catch {
      this.events.statusChanged()
    }
  }

  async referenceCame(references: ReferenceView): Promise<void> {
    this.take(references)
    // The overlay counts deadlines by it.
    for (const caseId of this.unsentWork.caseIds()) await this.caseRows.refresh(caseId)
    this.events.changed('reference-changed')
    this.events.changed('rows-changed')
  }

  private take(references: ReferenceView): void {
    this.references = references
    const { dutyCalendar } = references
    this.rows.markDuty(dutyCalendar && new DutyTimes(dutyCalendar))
  }

  /**
   * After a round of sync: what was accepted of cases that are not in scope any more is done with, and what is late
   * or at risk has changed with the time alone.
   */
  async roundDone(): Promise<void> {
    await this.caseRows.settleGone()
    await this.clearReportFiles()
    await this.seen.inStep(this.serverClock.now())
    this.events.changed('rows-changed')
  }

  /** Names of areas have come: what is shown of places is another. */
  areasCame(): void {
    this.events.changed('reference-changed')
  }

  /** It is known what the national system holds of all that was sent. */
  async reconciled(): Promise<void> {
    await this.caseRows.settleHeld()
  }

  /** As it is read for another case's sake: the officer has not looked at it. */
  async caseNamed(caseId: CaseId): Promise<{ readonly case: Case } | null> {
    const view = await this.caseRows.view(caseId)
    return view && { case: view.overlay.case }
  }

  holds(caseId: CaseId): boolean {
    return this.rows.has(caseId)
  }

  uploadsChanged(): void {
    this.events.changed('outbox-changed')
    this.events.statusChanged()
  }

  /** Nobody is told any more; what was typed is written. */
  async stop(): Promise<void> {
    this.cache.onReplaced = () => undefined
    this.cancelPreparing()
    this.events.stop()
    this.searchFeed.stop()
    await this.drafts.stop()
    await this.seen.stop()
  }

  markSeen(caseId: CaseId): void {
    if (this.seen.markSeen(caseId)) this.events.changed('rows-changed')
  }

  markUnread(caseIds: readonly CaseId[]): void {
    this.seen.markUnread(caseIds)
    this.events.changed('rows-changed')
  }

  /** After the cache took these from the national system, and let those go. */
  private async casesCame(stored: readonly Case[], removed: readonly CaseId[]): Promise<void> {
    await this.caseRows.stored(stored)
    await this.caseRows.removed(removed)
    if (stored.some(({ location }) => location.areaCode)) this.areas.need()
    if (removed.length > 0) void this.reportFiles.casesLeft(removed)
    this.seen.forget(removed)
    await this.reportCache()
    for (const { id } of stored) this.events.caseChanged(id)
    for (const caseId of removed) this.events.caseChanged(caseId)
    // What others did since is shown with it.
    if (this.unsentWork.counts().needsYou > 0) this.events.changed('needs-you-changed')
  }

  /** Everything on screen may be another: the lists are read anew, and what is missing is pulled. */
  private async cacheReplaced(): Promise<void> {
    try {
      await this.readCache()
    } catch (failure) {
      this.cacheFailed(failure)
    }
    this.events.changed('rows-changed')
    this.events.changed('reference-changed')
    this.followed?.pullWanted()
  }

  private async readCache(): Promise<void> {
    const held = await this.cache.reference()
    // In memory still, when only the database was lost.
    if (held) this.take(new ReferenceView(held.reference))
    await this.seen.load()
    await this.caseRows.build()
    await this.reportCache()
    if (!(await this.cache.standing()).complete) this.pullMeter.begin(this.rows.size)
  }

  /** Once in a session: what left while the program could not tell is cleared away. */
  private async clearReportFiles(): Promise<void> {
    if (this.reportFilesCleared || !(await this.cache.standing()).complete) return
    this.reportFilesCleared = true
    await this.reportFiles.keepOnly((caseId) => this.rows.has(caseId))
  }

  private unsentWorkChanged(caseId: CaseId): void {
    this.unrefreshed.add(caseId)
    if (!this.refreshing) void this.refreshChanged()
  }

  /** What changed in one breath, or while the rows were being written, is read and written at once. */
  private async refreshChanged(): Promise<void> {
    this.refreshing = true
    await Promise.resolve()
    while (this.unrefreshed.size > 0) {
      const caseIds = [...this.unrefreshed]
      this.unrefreshed.clear()
      await this.caseRows.refreshAll(caseIds).catch((failure: unknown) => this.cacheFailed(failure))
      // After the overlay is new: a notice sent before it would make the others wait for the next span.
      for (const caseId of caseIds) this.events.caseChanged(caseId)
      this.events.changed('needs-you-changed')
      this.events.changed('outbox-changed')
      this.events.statusChanged()
    }
    this.refreshing = false
  }

  private cacheFailed(failure: unknown): void {
    this.status.update({ problem: 'cache-failed', problemDetail: String(failure).slice(0, 200) })
  }

  private async reportCache(): Promise<void> {
    const { complete, setAside } = await this.cache.standing()
    if (complete) this.cache.pullCompleted()
    this.status.update({ casesSetAside: setAside.length, firstPullRuns: !complete })
  }

  private facts(): StatusFacts {
    const { followed, rows, unsentWork } = this
    const filesAreThere = followed?.uploader.areThere ?? (() => true)
    return {
      ...unsentWork.counts(),
      sendable: nextBatch(unsentWork.all(), new Set(), 1, filesAreThere).length,
      casesHeld: rows.size,
      pull: this.pullMeter.progress(),
      uploads: followed?.uploader.progress() ?? null,
      cache: this.cache.condition,
      clockWrong: this.serverClock.wrong(),
    }
  }
}
