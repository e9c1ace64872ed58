import type { ActionType, Decision } from '../../shared/domain/action'
import type { Case, CaseEvent, CaseStatus, Channel, DeadlineKind } from '../../shared/domain/case'
import type { DutyMarks } from '../../shared/domain/duty'
import type { Remaining } from '../../shared/domain/remaining'
import type { ActionId, CaseId, Instant, OfficerId, TrackingId } from '../../shared/domain/identifiers'
import type { Permission } from '../../shared/domain/permission'
import type { Reference } from '../../shared/domain/reference'
import type {
  AttachedFile,
  FileBegun,
  FileFinished,
  FileId,
  NewFile,
  PieceAdded,
} from '../../shared/bridge/attachedFiles'
import type { ReportFileTold } from '../../shared/bridge/reportFiles'
import type { Draft } from '../../shared/bridge/draft'
import type { DiskState, JournalDamage, JournalFailureCode } from '../../shared/bridge/journalPort'
import type { ActingApi } from './actingApi'
import type { FiguresApi } from './figuresApi'
import type { DuplicatesApi } from './duplicatesApi'
import type { FindingApi, RowHighlights, SearchStanding } from './findingApi'
import type { ListApi, RowOrder, Seen } from './listApi'
import type { Change, NeedsYouItem, OutboxItem, Refusal } from './outboxApi'
import type {
  AnnouncedMaintenance,
  CacheStanding,
  PullProgress,
  ReconcileProgress,
  UploadProgress,
  WrongClock,
} from './progress'
import type { ReadingApi } from './readingApi'
import type { WorkloadApi } from './workloadApi'
import type { ReassignApi } from './reassignApi'
import type { TrailApi } from './trailApi'

/**
 * What the page may ask of the engine, over Comlink. Everything answers from the cache and the journal; nothing
 * here waits for the network but `searchNational`, `nationalCase`, `nationalFigures`, `setAway` and `setDuty`.
 */
export interface DeskEngine
  extends
    FindingApi,
    ListApi,
    ReadingApi,
    ActingApi,
    WorkloadApi,
    ReassignApi,
    FiguresApi,
    TrailApi,
    DuplicatesApi {
  /**
   * Connects to the journal, opens the cache and begins to sync. Resolves when lists can be asked for. While the desk is
   * locked it only sends, and everything but `syncStatus` and `syncNow` rejects.
   */
  start(journalPort: MessagePort, listener: (event: EngineEvent) => void): Promise<void>
  /** Stops syncing and forgets the key; the worker may be ended afterwards. */
  stop(): Promise<void>
  counts(): Promise<InboxCounts>
  /** The rows `from` (inclusive) to `to` (exclusive) of what the query matches, and how many match. */
  rows(query: RowQuery, from: number, to: number): Promise<RowPage>
  /** Null when the desk does not hold the case. */
  caseView(caseId: CaseId): Promise<CaseView | null>
  /**
   * Saves what the officer decided; resolves when it is on the disk, never before. `fileIds` are those of the files of
   * the draft of this case and type that go along, in their order.
   */
  act(caseId: CaseId, decision: Decision, fileIds?: readonly FileId[]): Promise<ActAnswer>
  /** With what had been decided, to go on from there. */
  undo(actionId: ActionId): Promise<UndoAnswer>
  /** Gives up an action that waits or needs the officer; refused while its result is unknown. */
  discard(actionId: ActionId): Promise<{ readonly discarded: boolean }>
  /** Sends an action that needs the officer again, on top of what others did: new id, new base version. */
  sendOnTop(actionId: ActionId): Promise<ActAnswer>
  /**
   * Puts another decision in the place of an action that needs the officer or waits: new id, on the case as it is now.
   * Later actions of the case that were not sent go after it again (PROTOCOL.md 5.4).
   */
  change(actionId: ActionId, change: Change): Promise<ActAnswer>
  needsYou(): Promise<readonly NeedsYouItem[]>
  /** Every action that the national system has not taken, and those it took that are not in their case yet. */
  outbox(): Promise<readonly OutboxItem[]>
  drafts(caseId: CaseId): Promise<readonly Draft[]>
  /** Coalesced: at most one record every 2 s; resolves at once. */
  saveDraft(draft: Draft): Promise<void>
  /** Begins to attach a file to the draft of a case and a type; then its bytes in order, then `finishFile`. */
  beginFile(file: NewFile & { readonly size: number }): Promise<FileBegun>
  /** At most `longestPiece` bytes. */
  addToFile(fileId: FileId, bytes: Uint8Array): Promise<PieceAdded>
  /** Resolves when the file is on the disk, sealed, and its draft names it. */
  finishFile(fileId: FileId): Promise<FileFinished>
  /** Takes a file from its draft, or gives up one that is being added. */
  removeFile(fileId: FileId): Promise<{ readonly removed: boolean }>
  /** The files of the draft of a case and a type, in the order in which they were attached. */
  draftFiles(caseId: CaseId, type: ActionType): Promise<readonly AttachedFile[]>
  reference(): Promise<Reference | null>
  syncStatus(): Promise<SyncStatus>
  /** Tries at once, whatever the backoff says (PROTOCOL.md 1.5). */
  syncNow(): Promise<void>
  /** The officer has read what was found wrong with the journal: it is told no more. */
  damageTold(): Promise<void>
}

/** Coalesced notices; the page asks anew for what it shows. */
export type EngineEvent =
  | { readonly kind: 'rows-changed' }
  | { readonly kind: 'case-changed'; readonly caseId: CaseId }
  | { readonly kind: 'needs-you-changed' }
  | { readonly kind: 'reference-changed' }
  | { readonly kind: 'sync-status'; readonly status: SyncStatus }
  /** Who else has the case open is others now. */
  | { readonly kind: 'presence-changed'; readonly caseId: CaseId }
  /** How far `actOnMany` or `reassign` has come. */
  | { readonly kind: 'bulk-progress'; readonly done: number; readonly total: number }
  /** Something in *Kotak keluar* changed. */
  | { readonly kind: 'outbox-changed' }
  /** How it stands with a file of a report that somebody asked for. */
  | ({ readonly kind: 'attachment-changed' } & ReportFileTold)
  /** The worker had died and another one took over, so long after that was noticed; all is to be asked anew. */
  | { readonly kind: 'engine-restarted'; readonly milliseconds: number }

export const inboxViews = [
  'all',
  'needs-action',
  'late',
  'at-risk',
  'mine',
  'unassigned',
  'awaiting-reporter',
  'done',
  'duty',
] as const
/**
 * `all`: everything that the desk holds; where the program opens, and where a search looks. `needs-action`:
 * dispositioned or in progress. `done`: answered, closed or archived. `duty`: came in or falls due
 * while the offices are closed, and waits for the desk (shared/domain/duty.ts).
 */
export type InboxView = (typeof inboxViews)[number]
export type InboxCounts = Readonly<Record<InboxView, number>>

export interface RowQuery {
  readonly view: InboxView
  /** Only these statuses; null for all that the view holds. */
  readonly statuses: readonly CaseStatus[] | null
  readonly mine: boolean
  /** Words and operators as the officer typed them (renderer/engine/search/query); empty matches all. */
  readonly search: string
  /** Left out: by deadline. */
  readonly order?: RowOrder | undefined
}

export interface RowPage {
  readonly total: number
  readonly rows: readonly Row[]
  /** How the query's search was read; null when it has none. */
  readonly search: SearchStanding | null
}

/** One line of the list, with the overlay of unsent work. */
export interface Row {
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly title: string
  /** Null when the reporter is anonymous. */
  readonly reporterName: string | null
  readonly anonymous: boolean
  readonly confidential: boolean
  readonly categoryName: string
  readonly unitName: string
  readonly status: CaseStatus
  readonly assigneeId: OfficerId | null
  readonly assigneeName: string | null
  readonly dueAt: Instant | null
  readonly dueKind: DeadlineKind | null
  /** Null without a deadline, without reference data, and while the clock is wrong (`SyncStatus.clockWrong`). */
  readonly remaining: Remaining | null
  readonly channel: Channel
  /** What makes it a case for the duty officers; no marks once it is done. */
  readonly duty: DutyMarks
  readonly seen: Seen
  /** The worst standing among the case's unsent actions; null when all is with the national system. */
  readonly unsent: 'saved' | 'sending' | 'held' | 'needs-you' | null
  /** Where the words of the search lie; null for a query without words. */
  readonly highlights: RowHighlights | null
}

export type TimelineState = 'server' | 'saved' | 'sending' | 'held' | 'needs-you'

export interface TimelineItem {
  readonly event: CaseEvent
  readonly state: TimelineState
  /** Set for what the officer did here and the stored case does not hold yet. */
  readonly unsent: {
    readonly actionId: ActionId
    readonly canUndo: boolean
    readonly canDiscard: boolean
    /** For `held`: until it is released, in milliseconds from now. */
    readonly releasedInMilliseconds: number | null
    /** For `needs-you`. */
    readonly refusal: Refusal | null
    readonly files: readonly AttachedFile[]
  } | null
}

export interface CaseView {
  /** With the overlay of unsent work. */
  readonly case: Case
  readonly timeline: readonly TimelineItem[]
  readonly categoryName: string
  readonly unitName: string
  readonly assigneeName: string | null
  readonly agencyTimeZone: string
  readonly remaining: Remaining | null
  readonly duty: DutyMarks
  readonly permissions: Readonly<Record<ActionType, Permission>>
  /**
   * The time of the last event that was there when the officer looked at the case before: what came after it is new to
   * them. It stays so while they look at it. Null for a case that was never opened here.
   */
  readonly seenUntil: Instant | null
}

export type ActAnswer =
  | { readonly outcome: 'saved'; readonly actionId: ActionId; readonly holdMilliseconds: number }
  /** The rules or the limits of the text do not allow it. */
  | { readonly outcome: 'not-allowed'; readonly permission: Permission }
  | {
      readonly outcome: 'invalid'
      readonly problem: 'empty-text' | 'text-too-short' | 'text-too-long' | 'invalid'
    }
  | { readonly outcome: 'case-left' }
  /** The journal could not be written: nothing was saved. */
  | { readonly outcome: 'not-saved'; readonly code: JournalFailureCode }

export type UndoAnswer =
  | { readonly undone: true; readonly decision: Decision }
  /** It was sent already, or there is none. */
  | { readonly undone: false }

export type SyncProblem =
  | 'unreachable'
  | 'untrusted-certificate'
  | 'not-the-national-system'
  | 'server-error'
  | 'maintenance'
  | 'too-many'
  | 'session-ended'
  | 'device-revoked'
  | 'upgrade-required'
  | 'cache-failed'

export interface SyncStatus {
  /** The first that applies: an officer must act; the national system cannot be reached; work goes on; all is well. */
  readonly state: 'attention' | 'offline' | 'syncing' | 'idle'
  /** Actions that the national system has not taken yet, held ones and those that need the officer included. */
  readonly unsent: number
  readonly needsYou: number
  readonly problem: SyncProblem | null
  /** Words of the national system, for maintenance. */
  readonly problemDetail: string | null
  /** Milliseconds since 1970 by this device's clock; null when no try is planned. */
  readonly nextTryAt: number | null
  readonly lastSyncedAt: number | null
  readonly casesHeld: number
  /** While a pull from the beginning runs, or must come before anything can be sent; null otherwise. */
  readonly firstPull: PullProgress | null
  /** Null when no file waits to be sent. */
  readonly uploads: UploadProgress | null
  /** Null unless the national system was restored and is being asked. */
  readonly reconciling: ReconcileProgress | null
  readonly cache: CacheStanding
  /** Null while the device's clock is right, or nothing is known of the national system's. */
  readonly clockWrong: WrongClock | null
  /** What the national system has announced; null for nothing. */
  readonly maintenance: AnnouncedMaintenance | null
  /** Cases that came in a form this version cannot read (PROTOCOL.md 4.6). */
  readonly casesSetAside: number
  readonly journalDamage: JournalDamage | null
  readonly diskState: DiskState
}
