import type {
  ActionId,
  AgencyId,
  AttachmentId,
  CaseId,
  CategoryId,
  EventId,
  Instant,
  OfficerId,
  ReporterId,
  TrackingId,
  UnitId,
} from './identifiers'
import type { ActionType } from './action'

/** DOMAIN.md, *Status*. */
export const caseStatuses = [
  'dispositioned',
  'in_progress',
  'awaiting_reporter',
  'answered',
  'closed',
  'archived',
  'returned',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

export const classifications = ['complaint', 'aspiration', 'information_request'] as const
export type Classification = (typeof classifications)[number]

/** DOMAIN.md, *Channels*. */
export const channels = ['web', 'android', 'ios', 'sms', 'whatsapp', 'twitter', 'walk_in', 'partner'] as const
export type Channel = (typeof channels)[number]

export const deadlineKinds = ['first_response', 'resolution', 'reporter_reply', 'auto_close'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** One clock of a case. `pausedAt` stands while the clock does not run (DOMAIN.md, *Deadlines*). */
export interface Deadline {
  readonly kind: DeadlineKind
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly metAt: Instant | null
  readonly pausedAt: Instant | null
}

export interface Attachment {
  readonly id: AttachmentId
  readonly name: string
  readonly mime: string
  /** Bytes. */
  readonly size: number
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

export const actorKinds = ['reporter', 'officer', 'national_admin', 'system'] as const
export type ActorKind = (typeof actorKinds)[number]

export interface EventActor {
  readonly kind: ActorKind
  readonly id?: string | undefined
  readonly name: string
}

/** Event types that no officer's action makes (PROTOCOL.md 6.2). */
export const foreignEventTypes = [
  'received',
  'dispositioned',
  'reporter_replied',
  'auto_closed',
  'rated',
] as const
export type CaseEventType = ActionType | (typeof foreignEventTypes)[number]

export type Visibility = 'public' | 'internal'

/** PROTOCOL.md 6.2. `data` is the action's payload without its text. */
export interface CaseEvent {
  readonly id: EventId
  readonly at: Instant
  readonly actor: EventActor
  readonly type: CaseEventType
  readonly text?: string | undefined
  readonly visibility: Visibility
  readonly data?: Readonly<Record<string, unknown>> | undefined
  readonly attachments?: readonly Attachment[] | undefined
  readonly actionId?: ActionId | undefined
}

export interface Reporter {
  readonly id: ReporterId
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

export interface CaseLocation {
  readonly areaCode?: string | undefined
  readonly address?: string | undefined
  readonly lat?: number | undefined
  readonly lon?: number | undefined
}

/** One citizen's report, as a desk handles it (PROTOCOL.md 6.1). */
export interface Case {
  readonly id: CaseId
  readonly trackingId: TrackingId
  readonly version: number
  readonly title: string
  readonly body: string
  readonly classification: Classification
  readonly categoryId: CategoryId
  readonly tags: readonly string[]
  readonly channel: Channel
  readonly anonymous: boolean
  readonly confidential: boolean
  readonly oversight: boolean
  readonly location: CaseLocation
  /** Null when the reporter is anonymous. */
  readonly reporter: Reporter | null
  readonly status: CaseStatus
  readonly agencyId: AgencyId
  readonly unitId: UnitId
  readonly assigneeId: OfficerId | null
  readonly receivedAt: Instant
  readonly dispositionedAt: Instant
  readonly firstResponseAt: Instant | null
  readonly answeredAt: Instant | null
  readonly closedAt: Instant | null
  readonly deadlines: readonly Deadline[]
  readonly dueAt: Instant | null
  readonly dueKind: DeadlineKind | null
  readonly satisfaction: 1 | 2 | 3 | 4 | 5 | null
  readonly duplicateOf: CaseId | null
  readonly attachments: readonly Attachment[]
  /** Oldest first. */
  readonly events: readonly CaseEvent[]
  readonly updatedAt: Instant
}

/** Open: neither closed, archived nor returned (DOMAIN.md, *Actions*). */
export function isOpen(status: CaseStatus): boolean {
  return status !== 'closed' && status !== 'archived' && status !== 'returned'
}
