import { z } from 'zod'
import { uploadLimit, type Action } from '../domain/action'
import type { ActionId } from '../domain/identifiers'
import type { Officer } from '../domain/officer'
import { actionSchema } from '../protocol/action'
import { identifier, instantSchema } from '../protocol/primitives'
import {
  fileIdSchema,
  fileRequestSchemas,
  type AttachedFile,
  type DraftFile,
  type FileAnswers,
} from './attachedFiles'
import { draftSchema, type Draft } from './draft'
import { reportFileRequestSchemas, type ReportFileAnswers, type ReportFileTold } from './reportFiles'
import { engineNoteNames, longestEngineNote, type EngineNotes } from './engineNotes'

/**
 * What the engine and the journal say to each other over the engine's port. The engine asks, the journal answers
 * every request once under the request's number; only `released`, `disk-state` and `report-file` come unasked. Answers to requests
 * that write come after the record is on the disk (fsync).
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
  /** Sent before the action, which then names them as `uploads` (PROTOCOL.md 7). */
  readonly files: readonly AttachedFile[]
}

/**
 * An action that may have taken effect: sent, accepted, or settled within the last 30 days. A server that was
 * restored from a backup may not know it any more (PROTOCOL.md 5.5).
 */
export interface SentAction {
  readonly sequence: number
  readonly action: Action
  readonly standing: 'sent' | 'accepted' | 'settled'
  readonly files: readonly AttachedFile[]
}

/** What was found wrong when the journal was read; told at every opening until the officer has seen it. */
export interface JournalDamage {
  readonly cause:
    /** Parts of it cannot be read. */
    | 'damaged'
    /** There was one, and it is not there. */
    | 'vanished'
    /** It ends before what was saved: cut off, or an older copy of it. */
    | 'rolled-back'
  readonly recordsSalvaged: number
  /** How far it lags behind what is known to have been saved; 0 where that is not known. */
  readonly recordsMissing: number
  readonly bytesSetAside: number
  /** The name of the copy inside the profile, for the IT staff; null when there was nothing to copy. */
  readonly copyName: string | null
}

/** How much room the journal has. */
export type DiskState =
  | 'ok'
  /** The disk is full; what the officer does is still saved, in the room that was kept free for it. */
  | 'reserve-used'
  /** Nothing more can be saved. */
  | 'full'

export interface JournalOpening {
  readonly officer: Officer
  /** The base URL that the officer signed in to. */
  readonly server: string
  /** The IndexedDB database of this officer on this device. */
  readonly databaseName: string
  /**
   * 32 bytes, AES-256. Null while the desk is locked: then the port serves nothing but sending, and tells neither drafts
   * nor the notes that an officer's words stand in.
   */
  readonly cacheKey: Uint8Array<ArrayBuffer> | null
  readonly entries: readonly JournalEntry[]
  readonly drafts: readonly Draft[]
  readonly draftFiles: readonly DraftFile[]
  readonly damage: JournalDamage | null
  readonly diskState: DiskState
  readonly notes: EngineNotes
}

const actionIds = z.array(identifier<ActionId>()).min(1).max(1000)

/**
 * The national system's time (`Date`), by which alone the 30 days are counted: this device's clock may be wrong by
 * years (RELIABILITY.md 16).
 */
const serverTime = instantSchema.optional()

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
   * 5.4), goes in the same record; never one that was accepted. `files` are those of its draft or of the action
   * that it replaces; left out, it takes over all of the latter.
   */
  saveAction: z.object({
    action: actionSchema,
    replaces: identifier<ActionId>().nullable(),
    files: z.array(fileIdSchema).max(uploadLimit).optional(),
  }),
  /**
   * Saves new actions without files, in their order and with one fsync: each is a record of its own, held and undone as
   * any other. Answered when all are on the disk; when they cannot be, none counts.
   */
  saveActions: z.object({ actions: z.array(actionSchema).min(1).max(1000) }),
  /**
   * Takes back those of these that are still held. What was written for many at once does not become a draft of each.
   */
  undoActions: z.object({ actionIds }),
  /**
   * Holds those of these that are still held for the whole time from now on: what was decided for many at once is taken
   * back as one, however long the saving of its parts took. Writes nothing.
   */
  holdAnew: z.object({ actionIds }),
  /** Takes a held action back. */
  undo: z.object({ actionId: identifier<ActionId>() }),
  /** Before the request goes out. Answers which of them may be sent: those still held or gone may not. */
  markSent: z.object({ actionIds }),
  saveResults: z.object({ results: z.array(finalResultSchema).min(1).max(1000), serverTime }),
  /** The stored case holds these accepted actions now: they are shown no more, and kept 30 days (PROTOCOL.md 5.5). */
  settle: z.object({ actionIds, serverTime }),
  /** What has to be asked about after the server was restored (PROTOCOL.md 4.5, 5.5). */
  sentActions: z.object({}),
  /** The restored server has never seen these (404): they go again, with the same ids (PROTOCOL.md 5.5). */
  sendAgain: z.object({ actionIds }),
  /** Gives up an action that waits or needs the officer. */
  discard: z.object({ actionId: identifier<ActionId>() }),
  /** Keeps the text of a case and type; an empty text forgets it. */
  saveDraft: z.object({ draft: draftSchema }),
  /** The officer has seen what was found wrong: it is told no more. */
  damageTold: z.object({}),
  /** Keeps what the engine must know without its cache; null forgets it. */
  keepNote: z.object({
    name: z.enum(engineNoteNames),
    text: z.string().max(longestEngineNote).nullable(),
  }),
  ...fileRequestSchemas,
  ...reportFileRequestSchemas,
} as const satisfies Record<string, z.ZodType>

export type JournalRequestName = keyof typeof journalRequestSchemas

/**
 * What may be asked while the desk is locked. What was typed is still handed over then, by an engine that is being
 * ended.
 */
export const requestsWhileLocked: readonly JournalRequestName[] = [
  'open',
  'markSent',
  'saveResults',
  'saveUpload',
  'readFile',
  'keepNote',
  'saveDraft',
]
export type JournalRequestBody<Name extends JournalRequestName> = z.infer<
  (typeof journalRequestSchemas)[Name]
>

export interface JournalAnswers extends FileAnswers, ReportFileAnswers {
  open: JournalOpening
  saveAction: JournalEntry
  saveActions: { readonly entries: readonly JournalEntry[] }
  undoActions: { readonly undone: readonly ActionId[] }
  holdAnew: { readonly held: readonly ActionId[] }
  undo: { readonly undone: boolean }
  markSent: { readonly sendable: readonly ActionId[] }
  saveResults: { readonly entries: readonly JournalEntry[] }
  settle: { readonly settled: true }
  sentActions: { readonly actions: readonly SentAction[] }
  sendAgain: { readonly entries: readonly JournalEntry[] }
  discard: { readonly discarded: boolean }
  saveDraft: { readonly saved: true }
  damageTold: { readonly told: true }
  keepNote: { readonly kept: true }
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
  | { readonly kind: 'disk-state'; readonly diskState: DiskState }
  /** How it stands with a file of a report that is being fetched. */
  | ({ readonly kind: 'report-file' } & ReportFileTold)
