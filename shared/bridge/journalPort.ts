import { z } from 'zod'
import { knownActionTypes, type Action, type KnownActionType } from '../domain/action'
import type { ActionId, CaseId } from '../domain/identifiers'
import type { Officer } from '../domain/officer'
import { actionSchema } from '../protocol/action'
import { identifier } from '../protocol/primitives'

/**
 * What the engine and the journal say to each other over the engine's port. The engine asks, the journal answers
 * every request once under the request's number; only `released` comes unasked. Answers to requests that write
 * come after the record is on the disk (fsync).
 */

/** How long a new action is held so that it can be undone. Main measures it by a monotonic clock. */
export const holdMilliseconds = 10_000

/** Where an unsent action stands. Main decides it; the engine only asks for the next step. */
export type EntryState =
  | { readonly state: 'held'; readonly releasedInMilliseconds: number }
  | { readonly state: 'waiting' }
  /** Handed to the network, its result unknown: it can be neither undone nor discarded (PROTOCOL.md 5.5). */
  | { readonly state: 'sent' }
  /** Taken by the national system; shown until the stored case's events hold it (PROTOCOL.md 5.4). */
  | { readonly state: 'accepted' }
  | {
      readonly state: 'needs-you'
      readonly outcome: 'conflict' | 'rejected'
      readonly code: string | null
      readonly detail: string | null
    }

export interface JournalEntry {
  /** Rises by at least one with every entry; the order in which the officer acted. */
  readonly sequence: number
  readonly action: Action
  readonly standing: EntryState
}

export const draftSchema = z.object({
  caseId: identifier<CaseId>(),
  type: z.enum(knownActionTypes),
  /** As typed, not trimmed and of any length: a draft may be longer than what may be sent. */
  text: z.string().max(200_000),
})
export interface Draft {
  readonly caseId: CaseId
  readonly type: KnownActionType
  readonly text: string
}

/** What was found wrong when the journal was read, said to the officer once. */
export interface JournalDamage {
  readonly recordsSalvaged: number
  readonly bytesSetAside: number
  /** The name of the copy inside the profile, for the IT staff. */
  readonly copyName: string
}

export interface JournalOpening {
  readonly officer: Officer
  /** The base URL that the officer signed in to. */
  readonly server: string
  /** The IndexedDB database of this officer on this device. */
  readonly databaseName: string
  /** 32 bytes, AES-256. */
  readonly cacheKey: Uint8Array<ArrayBuffer>
  readonly entries: readonly JournalEntry[]
  readonly drafts: readonly Draft[]
  readonly damage: JournalDamage | null
}

const actionIds = z.array(identifier<ActionId>()).min(1).max(1000)

/** A final result as the journal keeps it; the case that came with it goes to the cache. */
export const finalResultSchema = z.object({
  actionId: identifier<ActionId>(),
  outcome: z.enum(['applied', 'duplicate', 'conflict', 'rejected']),
  code: z.string().max(200).nullable(),
  detail: z.string().max(10_000).nullable(),
})
export type FinalResult = z.infer<typeof finalResultSchema>

export const journalRequestSchemas = {
  /** The first request on a port. */
  open: z.object({}),
  /**
   * Saves a new action. With `replaces`, an action that needs the officer, or one waiting behind such (PROTOCOL.md
   * 5.4), goes in the same record; never one that was accepted.
   */
  saveAction: z.object({ action: actionSchema, replaces: identifier<ActionId>().nullable() }),
  /** Takes a held action back. */
  undo: z.object({ actionId: identifier<ActionId>() }),
  /** Before the request goes out. Answers which of them may be sent: those still held or gone may not. */
  markSent: z.object({ actionIds }),
  saveResults: z.object({ results: z.array(finalResultSchema).min(1).max(1000) }),
  /** The stored case holds these accepted actions now: the journal may forget them. */
  settle: z.object({ actionIds }),
  /** Gives up an action that waits or needs the officer. */
  discard: z.object({ actionId: identifier<ActionId>() }),
  /** Keeps the text of a case and type; an empty text forgets it. */
  saveDraft: z.object({ draft: draftSchema }),
} as const satisfies Record<string, z.ZodType>

export type JournalRequestName = keyof typeof journalRequestSchemas
export type JournalRequestBody<Name extends JournalRequestName> = z.infer<
  (typeof journalRequestSchemas)[Name]
>

export interface JournalAnswers {
  open: JournalOpening
  saveAction: JournalEntry
  undo: { readonly undone: boolean }
  markSent: { readonly sendable: readonly ActionId[] }
  saveResults: { readonly entries: readonly JournalEntry[] }
  settle: { readonly settled: true }
  discard: { readonly discarded: boolean }
  saveDraft: { readonly saved: true }
}

export const journalFailureCodes = ['disk-full', 'write-failed', 'invalid', 'closed'] as const
export type JournalFailureCode = (typeof journalFailureCodes)[number]

export interface JournalRequest {
  readonly requestNumber: number
  readonly name: JournalRequestName
  readonly body: unknown
}

/** From main to the engine. */
export type JournalMessage =
  | { readonly kind: 'answer'; readonly requestNumber: number; readonly answer: unknown }
  | {
      readonly kind: 'failure'
      readonly requestNumber: number
      readonly code: JournalFailureCode
      readonly detail: string
    }
  /** The hold of an action is over: it waits to be sent. */
  | { readonly kind: 'released'; readonly actionId: ActionId }
