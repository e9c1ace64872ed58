import { z } from 'zod'
import type { Instant, OfficerId } from '../domain/identifiers'
import { identifier, instantSchema } from './primitives'

/** Who answers for a unit on holidays, later than or at `from` and before `until` (DOMAIN.md, *Words*: piket). */
export interface DutyRequest {
  /** Nobody is on duty when it is empty. */
  readonly officerIds: readonly OfficerId[]
  readonly from: Instant
  readonly until: Instant
}

export const mostDutyOfficers = 50

/** `PUT /v1/units/{id}/duty` (PROTOCOL.md 3.3); it takes the place of what was set for the unit before. */
export const dutyRequestSchema: z.ZodType<DutyRequest> = z
  .object({
    officerIds: z.array(identifier<OfficerId>()).max(mostDutyOfficers),
    from: instantSchema,
    until: instantSchema,
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'later than from' })

/** `PUT /v1/officers/{id}/away` (PROTOCOL.md 3.3); null when the officer is there. */
export const awayRequestSchema: z.ZodType<{ readonly until: Instant | null }> = z.object({
  until: instantSchema.nullable(),
})
