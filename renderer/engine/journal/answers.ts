import { z } from 'zod'
import { identifier } from '../../../shared/protocol/primitives'
import { actionSchema } from '../../../shared/protocol/action'
import { officerSchema } from '../../../shared/protocol/session'
import type { ActionId } from '../../../shared/domain/identifiers'
import {
  draftSchema,
  journalFailureCodes,
  type EntryState,
  type JournalAnswers,
  type JournalEntry,
  type JournalRequestName,
} from '../../../shared/bridge/journalPort'

const standingSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('held'), releasedInMilliseconds: z.number() }),
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('sent') }),
  z.object({ state: z.literal('accepted') }),
  z.object({
    state: z.literal('needs-you'),
    outcome: z.enum(['conflict', 'rejected']),
    code: z.string().nullable(),
    detail: z.string().nullable(),
  }),
]) satisfies z.ZodType<EntryState>

const entrySchema = z.object({
  sequence: z.number().int(),
  action: actionSchema,
  standing: standingSchema,
}) satisfies z.ZodType<JournalEntry>

const openingSchema = z.object({
  officer: officerSchema,
  server: z.string(),
  databaseName: z.string().min(1),
  // The cast only says what crosses a port: a copy, never memory that is shared.
  cacheKey: z.instanceof(Uint8Array).refine((key) => key.byteLength === 32) as unknown as z.ZodType<
    Uint8Array<ArrayBuffer>
  >,
  entries: z.array(entrySchema),
  drafts: z.array(draftSchema),
  damage: z
    .object({ recordsSalvaged: z.number(), bytesSetAside: z.number(), copyName: z.string() })
    .nullable(),
})

/** What every answer of the journal is checked against: the port is a border like any other. */
export const answerSchemas: { readonly [Name in JournalRequestName]: z.ZodType<JournalAnswers[Name]> } = {
  open: openingSchema,
  saveAction: entrySchema,
  undo: z.object({ undone: z.boolean() }),
  markSent: z.object({ sendable: z.array(identifier<ActionId>()) }),
  saveResults: z.object({ entries: z.array(entrySchema) }),
  settle: z.object({ settled: z.literal(true) }),
  discard: z.object({ discarded: z.boolean() }),
  saveDraft: z.object({ saved: z.literal(true) }),
}

export const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), requestNumber: z.number(), answer: z.unknown() }),
  z.object({
    kind: z.literal('failure'),
    requestNumber: z.number(),
    code: z.enum(journalFailureCodes),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('released'), actionId: identifier<ActionId>() }),
])
