import { z } from 'zod'
import {
  textLimits,
  uploadLimit,
  type Action,
  type ActionPayloads,
  type Decision,
  type UploadReference,
} from '../domain/action'
import type { Case } from '../domain/case'
import type { Epoch } from '../domain/identifiers'
import { caseSchema } from './case'
import { identifier, instantSchema, measuredText } from './primitives'

const uploadReferenceSchema: z.ZodType<UploadReference> = z.object({
  uploadId: identifier<UploadReference['uploadId']>(),
  name: z.string().min(1).max(255),
  mime: z.string().max(255),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const uploads = z.array(uploadReferenceSchema).max(uploadLimit).default([])

/** DOMAIN.md, *Actions*, column *payload*; one schema for each action that this version knows. */
export const payloadSchemas = {
  accept: z.object({}).transform((): ActionPayloads['accept'] => ({})),
  respond: z.object({
    text: measuredText(1, textLimits.respond),
    uploads,
    close: z.boolean().optional(),
  }),
  note: z.object({ text: measuredText(1, textLimits.note), uploads }),
} satisfies { [Type in keyof ActionPayloads]: z.ZodType<ActionPayloads[Type]> }

/** What an officer decides, as it crosses the bridge and lies in drafts. */
export const decisionSchema: z.ZodType<Decision> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accept'), payload: payloadSchemas.accept }),
  z.object({ type: z.literal('respond'), payload: payloadSchemas.respond }),
  z.object({ type: z.literal('note'), payload: payloadSchemas.note }),
])

const actionHead = {
  actionId: identifier<Action['actionId']>(),
  caseId: identifier<Action['caseId']>(),
  baseVersion: z.number().int().nonnegative(),
  createdAt: instantSchema,
}

/** PROTOCOL.md 5.1. */
export const actionSchema: z.ZodType<Action> = z.discriminatedUnion('type', [
  z.object({ ...actionHead, type: z.literal('accept'), payload: payloadSchemas.accept }),
  z.object({ ...actionHead, type: z.literal('respond'), payload: payloadSchemas.respond }),
  z.object({ ...actionHead, type: z.literal('note'), payload: payloadSchemas.note }),
])

/**
 * The envelope of `POST /v1/actions`. Its actions are checked one by one afterwards, so that a bad one is
 * `rejected` alone while the others go on (PROTOCOL.md 5.6).
 */
export const pushRequestSchema = z.object({
  epoch: identifier<Epoch>(),
  actions: z.array(z.unknown()).min(1).max(100),
})

export const rejectionCodes = [
  'forbidden',
  'invalid',
  'invalid_transition',
  'not_found',
  'too_large',
  'case_left',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

export const retryCodes = ['busy', 'blocked', 'upload_missing'] as const
export type RetryCode = (typeof retryCodes)[number]

const resultHead = { actionId: identifier<Action['actionId']>(), detail: z.string().optional() }

/** PROTOCOL.md 5.4. A `code` that this version does not know stays readable as a plain string. */
export const actionResultSchema = z.discriminatedUnion('outcome', [
  z.object({ ...resultHead, outcome: z.literal('applied'), case: caseSchema.optional() }),
  z.object({ ...resultHead, outcome: z.literal('duplicate'), case: caseSchema.optional() }),
  z.object({
    ...resultHead,
    outcome: z.literal('conflict'),
    code: z.string().optional(),
    case: caseSchema.optional(),
  }),
  z.object({ ...resultHead, outcome: z.literal('rejected'), code: z.string(), case: caseSchema.optional() }),
  z.object({
    ...resultHead,
    outcome: z.literal('retry'),
    code: z.string().optional(),
    case: caseSchema.optional(),
  }),
])
export type ActionResult = z.infer<typeof actionResultSchema>
export type ActionOutcome = ActionResult['outcome']
export type ResultCase = Case

/** The answer to `POST /v1/actions`: one result for each action, in order. */
export const pushResponseSchema = z.object({ results: z.array(actionResultSchema) })

/** Final results are recorded and given again; `retry` is not (PROTOCOL.md 5.4). */
export function isFinal(result: ActionResult): boolean {
  return result.outcome !== 'retry'
}
