import { z } from 'zod'
import type { CaseId, Cursor, Epoch } from '../domain/identifiers'
import { caseSchema } from './case'
import { identifier } from './primitives'

export const removalReasons = ['reassigned', 'returned', 'purged'] as const
export type RemovalReason = (typeof removalReasons)[number]

/** A change whose case is not looked at yet, so that one bad case never stops a desk (PROTOCOL.md 4.6). */
const changeEnvelopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upsert'), case: z.unknown() }),
  z.object({ kind: z.literal('remove'), caseId: identifier<CaseId>(), reason: z.enum(removalReasons) }),
])
export type ChangeEnvelope = z.infer<typeof changeEnvelopeSchema>

/** PROTOCOL.md 4.2. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upsert'), case: caseSchema }),
  z.object({ kind: z.literal('remove'), caseId: identifier<CaseId>(), reason: z.enum(removalReasons) }),
])
export type Change = z.infer<typeof changeSchema>

/** `GET /v1/changes` (PROTOCOL.md 4.1). */
export const changesPageSchema = z.object({
  epoch: identifier<Epoch>(),
  changes: z.array(changeEnvelopeSchema),
  // Longer than an id may be: a server may pack its whole position into it. The cast only adds the brand.
  cursor: z.string().min(1).max(1024) as unknown as z.ZodType<Cursor, string>,
  more: z.boolean(),
  snapshotDone: z.boolean().optional(),
})
export type ChangesPage = z.infer<typeof changesPageSchema>

/** Closed and archived cases stay with the desks so long (PROTOCOL.md 4.2). */
export const keptDays = 400

export const pageLimits = { least: 1, most: 5000, usual: 1000 } as const

/** `GET /v1/search` (PROTOCOL.md 4.7). */
export const searchResponseSchema = z.object({ cases: z.array(z.unknown()) })
