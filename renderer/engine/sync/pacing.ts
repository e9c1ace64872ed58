import { z } from 'zod'
import type { SyncProblem } from '../api'
import type { CaseCache } from '../cache/caseCache'
import type { Fault } from './fault'

/** PROTOCOL.md 4.8: without events the desk pulls every 60 s ± 20 %. */
const pollMilliseconds = 60_000
/** A server that names a time further off has a wrong clock, or ours is: then it is asked after a day. */
const longestWaitMilliseconds = 86_400_000

/** `random` gives numbers from 0 inclusive to 1 exclusive. */
export function pollWait(random: () => number): number {
  return Math.round(pollMilliseconds * (0.8 + 0.4 * random()))
}

export interface ToldWait {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly problem: SyncProblem
  readonly detail: string | null
}

const noteName = 'not-before'
const toldWaitSchema = z.object({
  time: z.number(),
  problem: z.enum(['maintenance', 'too-many', 'server-error']),
  detail: z.string().nullable(),
})

/** The time before which the server does not want to be asked; kept over a restart (PROTOCOL.md 1.4). */
export async function keepToldWait(
  cache: CaseCache,
  fault: Extract<Fault, { kind: 'not-before' }>,
  now: number,
): Promise<ToldWait> {
  const { problem, detail } = fault
  const told: ToldWait = { problem, detail, time: Math.min(fault.time, now + longestWaitMilliseconds) }
  await cache.keepNote(noteName, JSON.stringify(told))
  return told
}

/** Null when there is none or it is over. */
export async function heldToldWait(cache: CaseCache, now: number): Promise<ToldWait | null> {
  const text = await cache.note(noteName)
  if (text === null) return null
  const told = toldWaitSchema.safeParse(JSON.parse(text))
  const stillHolds = told.success && told.data.time > now && told.data.time <= now + longestWaitMilliseconds
  if (stillHolds) return told.data
  await cache.keepNote(noteName, null)
  return null
}
