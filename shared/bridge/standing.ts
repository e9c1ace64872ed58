import { z } from 'zod'

/**
 * How the engine stands, as figures and words of this program, for the diagnostics file. Nothing in it can be said of
 * a person or a report, and main takes nothing else.
 */
export const standingSchema = z.strictObject({
  state: z.enum(['attention', 'offline', 'syncing', 'idle']),
  problem: z
    .enum([
      'unreachable',
      'untrusted-certificate',
      'not-the-national-system',
      'server-error',
      'maintenance',
      'too-many',
      'session-ended',
      'device-revoked',
      'upgrade-required',
      'cache-failed',
    ])
    .nullable(),
  cache: z.enum(['whole', 'rebuilding', 'unwritable', 'in-memory']),
  /** Why it is not whole. */
  cacheFault: z.enum(['vanished', 'damaged', 'incomplete', 'blocked', 'full', 'newer', 'failed']).nullable(),
  casesHeld: z.number().int().nonnegative(),
  casesSetAside: z.number().int().nonnegative(),
  /** Milliseconds since 1970; null before the first time. */
  lastSyncedAt: z.number().nullable(),
  firstPullRuns: z.boolean(),
  reconciles: z.boolean(),
  filesWaiting: z.number().int().nonnegative(),
  /** Above 0 when the device is ahead; null while it is right. */
  clockAheadMinutes: z.number().int().nullable(),
})
export type Standing = z.infer<typeof standingSchema>
