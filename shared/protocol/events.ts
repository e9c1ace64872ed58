import { z } from 'zod'
import type { CaseId, Instant, OfficerId } from '../domain/identifiers'
import { identifier, instantSchema } from './primitives'

/** How an officer has a case open. */
export const presenceModes = ['viewing', 'replying'] as const
export type PresenceMode = (typeof presenceModes)[number]

/** `PUT /v1/cases/{id}/presence` (PROTOCOL.md 4.8). */
export const presenceRequestSchema: z.ZodType<{ readonly mode: PresenceMode | 'none' }> = z.object({
  mode: z.enum([...presenceModes, 'none']),
})

/** What a `changed` is about; a desk that does not ask pulls and looks at the reference, and misses nothing. */
export const changeTopics = ['cases', 'reference'] as const
export type ChangeTopic = (typeof changeTopics)[number]

/** The data of a `changed` event (PROTOCOL.md 4.8): there is something to pull. */
export const changedEventSchema: z.ZodType<{ readonly about?: ChangeTopic | undefined }> = z.object({
  about: z.enum(changeTopics).optional(),
})

/** Somebody else has a case open. One whose `until` is over, or not later than when it came, has ended. */
export interface Presence {
  readonly caseId: CaseId
  readonly officerId: OfficerId
  readonly name: string
  readonly mode: PresenceMode
  readonly until: Instant
}

/** The data of a `presence` event (PROTOCOL.md 4.8). */
export const presenceEventSchema: z.ZodType<Presence> = z.object({
  caseId: identifier<CaseId>(),
  officerId: identifier<OfficerId>(),
  name: z.string(),
  mode: z.enum(presenceModes),
  until: instantSchema,
})

/** Seconds that a presence is good for, by the server's clock. */
export const presenceSeconds = 45
/** Seconds between two comments on a stream. */
export const beatSeconds = 25
