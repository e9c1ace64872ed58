import type { ActionId, CaseId, Instant, UploadId } from './identifiers'

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

/** What an officer gives with each action (DOMAIN.md, *Actions*, column *payload*). */
export interface ActionPayloads {
  readonly accept: Readonly<Record<string, never>>
  readonly respond: {
    readonly text: string
    readonly uploads: readonly UploadReference[]
    readonly close?: boolean | undefined
  }
  readonly note: { readonly text: string; readonly uploads: readonly UploadReference[] }
}

/** The actions whose rules this version knows. The others of the table get their place in `ActionPayloads`. */
export type KnownActionType = keyof ActionPayloads
export const knownActionTypes = ['accept', 'respond', 'note'] as const satisfies readonly KnownActionType[]

/** What an officer decided for a case, before it is given an id and a time. */
export type Decision = {
  readonly [Type in KnownActionType]: { readonly type: Type; readonly payload: ActionPayloads[Type] }
}[KnownActionType]

/** PROTOCOL.md 5.1 and 5.2. */
export type Action = Decision & {
  readonly actionId: ActionId
  readonly caseId: CaseId
  /** The version of the case that the officer saw. */
  readonly baseVersion: number
  /** The device's clock: shown, never ordered by. */
  readonly createdAt: Instant
}

/** Longest texts in UTF-16 code units after `plainText` (DOMAIN.md; PROTOCOL.md 1.1). */
export const textLimits = { respond: 5000, note: 5000 } as const
export const uploadLimit = 10

/** The text as it is measured and sent: NFC, without white space at its ends (PROTOCOL.md 1.1). */
export function plainText(typed: string): string {
  return typed.normalize('NFC').trim()
}
