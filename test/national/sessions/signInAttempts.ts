import { z } from 'zod'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Queryable } from '../database/database'

const windowMilliseconds = 15 * 60_000
const failureLimit = 10

/**
 * Seconds until a name may try again after 10 failures in 15 minutes, or null when it may now (PROTOCOL.md 2.1).
 * Names that do not exist count the same, so that nobody learns which do.
 */
export async function secondsToWait(
  queryable: Queryable,
  name: string,
  now: Instant,
): Promise<number | null> {
  const since = instantFrom(millisecondsOf(now) - windowMilliseconds)
  const failures = await queryable.rows(
    z.object({ at: z.string() }),
    'select at from sign_in_failures where username = $1 and at > $2 order by at desc limit $3',
    [name, since, failureLimit],
  )
  const oldest = failures[failureLimit - 1]
  if (!oldest) return null
  const freeAt = Date.parse(oldest.at) + windowMilliseconds
  return Math.max(1, Math.ceil((freeAt - millisecondsOf(now)) / 1000))
}

export async function recordFailure(queryable: Queryable, name: string, now: Instant): Promise<void> {
  await queryable.run('insert into sign_in_failures (username, at) values ($1, $2)', [name, now])
}

export async function forgetFailures(queryable: Queryable, name: string): Promise<void> {
  await queryable.run('delete from sign_in_failures where username = $1', [name])
}
