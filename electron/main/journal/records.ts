import { z } from 'zod'
import { draftSchema, finalResultSchema } from '../../../shared/bridge/journalPort'
import type { ActionId } from '../../../shared/domain/identifiers'
import { actionSchema } from '../../../shared/protocol/action'
import { identifier } from '../../../shared/protocol/primitives'

const actionId = identifier<ActionId>()
const actionIds = z.array(actionId).min(1)

/**
 * Everything the journal ever writes, one kind for each step of an action's life. A kind is never changed once
 * officers have files with it: a new need is a new kind and a new format version (RELIABILITY.md 21, 22).
 */
export const journalRecordSchema = z.discriminatedUnion('kind', [
  /** An officer acted. With `replaces`, the action that needed the officer goes in the same record. */
  z.object({ kind: z.literal('action-saved'), action: actionSchema, replaces: actionId.nullable() }),
  z.object({ kind: z.literal('action-undone'), actionId }),
  /** About to be handed to the network: from here on they may have taken effect. */
  z.object({ kind: z.literal('actions-sent'), actionIds }),
  z.object({ kind: z.literal('results'), results: z.array(finalResultSchema).min(1) }),
  /** The stored cases hold these accepted actions (PROTOCOL.md 5.4). */
  z.object({ kind: z.literal('settled'), actionIds }),
  z.object({ kind: z.literal('discarded'), actionId }),
  /** An empty text forgets the draft. */
  z.object({ kind: z.literal('draft'), draft: draftSchema }),
])
export type JournalRecord = z.infer<typeof journalRecordSchema>

/** A record and its place in the journal. */
export interface NumberedRecord {
  readonly sequence: number
  readonly record: JournalRecord
}
