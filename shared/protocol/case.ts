import { z } from 'zod'
import { actionTypes } from '../domain/action'
import {
  actorKinds,
  caseStatuses,
  channels,
  classifications,
  deadlineKinds,
  foreignEventTypes,
  type Attachment,
  type Case,
  type CaseEvent,
} from '../domain/case'
import { identifier, instantSchema } from './primitives'

/** PROTOCOL.md 6.3. */
export const attachmentSchema: z.ZodType<Attachment> = z.object({
  id: identifier<Attachment['id']>(),
  name: z.string().max(255),
  mime: z.string().max(255),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** PROTOCOL.md 6.2. */
export const caseEventSchema: z.ZodType<CaseEvent> = z.object({
  id: identifier<CaseEvent['id']>(),
  at: instantSchema,
  actor: z.object({ kind: z.enum(actorKinds), id: z.string().max(64).optional(), name: z.string() }),
  type: z.enum([...actionTypes, ...foreignEventTypes]),
  text: z.string().optional(),
  visibility: z.enum(['public', 'internal']),
  data: z.record(z.string(), z.unknown()).optional(),
  attachments: z.array(attachmentSchema).optional(),
  actionId: identifier<NonNullable<CaseEvent['actionId']>>().optional(),
})

/** The fields of `caseSchema`, for schemas that take some of them. */
export const caseObjectSchema = z.object({
  id: identifier<Case['id']>(),
  trackingId: identifier<Case['trackingId']>(),
  version: z.number().int().positive(),
  title: z.string(),
  body: z.string(),
  classification: z.enum(classifications),
  categoryId: identifier<Case['categoryId']>(),
  tags: z.array(z.string()),
  channel: z.enum(channels),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  oversight: z.boolean(),
  location: z.object({
    areaCode: z.string().optional(),
    address: z.string().optional(),
    lat: z.number().min(-90).max(90).optional(),
    lon: z.number().min(-180).max(180).optional(),
  }),
  reporter: z
    .object({
      id: identifier<NonNullable<Case['reporter']>['id']>(),
      name: z.string(),
      phone: z.string().optional(),
      email: z.string().optional(),
    })
    .nullable(),
  status: z.enum(caseStatuses),
  agencyId: identifier<Case['agencyId']>(),
  unitId: identifier<Case['unitId']>(),
  assigneeId: identifier<NonNullable<Case['assigneeId']>>().nullable(),
  receivedAt: instantSchema,
  dispositionedAt: instantSchema,
  firstResponseAt: instantSchema.nullable(),
  answeredAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  deadlines: z.array(
    z.object({
      kind: z.enum(deadlineKinds),
      startedAt: instantSchema,
      dueAt: instantSchema,
      metAt: instantSchema.nullable(),
      pausedAt: instantSchema.nullable(),
    }),
  ),
  dueAt: instantSchema.nullable(),
  dueKind: z.enum(deadlineKinds).nullable(),
  satisfaction: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).nullable(),
  duplicateOf: identifier<Case['id']>().nullable(),
  attachments: z.array(attachmentSchema),
  events: z.array(caseEventSchema),
  updatedAt: instantSchema,
})

/** PROTOCOL.md 6.1. */
export const caseSchema: z.ZodType<Case> = caseObjectSchema
