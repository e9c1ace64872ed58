import { assertNever } from './assertNever'
import type { Classification } from './case'
import type {
  ActionId,
  AgencyId,
  CaseId,
  CategoryId,
  Instant,
  OfficerId,
  UnitId,
  UploadId,
} from './identifiers'
import type { ArchiveReasonCode } from './reference'

/** Every action of DOMAIN.md's table, in its order. */
export const actionTypes = [
  'accept',
  'respond',
  'note',
  'request_info',
  'forward',
  'assign',
  'return',
  'archive',
  'close',
  'reopen',
  'edit',
  'link_duplicate',
  'unlink_duplicate',
] as const
export type ActionType = (typeof actionTypes)[number]

/** The file sent before the action that names it (PROTOCOL.md 7). */
export interface UploadReference {
  readonly uploadId: UploadId
  readonly name: string
  readonly mime: string
  /** Bytes. */
  readonly size: number
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

/** The fields that are to change, with their new values; the others are left out. */
export interface EditPayload {
  readonly title?: string | undefined
  readonly categoryId?: CategoryId | undefined
  readonly tags?: readonly string[] | undefined
  readonly classification?: Classification | undefined
  readonly oversight?: boolean | undefined
  /** Only from false to true, as `confidential`: what was hidden is never shown again. */
  readonly anonymous?: true | undefined
  readonly confidential?: true | undefined
}

/** What an officer gives with each action (DOMAIN.md, *Actions*, column *payload*). */
export interface ActionPayloads {
  readonly accept: Readonly<Record<string, never>>
  readonly respond: {
    readonly text: string
    readonly uploads: readonly UploadReference[]
    readonly close?: boolean | undefined
  }
  readonly note: { readonly text: string; readonly uploads: readonly UploadReference[] }
  readonly request_info: { readonly text: string }
  readonly forward: { readonly unitId: UnitId; readonly text: string }
  /** Null lets the case go. */
  readonly assign: { readonly assigneeId: OfficerId | null; readonly reason: string }
  readonly return: { readonly reason: string; readonly suggestedAgencyId?: AgencyId | undefined }
  readonly archive: { readonly reasonCode: ArchiveReasonCode; readonly text?: string | undefined }
  readonly close: { readonly text?: string | undefined }
  readonly reopen: { readonly reason: string }
  readonly edit: EditPayload
  readonly link_duplicate: { readonly primaryCaseId: CaseId }
  readonly unlink_duplicate: { readonly primaryCaseId: CaseId }
}

/** What an officer decided for a case, before it is given an id and a time. */
export type Decision = {
  readonly [Type in ActionType]: { readonly type: Type; readonly payload: ActionPayloads[Type] }
}[ActionType]

/** PROTOCOL.md 5.1 and 5.2. */
export type Action = Decision & {
  readonly actionId: ActionId
  readonly caseId: CaseId
  /** The version of the case that the officer saw. */
  readonly baseVersion: number
  /** The device's clock: shown, never ordered by. */
  readonly createdAt: Instant
}

/** In UTF-16 code units after `plainText` (PROTOCOL.md 1.1). */
export interface TextLimits {
  readonly shortest: number
  readonly longest: number
}

/** How long the texts of each action may be, by action and field (DOMAIN.md, *Actions*, column *payload*). */
export const textLimits = {
  respond: { text: { shortest: 1, longest: 5000 } },
  note: { text: { shortest: 1, longest: 5000 } },
  request_info: { text: { shortest: 1, longest: 2000 } },
  forward: { text: { shortest: 1, longest: 2000 } },
  assign: { reason: { shortest: 0, longest: 500 } },
  return: { reason: { shortest: 10, longest: 2000 } },
  archive: { text: { shortest: 0, longest: 2000 } },
  close: { text: { shortest: 0, longest: 2000 } },
  reopen: { reason: { shortest: 1, longest: 500 } },
  // DOMAIN.md says nothing of these two; the limits are this contract's own (shared/protocol/README.md 5.1).
  edit: { title: { shortest: 1, longest: 200 }, tag: { shortest: 1, longest: 50 } },
} as const satisfies Partial<Record<ActionType, Readonly<Record<string, TextLimits>>>>

/** Files of one action. */
export const uploadLimit = 10
/** Tags of one case. */
export const tagLimit = 20

/** The text as it is measured and sent: NFC, without white space at its ends (PROTOCOL.md 1.1). */
export function plainText(typed: string): string {
  return typed.normalize('NFC').trim()
}

/** What an officer wrote for others to read, with the limits it has. */
export interface WrittenText {
  readonly text: string
  readonly limits: TextLimits
}

/** The text of a decision, whatever its field is called; null for those that are made without words. */
export function writtenText(decision: Decision): WrittenText | null {
  switch (decision.type) {
    case 'respond':
    case 'note':
    case 'request_info':
    case 'forward':
      return { text: decision.payload.text, limits: textLimits[decision.type].text }
    case 'archive':
    case 'close':
      return { text: decision.payload.text ?? '', limits: textLimits[decision.type].text }
    case 'assign':
    case 'return':
    case 'reopen':
      return { text: decision.payload.reason, limits: textLimits[decision.type].reason }
    case 'accept':
    case 'edit':
    case 'link_duplicate':
    case 'unlink_duplicate':
      return null
    default:
      return assertNever(decision, 'decision')
  }
}
