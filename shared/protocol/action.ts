import { z } from 'zod'
import {
  tagLimit,
  textLimits,
  uploadLimit,
  type Action,
  type ActionPayloads,
  type ActionType,
  type Decision,
  type TextLimits,
  type UploadReference,
} from '../domain/action'
import { classifications, type Case } from '../domain/case'
import type { AgencyId, CaseId, CategoryId, Epoch, OfficerId, UnitId } from '../domain/identifiers'
import { archiveReasonCodes } from '../domain/reference'
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

function textWithin({ shortest, longest }: TextLimits): z.ZodType<string, string> {
  return measuredText(shortest, longest)
}

const duplicatePayload = z.object({ primaryCaseId: identifier<CaseId>() })

/** DOMAIN.md, *Actions*, column *payload*: one schema for each action. Texts come out as they are measured. */
export const payloadSchemas = {
  accept: z.object({}).transform((): ActionPayloads['accept'] => ({})),
  respond: z.object({
    text: textWithin(textLimits.respond.text),
    uploads,
    close: z.boolean().optional(),
  }),
  note: z.object({ text: textWithin(textLimits.note.text), uploads }),
  request_info: z.object({ text: textWithin(textLimits.request_info.text) }),
  forward: z.object({ unitId: identifier<UnitId>(), text: textWithin(textLimits.forward.text) }),
  assign: z.object({
    assigneeId: identifier<OfficerId>().nullable(),
    reason: textWithin(textLimits.assign.reason).default(''),
  }),
  return: z.object({
    reason: textWithin(textLimits.return.reason),
    suggestedAgencyId: identifier<AgencyId>().optional(),
  }),
  archive: z.object({
    reasonCode: z.enum(archiveReasonCodes),
    text: textWithin(textLimits.archive.text).optional(),
  }),
  close: z.object({ text: textWithin(textLimits.close.text).optional() }),
  reopen: z.object({ reason: textWithin(textLimits.reopen.reason) }),
  edit: z
    .object({
      title: textWithin(textLimits.edit.title).optional(),
      categoryId: identifier<CategoryId>().optional(),
      tags: z.array(textWithin(textLimits.edit.tag)).max(tagLimit).optional(),
      classification: z.enum(classifications).optional(),
      oversight: z.boolean().optional(),
      anonymous: z.literal(true).optional(),
      confidential: z.literal(true).optional(),
    })
    .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'names no field'),
  link_duplicate: duplicatePayload,
  unlink_duplicate: duplicatePayload,
} satisfies { [Type in ActionType]: z.ZodType<ActionPayloads[Type]> }

function decided<Type extends ActionType, Payload extends z.ZodType>(type: Type, payload: Payload) {
  return z.object({ type: z.literal(type), payload })
}

/** What an officer decides, as it crosses the bridge and lies in drafts. */
export const decisionSchema: z.ZodType<Decision> = z.discriminatedUnion('type', [
  decided('accept', payloadSchemas.accept),
  decided('respond', payloadSchemas.respond),
  decided('note', payloadSchemas.note),
  decided('request_info', payloadSchemas.request_info),
  decided('forward', payloadSchemas.forward),
  decided('assign', payloadSchemas.assign),
  decided('return', payloadSchemas.return),
  decided('archive', payloadSchemas.archive),
  decided('close', payloadSchemas.close),
  decided('reopen', payloadSchemas.reopen),
  decided('edit', payloadSchemas.edit),
  decided('link_duplicate', payloadSchemas.link_duplicate),
  decided('unlink_duplicate', payloadSchemas.unlink_duplicate),
])

function made<Type extends ActionType, Payload extends z.ZodType>(type: Type, payload: Payload) {
  return z.object({
    actionId: identifier<Action['actionId']>(),
    caseId: identifier<Action['caseId']>(),
    baseVersion: z.number().int().nonnegative(),
    createdAt: instantSchema,
    type: z.literal(type),
    payload,
  })
}

/** PROTOCOL.md 5.1. */
export const actionSchema: z.ZodType<Action> = z.discriminatedUnion('type', [
  made('accept', payloadSchemas.accept),
  made('respond', payloadSchemas.respond),
  made('note', payloadSchemas.note),
  made('request_info', payloadSchemas.request_info),
  made('forward', payloadSchemas.forward),
  made('assign', payloadSchemas.assign),
  made('return', payloadSchemas.return),
  made('archive', payloadSchemas.archive),
  made('close', payloadSchemas.close),
  made('reopen', payloadSchemas.reopen),
  made('edit', payloadSchemas.edit),
  made('link_duplicate', payloadSchemas.link_duplicate),
  made('unlink_duplicate', payloadSchemas.unlink_duplicate),
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
