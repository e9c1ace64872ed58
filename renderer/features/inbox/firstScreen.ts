import { z } from 'zod'
import { caseStatuses, channels, deadlineKinds } from '../../../shared/domain/case'
import { offHours } from '../../../shared/domain/duty'
import type { CaseId, OfficerId, TrackingId } from '../../../shared/domain/identifiers'
import { identifier, instantSchema } from '../../../shared/protocol/primitives'
import type { Row } from '../../engine/api'
import { seenStates } from '../../engine/listApi'

/** As many rows as the highest screens show. */
export const mostKeptRows = 40

/**
 * What the list shows at the start, before the engine has read anything. It says nothing that may have become wrong
 * meanwhile without anybody's doing: not what is left until a deadline, not how many are late, and not whether something
 * was sent.
 */
export interface FirstScreen {
  /** Whose list it was. */
  readonly officerId: OfficerId
  readonly total: number
  readonly rows: readonly Row[]
}

const leftOut = { remaining: null, unsent: null, highlights: null } as const
const keptRowSchema = z.object({
  caseId: identifier<CaseId>(),
  trackingId: identifier<TrackingId>(),
  title: z.string(),
  reporterName: z.string().nullable(),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  categoryName: z.string(),
  unitName: z.string(),
  status: z.enum(caseStatuses),
  assigneeId: identifier<OfficerId>().nullable(),
  assigneeName: z.string().nullable(),
  dueAt: instantSchema.nullable(),
  dueKind: z.enum(deadlineKinds).nullable(),
  channel: z.enum(channels),
  duty: z.object({ cameIn: z.enum(offHours).nullable(), fallsDue: z.boolean() }),
  seen: z.enum(seenStates),
}) satisfies z.ZodType<Omit<Row, keyof typeof leftOut>>
const keptSchema = z.object({
  officerId: identifier<OfficerId>(),
  total: z.number().int().nonnegative(),
  rows: z.array(keptRowSchema).max(mostKeptRows),
})

/** For main to keep. */
export function firstScreenText({ officerId, total, rows }: FirstScreen): string {
  const kept = rows.slice(0, mostKeptRows).map((row) => ({ ...row, ...leftOut }))
  return JSON.stringify({ officerId, total, rows: kept })
}

/** Null for one that another version of the program kept in another form. */
export function readFirstScreen(text: string): FirstScreen | null {
  try {
    const { data } = keptSchema.safeParse(JSON.parse(text))
    return data ? { ...data, rows: data.rows.map((row) => ({ ...row, ...leftOut })) } : null
  } catch {
    return null
  }
}
