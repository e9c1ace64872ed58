import type { ActionType, Decision } from '../../shared/domain/action'
import type { Case, CaseEvent } from '../../shared/domain/case'
import type { ActionId, Instant } from '../../shared/domain/identifiers'
import type { Permission } from '../../shared/domain/permission'
import type { AttachedFile, FileId } from '../../shared/bridge/attachedFiles'
import type { CaseNamed } from './progress'

/*
 * What *Kotak keluar* and the view of a conflict show. Texts are the officer's own words, whole, so that they can be
 * copied whatever becomes of the action.
 */

/** Refusals that this desk made itself, beside the codes of PROTOCOL.md 5.4. */
export const deskRefusalCodes = [
  /** A file is not on this computer any more, or cannot be read: it must be attached again. */
  'file_missing',
  /** The national system received another file than was sent, again and again (PROTOCOL.md 7, 460). */
  'file_refused',
] as const
export type DeskRefusalCode = (typeof deskRefusalCodes)[number]

export interface Refusal {
  readonly outcome: 'conflict' | 'rejected'
  /** One of the protocol's, one of `deskRefusalCodes`, or one that this version does not know. */
  readonly code: string | null
  /** The server's words. */
  readonly detail: string | null
}

/** Why an action has not gone out yet; the first that applies. */
export type WaitsFor =
  /** Until it can no longer be undone. */
  | { readonly kind: 'hold'; readonly releasedInMilliseconds: number }
  /** An earlier action of the case needs the officer. */
  | { readonly kind: 'needs-you'; readonly actionId: ActionId }
  /** An earlier action of the case has no final result. */
  | { readonly kind: 'earlier'; readonly actionId: ActionId }
  | { readonly kind: 'upload' }
  /** Whether it still knows the action is being asked (PROTOCOL.md 5.5). */
  | { readonly kind: 'reconciling' }
  /** It goes with the next request: `SyncStatus.nextTryAt` and `problem` say when and why not now. */
  | { readonly kind: 'request' }

/** What the last try brought; null before the first and after a final result. */
export type LastAnswer =
  /** No answer of the national system. */
  | { readonly kind: 'no-answer' }
  /** It put the action off (PROTOCOL.md 5.4, `retry`). */
  | { readonly kind: 'put-off'; readonly code: string | null; readonly detail: string | null }
  /** It said something that this version does not understand. */
  | { readonly kind: 'not-understood' }

export interface OutboxFile extends AttachedFile {
  /** What the national system holds of it. */
  readonly bytesSent: number
}

/** One action in *Kotak keluar*, oldest first. */
export interface OutboxItem extends CaseNamed {
  readonly actionId: ActionId
  readonly type: ActionType
  /** As it was decided; its text is whole. */
  readonly decision: Decision
  readonly text: string | null
  /** By the device's clock (PROTOCOL.md 5.2). */
  readonly createdAt: Instant
  readonly files: readonly OutboxFile[]
  /** `accepted`: taken; the case with it has not come back yet. */
  readonly state: 'held' | 'waiting' | 'sending' | 'accepted' | 'needs-you'
  /** Null for `accepted` and `needs-you`. */
  readonly waitsFor: WaitsFor | null
  /** How often it was in a request since the engine started. */
  readonly attempts: number
  readonly lastAnswer: LastAnswer | null
  readonly refusal: Refusal | null
  readonly canUndo: boolean
  readonly canDiscard: boolean
  /** Whether `change` may take it back and put another in its place. */
  readonly canChange: boolean
}

/** What needs the officer's decision: what I did, what they did, since when. */
export interface NeedsYouItem extends CaseNamed {
  readonly actionId: ActionId
  readonly type: ActionType
  readonly decision: Decision
  readonly text: string | null
  readonly createdAt: Instant
  readonly files: readonly AttachedFile[]
  readonly refusal: Refusal
  /** What others did since, newest last; empty for a rejection. */
  readonly othersSince: readonly CaseEvent[]
  /** The time of the last event that the officer had seen; null when that is not known any more. */
  readonly seenUntil: Instant | null
  /** The case as it is now, without the officer's unsent work; null when it has left the desk. */
  readonly present: Case | null
  /** Whether `sendOnTop` would be allowed now; null when the case has left. */
  readonly sendOnTop: Permission | null
  /** How many later actions of the case wait for the decision. */
  readonly waitingBehind: number
}

/** What is saved in an action's place. */
export interface Change {
  readonly decision: Decision
  /** Left out: the files that it has. Of those and of its draft's files, which go along. */
  readonly fileIds?: readonly FileId[] | undefined
}
