import { z } from 'zod'
import { identifier } from '../../../shared/protocol/primitives'
import {
  fileIdSchema,
  fileUploadSchema,
  keptFileSchema,
  newFileSchema,
  type AttachedFile,
  type FileRefusal,
} from '../../../shared/bridge/attachedFiles'
import { actionSchema } from '../../../shared/protocol/action'
import { reportFileStateSchema, reportFileTold } from '../../../shared/bridge/reportFiles'
import { officerSchema } from '../../../shared/protocol/session'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import { engineNotesSchema } from '../../../shared/bridge/engineNotes'
import { draftSchema } from '../../../shared/bridge/draft'
import {
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

const attachedFileSchema = keptFileSchema.extend({
  upload: fileUploadSchema.nullable(),
  present: z.boolean(),
}) satisfies z.ZodType<AttachedFile>

const entrySchema = z.object({
  sequence: z.number().int(),
  action: actionSchema,
  standing: standingSchema,
  files: z.array(attachedFileSchema),
}) satisfies z.ZodType<JournalEntry>

const diskStateSchema = z.enum(['ok', 'reserve-used', 'full'])

const openingSchema = z.object({
  officer: officerSchema,
  server: z.string(),
  databaseName: z.string().min(1),
  // The cast only says what crosses a port: a copy, never memory that is shared.
  cacheKey: z
    .instanceof(Uint8Array)
    .refine((key) => key.byteLength === 32)
    .nullable() as unknown as z.ZodType<Uint8Array<ArrayBuffer> | null>,
  entries: z.array(entrySchema),
  drafts: z.array(draftSchema),
  draftFiles: z.array(newFileSchema.pick({ caseId: true, type: true }).extend({ file: attachedFileSchema })),
  damage: z
    .object({
      cause: z.enum(['damaged', 'vanished', 'rolled-back']),
      recordsSalvaged: z.number(),
      recordsMissing: z.number(),
      bytesSetAside: z.number(),
      copyName: z.string().nullable(),
    })
    .nullable(),
  diskState: diskStateSchema,
  notes: engineNotesSchema,
})

const sentActionSchema = z.object({
  sequence: z.number().int(),
  action: actionSchema,
  standing: z.enum(['sent', 'accepted', 'settled']),
  files: z.array(attachedFileSchema),
})

const fileRefusals = [
  'too-large',
  'too-many',
  'not-begun',
  'incomplete',
  'disk-full',
  'write-failed',
] as const satisfies readonly FileRefusal[]
const fileRefused = z.object({ outcome: z.literal('refused'), reason: z.enum(fileRefusals) })
const fileNotRead = z.object({
  outcome: z.literal('refused'),
  reason: z.enum(['unknown', 'missing', 'damaged']),
})

/** What every answer of the journal is checked against: the port is a border like any other. */
export const answerSchemas: { readonly [Name in JournalRequestName]: z.ZodType<JournalAnswers[Name]> } = {
  open: openingSchema,
  saveAction: entrySchema,
  saveActions: z.object({ entries: z.array(entrySchema) }),
  undoActions: z.object({ undone: z.array(identifier<ActionId>()) }),
  holdAnew: z.object({ held: z.array(identifier<ActionId>()) }),
  undo: z.object({ undone: z.boolean() }),
  markSent: z.object({ sendable: z.array(identifier<ActionId>()) }),
  saveResults: z.object({ entries: z.array(entrySchema) }),
  settle: z.object({ settled: z.literal(true) }),
  discard: z.object({ discarded: z.boolean() }),
  saveDraft: z.object({ saved: z.literal(true) }),
  sentActions: z.object({ actions: z.array(sentActionSchema) }),
  sendAgain: z.object({ entries: z.array(entrySchema) }),
  damageTold: z.object({ told: z.literal(true) }),
  keepNote: z.object({ kept: z.literal(true) }),
  beginFile: z.union([z.object({ outcome: z.literal('begun'), fileId: fileIdSchema }), fileRefused]),
  addToFile: z.union([z.object({ outcome: z.literal('added'), size: z.number() }), fileRefused]),
  finishFile: z.union([z.object({ outcome: z.literal('kept'), file: attachedFileSchema }), fileRefused]),
  removeFile: z.object({ removed: z.boolean() }),
  readFile: z.union([z.object({ outcome: z.literal('read'), bytes: z.instanceof(Uint8Array) }), fileNotRead]),
  saveUpload: z.object({ saved: z.boolean() }),
  listFiles: z.object({ files: z.array(attachedFileSchema) }),
  fetchReportFile: reportFileStateSchema,
  reportFileStates: z.object({ states: z.array(reportFileTold) }),
  reportFileCases: z.object({ caseIds: z.array(identifier<CaseId>()) }),
  forgetReportFiles: z.object({ forgotten: z.literal(true) }),
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
  z.object({ kind: z.literal('disk-state'), diskState: diskStateSchema }),
  reportFileTold.extend({ kind: z.literal('report-file') }),
])
