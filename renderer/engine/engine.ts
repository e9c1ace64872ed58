import type { ActionType, Decision } from '../../shared/domain/action'
import type {
  ActionId,
  AttachmentId,
  CaseId,
  Instant,
  OfficerId,
  UnitId,
} from '../../shared/domain/identifiers'
import type { Reference } from '../../shared/domain/reference'
import type {
  AttachedFile,
  FileBegun,
  FileFinished,
  FileId,
  NewFile,
  PieceAdded,
} from '../../shared/bridge/attachedFiles'
import type { Draft } from '../../shared/bridge/draft'
import type { ReportFileState, ReportFileTold } from '../../shared/bridge/reportFiles'
import type { DutyRequest } from '../../shared/protocol/duty'
import type { PresenceMode } from '../../shared/protocol/events'
import type {
  ActAnswer,
  CaseView,
  DeskEngine,
  EngineEvent,
  InboxCounts,
  RowPage,
  RowQuery,
  SyncStatus,
  UndoAnswer,
} from './api'
import type { ColleagueAtCase, PossiblePrimary } from './actingApi'
import type { Period } from '../../shared/domain/figures/localDays'
import type { AgencyToday, FiguresAnswer, FiguresQuery, NationalFiguresAnswer } from './figuresApi'
import type { CaseDuplicates, ClusterAnswer, ClusterPreview } from './duplicatesApi'
import { draftFileBytes } from './journal/draftFileBytes'
import type {
  KeptViews,
  NationalAnswer,
  NationalCaseAnswer,
  SavedView,
  SearchHelp,
  Snippet,
  TextSpan,
} from './findingApi'
import { journalOverPort, type JournalClient, type JournalPort } from './journal/journalClient'
import type { Bulk, BulkAnswer, BulkPreview, ReassignTo } from './listApi'
import type { Change, NeedsYouItem, OutboxItem } from './outboxApi'
import type { EngineParts } from './parts'
import type { CaseDeadline, CaseSurroundings } from './readingApi'
import type { PossibleHolder, ReassignCases, ReassignPreview } from './reassignApi'
import type { TrailPage, TrailQuery } from './trailApi'
import { openSendingSession, type SendingSession } from './sending/sendingSession'
import { openSession, type Session } from './session'
import type { DutyAnswer, Workload } from './workloadApi'

/** The engine as the page knows it: each member hands on to the part that does it. */
export class Engine implements DeskEngine {
  private session: Session | null = null
  /** In the place of a session while the desk is locked. */
  private sending: SendingSession | null = null

  constructor(private readonly parts: EngineParts) {}

  async start(journalPort: JournalPort, listener: (event: EngineEvent) => void): Promise<void> {
    await this.startOn(journalOverPort(journalPort), listener)
  }

  /** With a journal that is reached in some other way. */
  async startOn(journal: JournalClient, listener: (event: EngineEvent) => void): Promise<void> {
    await this.stop()
    try {
      const opening = await journal.request('open', {})
      const { cacheKey } = opening
      if (cacheKey) this.session = await openSession(this.parts, journal, { opening, cacheKey }, listener)
      else this.sending = openSendingSession(this.parts, journal, opening, listener)
    } catch (failure) {
      journal.close()
      throw failure
    }
  }

  async stop(): Promise<void> {
    const { sending, session } = this
    this.session = null
    this.sending = null
    sending?.stop()
    await session?.stop()
  }

  counts(): Promise<InboxCounts> {
    return this.ask(({ desk }) => desk.answers.reading.counts())
  }

  rows(query: RowQuery, from: number, to: number): Promise<RowPage> {
    return this.ask(({ desk }) => desk.answers.reading.page(query, from, to))
  }

  caseView(caseId: CaseId): Promise<CaseView | null> {
    return this.ask(({ desk }) => desk.answers.reading.caseView(caseId))
  }

  act(caseId: CaseId, decision: Decision, fileIds?: readonly FileId[]): Promise<ActAnswer> {
    return this.ask(({ desk }) => desk.answers.work.act(caseId, decision, fileIds))
  }

  undo(actionId: ActionId): Promise<UndoAnswer> {
    return this.ask(({ desk }) => desk.answers.work.undo(actionId))
  }

  discard(actionId: ActionId): Promise<{ readonly discarded: boolean }> {
    return this.ask(async ({ desk, loop }) => {
      const discarded = await desk.answers.work.discard(actionId)
      // Those that waited behind it may go now.
      if (discarded) loop.workReleased()
      return { discarded }
    })
  }

  sendOnTop(actionId: ActionId): Promise<ActAnswer> {
    return this.ask(({ desk }) => desk.answers.work.sendOnTop(actionId))
  }

  change(actionId: ActionId, change: Change): Promise<ActAnswer> {
    return this.ask(({ desk }) => desk.answers.work.change(actionId, change))
  }

  outbox(): Promise<readonly OutboxItem[]> {
    return this.ask(({ desk }) => desk.answers.outbox.items())
  }

  needsYou(): Promise<readonly NeedsYouItem[]> {
    return this.ask(({ desk }) => desk.answers.reading.needsYou())
  }

  drafts(caseId: CaseId): Promise<readonly Draft[]> {
    return this.ask(({ desk }) => desk.drafts.ofCase(caseId))
  }

  saveDraft(draft: Draft): Promise<void> {
    return this.ask(({ desk }) => desk.drafts.keep(draft))
  }

  beginFile(file: NewFile & { readonly size: number }): Promise<FileBegun> {
    return this.ask(({ journal }) => journal.request('beginFile', file))
  }

  addToFile(fileId: FileId, bytes: Uint8Array): Promise<PieceAdded> {
    return this.ask(({ journal }) => journal.request('addToFile', { fileId, bytes }))
  }

  finishFile(fileId: FileId): Promise<FileFinished> {
    return this.ask(({ journal }) => journal.request('finishFile', { fileId }))
  }

  removeFile(fileId: FileId): Promise<{ readonly removed: boolean }> {
    return this.ask(({ journal }) => journal.request('removeFile', { fileId }))
  }

  draftFiles(caseId: CaseId, type: ActionType): Promise<readonly AttachedFile[]> {
    return this.ask(async ({ journal }) => (await journal.request('listFiles', { caseId, type })).files)
  }

  tellPresence(caseId: CaseId, mode: PresenceMode | 'none'): Promise<void> {
    return this.ask(({ presenceTeller }) => presenceTeller.tell(caseId, mode))
  }

  presence(caseId: CaseId): Promise<readonly ColleagueAtCase[]> {
    return this.ask(({ presences }) => presences.of(caseId))
  }

  possiblePrimaries(caseId: CaseId, typed: string): Promise<readonly PossiblePrimary[]> {
    return this.ask(({ primaries }) => primaries.of(caseId, typed))
  }

  draftFileBytes(fileId: FileId): Promise<Uint8Array | null> {
    return this.ask(({ journal }) => draftFileBytes(journal, fileId))
  }

  searchHelp(typed: string, caret: number): Promise<SearchHelp> {
    return this.ask(({ desk }) => desk.answers.finding.help(typed, caret))
  }

  searchUsed(search: string): Promise<void> {
    return this.ask(({ desk }) => desk.answers.finding.used(search))
  }

  snippets(search: string, caseIds: readonly CaseId[]): Promise<readonly Snippet[]> {
    return this.ask(({ desk }) => desk.answers.finding.snippets(search, caseIds))
  }

  marksIn(search: string, texts: readonly string[]): Promise<readonly (readonly TextSpan[])[]> {
    return this.ask(({ desk }) => desk.answers.finding.marks(search, texts))
  }

  savedViews(): Promise<readonly SavedView[]> {
    return this.ask(({ desk }) => desk.answers.finding.savedViews())
  }

  keepSavedViews(views: readonly SavedView[]): Promise<KeptViews> {
    return this.ask(({ desk }) => desk.answers.finding.keepSavedViews(views))
  }

  savedViewCounts(): Promise<Readonly<Record<string, number>>> {
    return this.ask(({ desk }) => desk.answers.finding.savedViewCounts())
  }

  searchNational(search: string): Promise<NationalAnswer> {
    return this.ask(({ desk, nationalSearch }) =>
      nationalSearch.search(desk.answers.finding.nationalWords(search)),
    )
  }

  nationalCase(caseId: CaseId): Promise<NationalCaseAnswer> {
    return this.ask(({ nationalSearch }) => nationalSearch.caseView(caseId))
  }

  agencyToday(): Promise<AgencyToday> {
    return this.ask(({ desk }) => desk.answers.figures.today())
  }

  figures(query: FiguresQuery): Promise<FiguresAnswer> {
    return this.ask(({ desk }) => desk.answers.figures.figures(query))
  }

  nationalFigures(period: Period): Promise<NationalFiguresAnswer> {
    return this.ask(({ nationalFigures }) => nationalFigures.figures(period))
  }

  caseIdsOf(query: RowQuery, from?: number, to?: number): Promise<readonly CaseId[]> {
    return this.ask(({ desk }) => desk.answers.reading.caseIdsOf(query, from, to))
  }

  markSeen(caseId: CaseId): Promise<void> {
    return this.ask(({ desk }) => desk.markSeen(caseId))
  }

  markUnread(caseIds: readonly CaseId[]): Promise<void> {
    return this.ask(({ desk }) => desk.markUnread(caseIds))
  }

  previewBulk(caseIds: readonly CaseId[], bulk: Bulk): Promise<BulkPreview> {
    return this.ask(({ desk }) => desk.answers.bulk.preview(caseIds, bulk))
  }

  actOnMany(caseIds: readonly CaseId[], bulk: Bulk): Promise<BulkAnswer> {
    return this.ask(({ desk }) => desk.answers.bulk.act(caseIds, bulk))
  }

  undoMany(actionIds: readonly ActionId[]): Promise<{ readonly undone: readonly ActionId[] }> {
    return this.ask(async ({ desk }) => ({ undone: await desk.answers.bulk.undo(actionIds) }))
  }

  possibleHolders(cases: ReassignCases): Promise<readonly PossibleHolder[]> {
    return this.ask(({ desk }) => desk.answers.reassigning.possibleHolders(cases))
  }

  previewReassign(cases: ReassignCases, to: ReassignTo): Promise<ReassignPreview> {
    return this.ask(({ desk }) => desk.answers.reassigning.preview(cases, to))
  }

  reassign(cases: ReassignCases, to: ReassignTo, reason: string): Promise<BulkAnswer> {
    return this.ask(({ desk }) => desk.answers.reassigning.act(cases, to, reason))
  }

  reference(): Promise<Reference | null> {
    return this.ask(({ desk }) => desk.references.reference)
  }

  async syncStatus(): Promise<SyncStatus> {
    if (this.sending) return this.sending.status()
    return this.ask(({ desk }) => desk.status.status())
  }

  async syncNow(): Promise<void> {
    if (this.sending) return this.sending.syncNow()
    return this.ask(({ loop, uploader }) => {
      loop.syncNow()
      uploader.wakeNow()
    })
  }

  damageTold(): Promise<void> {
    return this.ask(async ({ desk, journal }) => {
      await journal.request('damageTold', {})
      desk.status.update({ journalDamage: null })
    })
  }

  caseSurroundings(caseId: CaseId): Promise<CaseSurroundings | null> {
    return this.ask(({ desk }) => desk.answers.surroundings.surroundings(caseId))
  }

  caseDeadlines(caseId: CaseId): Promise<readonly CaseDeadline[] | null> {
    return this.ask(({ desk }) => desk.answers.surroundings.deadlines(caseId))
  }

  openAttachment(caseId: CaseId, attachmentId: AttachmentId): Promise<ReportFileState> {
    return this.ask(({ desk }) => desk.reportFiles.open(caseId, attachmentId))
  }

  attachmentStates(caseId: CaseId): Promise<readonly ReportFileTold[]> {
    return this.ask(({ desk }) => desk.reportFiles.states(caseId))
  }

  workload(): Promise<Workload> {
    return this.ask(({ desk }) => desk.answers.workload.workload())
  }

  setAway(officerId: OfficerId, until: Instant | null): Promise<DutyAnswer> {
    return this.ask(({ nationalDuty }) => nationalDuty.setAway(officerId, until))
  }

  setDuty(unitId: UnitId, duty: DutyRequest): Promise<DutyAnswer> {
    return this.ask(({ nationalDuty }) => nationalDuty.setDuty(unitId, duty))
  }

  duplicatesOf(caseId: CaseId): Promise<CaseDuplicates | null> {
    return this.ask(({ desk }) => desk.answers.duplicates.of(caseId))
  }

  notDuplicates(caseId: CaseId, otherId: CaseId): Promise<void> {
    return this.ask(({ desk }) => desk.answers.duplicates.notDuplicates(caseId, otherId))
  }

  previewClusterAnswer(primaryId: CaseId, answer: ClusterAnswer): Promise<ClusterPreview> {
    return this.ask(({ desk }) => desk.answers.cluster.preview(primaryId, answer))
  }

  answerCluster(primaryId: CaseId, answer: ClusterAnswer): Promise<BulkAnswer> {
    return this.ask(({ desk }) => desk.answers.cluster.answer(primaryId, answer))
  }

  trail(query: TrailQuery, from: number, to: number): Promise<TrailPage> {
    return this.ask(({ desk }) => desk.answers.trail.page(query, from, to))
  }

  private async ask<Answer>(question: (session: Session) => Answer | Promise<Answer>): Promise<Answer> {
    if (!this.session) throw new Error('The engine was not started, or is stopped.')
    return await question(this.session)
  }
}
