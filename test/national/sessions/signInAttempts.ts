import { z } from 'zod'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Queryable } from '../database/database'

const windowMilliseconds = 15 * 60_000
const failureLimit = 10

/**
 * Seconds until a name may try again after 10 failures in 15 minutes, or null when it may now (PROTOCOL.md 2.1).
 * Names that do not exist count the same, so that nobody learns which do. What lies in the future was counted before
 * the clock was put back, and holds nobody up.
 */
export async function secondsToWait(
  queryable: Queryable,
  name: string,
  now: Instant,
): Promise<number | null> {
  const failures = await queryable.rows(
    z.object({ at: z.string() }),
    `select at from sign_in_failures where username = $1 and at > $2 and at <= $3 order by at desc limit $4`,
    [name, windowStart(now), now, failureLimit],
  )
  const oldest = failures[failureLimit - 1]
  if (!oldest) return null
  const freeAt = Date.parse(oldest.at) + windowMilliseconds
  return Math.max(1, Math.ceil((freeAt - millisecondsOf(now)) / 1000))
}

/** Counts a failure, and forgets those of all names that count no more: made-up names would fill the table. */
export async function recordFailure(queryable: Queryable, name: string, now: Instant): Promise<void> {
  await queryable.run('delete from sign_in_failures where at <= $1', [windowStart(now)])
  await queryable.run('insert into sign_in_failures (username, at) values ($1, $2)', [name, now])
}

export async function forgetFailures(queryable: Queryable, name: string): Promise<void> {
  await queryable.run('delete from sign_in_failures where username = $1', [name])
}

function windowStart(now: Instant): Instant {
  return instantFrom(millisecondsOf(now) - windowMilliseconds)
}

/**
 * Attempts for one name follow one another, so that guesses sent at the same time are counted before the next one is
 * looked at. One process serves a database.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  async take<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.last.set(name, mine)
    try {
      return await mine
    } finally {
      if (this.last.get(name) === mine) this.last.delete(name)
    }
  }
}
