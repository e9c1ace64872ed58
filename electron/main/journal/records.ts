import { z } from 'zod'
import { fileIdSchema, fileUploadSchema, keptFileSchema } from '../../../shared/bridge/attachedFiles'
import { draftSchema, type Draft } from '../../../shared/bridge/draft'
import { finalResultSchema, type JournalDamage } from '../../../shared/bridge/journalPort'
import { uploadLimit } from '../../../shared/domain/action'
import type { ActionId } from '../../../shared/domain/identifiers'
import { actionSchema } from '../../../shared/protocol/action'
import { identifier, instantSchema } from '../../../shared/protocol/primitives'

const actionId = identifier<ActionId>()
const actionIds = z.array(actionId).min(1)
const { caseId, type } = draftSchema.shape

const damageSchema: z.ZodType<JournalDamage> = z.object({
  cause: z.enum(['damaged', 'vanished', 'rolled-back']),
  recordsSalvaged: z.number(),
  recordsMissing: z.number(),
  bytesSetAside: z.number(),
  copyName: z.string().nullable(),
})

/**
 * Everything the journal ever writes, one kind for each step of an action's life. A kind is never changed once
 * officers have files with it: a new need is a new kind, a new format version and a migration (migrations.ts).
 */
export const journalRecordSchema = z.discriminatedUnion('kind', [
  /*
   * Since version 1.
   */
  /** An officer acted. With `replaces`, the action that needed the officer goes in the same record. */
  z.object({ kind: z.literal('action-saved'), action: actionSchema, replaces: actionId.nullable() }),
  z.object({ kind: z.literal('action-undone'), actionId }),
  /** About to be handed to the network: from here on they may have taken effect. */
  z.object({ kind: z.literal('actions-sent'), actionIds }),
  z.object({ kind: z.literal('results'), results: z.array(finalResultSchema).min(1) }),
  /** The stored cases hold these accepted actions (PROTOCOL.md 5.4). Only version 1 wrote it: it keeps nothing. */
  z.object({ kind: z.literal('settled'), actionIds }),
  z.object({ kind: z.literal('discarded'), actionId }),
  /** An empty text forgets the draft. */
  z.object({ kind: z.literal('draft'), draft: draftSchema.omit({ choices: true }) }),

  /*
   * Since version 2.
   */
  /** As `action-saved`. The files stand whole in it, so that damage of another record takes none of them away. */
  z.object({
    kind: z.literal('action-saved-with-files'),
    action: actionSchema,
    replaces: actionId.nullable(),
    files: z.array(keptFileSchema).min(1).max(uploadLimit),
  }),
  /** As `draft`, of which something is chosen. */
  z.object({ kind: z.literal('draft-with-choices'), draft: draftSchema.required() }),
  /** A file is whole and synced beside the journal, and belongs to a draft. */
  z.object({ kind: z.literal('file-added'), caseId, type, file: keptFileSchema }),
  /** Taken from its draft. */
  z.object({ kind: z.literal('file-removed'), fileId: fileIdSchema }),
  /** Where the file is being uploaded; how far is the national system's to say. Null forgets it. */
  z.object({ kind: z.literal('upload-created'), fileId: fileIdSchema, upload: fileUploadSchema.nullable() }),
  /**
   * The stored cases hold these accepted actions; they are kept 30 days from `since`, in the national system's time
   * (PROTOCOL.md 5.5). Where that time is not known yet, from when it is.
   */
  z.object({
    kind: z.literal('settled-and-kept'),
    settled: z.array(z.object({ actionId, since: instantSchema.nullable() })).min(1),
  }),
  /** A restored national system has never seen these: they have been sent and have no result. */
  z.object({ kind: z.literal('sent-again'), actionIds }),
  /** The national system's time, from its `Date`. */
  z.object({ kind: z.literal('server-time'), at: instantSchema }),
  z.object({ kind: z.literal('damage-found'), damage: damageSchema }),
  /** The officer has seen it. */
  z.object({ kind: z.literal('damage-told') }),
  /**
   * Ends what a rewritten file carries over. It says nothing but its sequence, so that how far the journal had come
   * is known although the last records before it are gone.
   */
  z.object({ kind: z.literal('rewritten') }),
])
export type JournalRecord = z.infer<typeof journalRecordSchema>

export function draftRecord({ choices, ...draft }: Draft): JournalRecord {
  return choices ? { kind: 'draft-with-choices', draft: { ...draft, choices } } : { kind: 'draft', draft }
}

/** A record and its place in the journal. */
export interface NumberedRecord {
  /**
   * Rises with every record that is committed. Those that a rewritten file carries over beside its actions all have
   * the last sequence of the file before, so that rewriting takes no numbers.
   */
  readonly sequence: number
  readonly record: JournalRecord
}
