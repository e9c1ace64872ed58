import { z } from 'zod'
import { agencyKinds } from '../domain/reference'

/** `POST /national/dispositions` (PROTOCOL.md 8.2). */
export const dispositionRequestSchema = z.object({
  trackingId: z.string().min(1).max(64),
  agencyId: z.string().min(1).max(64),
  unitId: z.string().min(1).max(64).optional(),
})
export type DispositionRequest = z.infer<typeof dispositionRequestSchema>

export const dispositionResponseSchema = z.object({ caseId: z.string(), trackingId: z.string() })

const count = z.number().int().nonnegative()

/** `GET /national/statistics` (PROTOCOL.md 8.2). */
export const statisticsSchema = z.object({
  /** With those that no agency has yet. */
  received: count,
  dispositioned: count,
  followedUp: count,
  byKind: z.array(
    z.object({ kind: z.enum(agencyKinds), agencies: count, dispositioned: count, followedUp: count }),
  ),
})
export type Statistics = z.infer<typeof statisticsSchema>
