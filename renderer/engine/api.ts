import type { Decision, KnownActionType } from '../../shared/domain/action'
import type { Case, CaseEvent, CaseStatus, DeadlineKind } from '../../shared/domain/case'
import type { Remaining } from '../../shared/domain/remaining'
import type { ActionId, CaseId, Instant, OfficerId, TrackingId } from '../../shared/domain/identifiers'
import type { Permission } from '../../shared/domain/permission'
import type { Reference } from '../../shared/domain/reference'
import type { Draft, JournalDamage, JournalFailureCode } from '../../shared/bridge/journalPort'

/**
 * What the page may ask of the engine, over Comlink. Everything answers from the cache and the journal; nothing
 * here waits for the network.
 */
export interface DeskEngine {
  /** Connects to the journal, opens the cache and begins to sync. Resolves when lists can be asked for. */
  start(journalPort: MessagePort, listener: (event: EngineEvent) => void): Promise<void>
  /** Stops syncing and forgets the key; the worker may be ended afterwards. */
  stop(): Promise<void>
  counts(): Promise<InboxCounts>
  /** The rows `from` (inclusive) to `to` (exclusive) of what the query matches, and how many match. */
  rows(query: RowQuery, from: number, to: number): Promise<RowPage>
  /** Null when the desk does not hold the case. */
  caseView(caseId: CaseId): Promise<CaseView | null>
  /** Saves what the officer decided; resolves when it is on the disk, never before. */
  act(caseId: CaseId, decision: Decision): Promise<ActAnswer>
  undo(actionId: ActionId): Promise<{ readonly undone: boolean }>
  /** Gives up an action that waits or needs the officer; refused while its result is unknown. */
  discard(actionId: ActionId): Promise<{ readonly discarded: boolean }>
  /** Sends an action that needs the officer again, on top of what others did: new id, new base version. */
  sendOnTop(actionId: ActionId): Promise<ActAnswer>
  needsYou(): Promise<readonly NeedsYouItem[]>
  drafts(caseId: CaseId): Promise<readonly Draft[]>
  /** Coalesced: at most one record every 2 s; resolves at once. */
  saveDraft(draft: Draft): Promise<void>
  reference(): Promise<Reference | null>
  syncStatus(): Promise<SyncStatus>
  /** Tries at once, whatever the backoff says (PROTOCOL.md 1.5). */
  syncNow(): Promise<void>
}

/** Coalesced notices; the page asks anew for what it shows. */
export type EngineEvent =
  | { readonly kind: 'rows-changed' }
  | { readonly kind: 'case-changed'; readonly caseId: CaseId }
  | { readonly kind: 'needs-you-changed' }
  | { readonly kind: 'reference-changed' }
  | { readonly kind: 'sync-status'; readonly status: SyncStatus }

export const inboxViews = [
  'all',
  'needs-action',
  'late',
  'at-risk',
  'mine',
  'unassigned',
  'awaiting-reporter',
  'done',
] as const
/**
 * `all`: everything that the desk holds; where the program opens, and where a search looks. `needs-action`:
 * dispositioned or in progress. `done`: answered, closed or archived.
 */
export type InboxView = (typeof inboxViews)[number]
export type InboxCounts = Readonly<Record<InboxView, number>>

export interface RowQuery {
  readonly view: InboxView
  /** Only these statuses; null for all that the view holds. */
  readonly statuses: readonly CaseStatus[] | null
  readonly mine: boolean
  /** Matched against tracking number and title, without regard to case; empty matches all. */
  readonly search: string
}

export interface RowPage {
  readonly total: number
  readonly rows: readonly Row[]
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
  readonly remaining: Remaining | null
  /** The worst standing among the case's unsent actions; null when all is with the national system. */
  readonly unsent: 'saved' | 'sending' | 'held' | 'needs-you' | null
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
  } | null
}

export interface Refusal {
  readonly outcome: 'conflict' | 'rejected'
  readonly code: string | null
  readonly detail: string | null
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
  readonly permissions: Readonly<Record<KnownActionType, Permission>>
}

export type ActAnswer =
  | { readonly outcome: 'saved'; readonly actionId: ActionId; readonly holdMilliseconds: number }
  /** The rules or the limits of the text do not allow it. */
  | { readonly outcome: 'not-allowed'; readonly permission: Permission }
  | { readonly outcome: 'invalid'; readonly problem: 'empty-text' | 'text-too-long' }
  | { readonly outcome: 'case-left' }
  /** The journal could not be written: nothing was saved. */
  | { readonly outcome: 'not-saved'; readonly code: JournalFailureCode }

export interface NeedsYouItem {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly trackingId: TrackingId | null
  readonly caseTitle: string | null
  readonly type: KnownActionType
  readonly text: string | null
  readonly createdAt: Instant
  readonly refusal: Refusal
  /** What others did since, newest last; empty for a rejection. */
  readonly othersSince: readonly CaseEvent[]
}

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
  /** Counted while the first pull runs; null otherwise. */
  readonly firstPull: { readonly casesReceived: number } | null
  /** Cases that came in a form this version cannot read (PROTOCOL.md 4.6). */
  readonly casesSetAside: number
  readonly journalDamage: JournalDamage | null
}
