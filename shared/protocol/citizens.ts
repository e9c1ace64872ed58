import { z } from 'zod'
import { actionTypes } from '../domain/action'
import { caseStatuses, channels, classifications, foreignEventTypes } from '../domain/case'
import { caseObjectSchema } from './case'
import { instantSchema, measuredText } from './primitives'

/** `POST /public/reports` (PROTOCOL.md 8.1): what a citizen sends, by whatever channel. */
export const reportRequestSchema = z.object({
  title: measuredText(3, 200),
  body: measuredText(10, 20_000),
  classification: z.enum(classifications).default('complaint'),
  /** The reference's first category unless given: the national admin puts it right. */
  categoryId: z.string().min(1).max(64).optional(),
  channel: z.enum(channels).default('web'),
  anonymous: z.boolean().default(false),
  confidential: z.boolean().default(false),
  location: caseObjectSchema.shape.location.default({}),
  reporter: z.object({
    name: measuredText(1, 200),
    phone: z.string().max(30).optional(),
    email: z.string().max(200).optional(),
  }),
})
export type ReportRequest = z.infer<typeof reportRequestSchema>

/** `POST /public/reports/{trackingId}/replies`. */
export const replyRequestSchema = z.object({ text: measuredText(1, 5000) })

/** `POST /public/reports/{trackingId}/rating`: once, for a closed report. */
export const ratingRequestSchema = z.object({
  satisfaction: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
})

/** The answer to each of them: the number by which the citizen follows the report. */
export const trackingSchema = z.object({ trackingId: z.string() })

/** `received`: no agency has it yet. */
export const publicStatuses = [...caseStatuses, 'received'] as const
export type PublicStatus = (typeof publicStatuses)[number]

const publicEventSchema = z.object({
  at: instantSchema,
  type: z.enum([...actionTypes, ...foreignEventTypes]),
  /** The office answers, not a person of it. */
  by: z.enum(['reporter', 'agency', 'national']),
  /** The institution that acted, or to which the report was dispositioned, by its name. */
  agency: z.string().optional(),
  text: z.string().optional(),
})
export type PublicEvent = z.infer<typeof publicEventSchema>

const publicHead = { trackingId: z.string(), status: z.enum(publicStatuses) }

/** What everybody may see of a report (PROTOCOL.md 8.1). A confidential one shows its status and nothing else. */
export const publicReportSchema = z.discriminatedUnion('confidential', [
  z.object({ ...publicHead, confidential: z.literal(true) }),
  z.object({
    ...publicHead,
    confidential: z.literal(false),
    title: z.string(),
    body: z.string(),
    /** Null when anonymous. */
    reporterName: z.string().nullable(),
    receivedAt: instantSchema,
    events: z.array(publicEventSchema),
    satisfaction: z.number().nullable(),
  }),
])
export type PublicReport = z.infer<typeof publicReportSchema>
