import { z } from 'zod'
import type { Queryable } from '../database/database'

/** The one channel on which this server tells itself what was committed. */
export const channel = 'desks'

/**
 * What concerns open streams of events (PROTOCOL.md 4.8). Says where something changed and never what: nobody's data
 * is in it. Migration 0021 announces `session` and `device`.
 */
const announcementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cases'), agencyId: z.string(), unitId: z.string() }),
  z.object({ kind: z.literal('reference'), agencyId: z.string() }),
  z.object({ kind: z.literal('session'), sessionId: z.string() }),
  z.object({ kind: z.literal('device') }),
  z.object({ kind: z.literal('restored') }),
])
export type Announcement = z.infer<typeof announcementSchema>

/**
 * Heard once the transaction is committed, and never when it is not. The same one said several times in a transaction
 * is heard once: so a sweep of a thousand cases wakes each desk once.
 */
export async function announce(queryable: Queryable, announcement: Announcement): Promise<void> {
  await queryable.run('select pg_notify($1, $2)', [channel, JSON.stringify(announcement)])
}

/** Null when it is none of ours, as from another program on the same database. */
export function announcementIn(payload: string): Announcement | null {
  try {
    const read = announcementSchema.safeParse(JSON.parse(payload))
    return read.success ? read.data : null
  } catch {
    // Not JSON: not ours.
    return null
  }
}
