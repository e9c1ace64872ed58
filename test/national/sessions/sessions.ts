import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { SessionResponse, SignInRequest } from '../../../shared/protocol/session'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { accountNamed, activeOfficer } from './officers'
import { passwordFits } from './passwords'
import { forgetFailures, recordFailure, secondsToWait } from './signInAttempts'
import { makeToken, readToken } from './tokens'

type Context = Pick<National, 'database' | 'secret' | 'now' | 'accessSeconds'>

const sessionRowSchema = z.object({
  id: z.string(),
  officer_id: z.string(),
  device_id: z.string(),
  generation: z.number(),
  confirmed: z.boolean(),
  access_until: z.string(),
  previous_access_until: z.string().nullable(),
  revoked_at: z.string().nullable(),
})
type SessionRow = z.infer<typeof sessionRowSchema>

const sessionColumns =
  'id, officer_id, device_id, generation, confirmed, access_until, previous_access_until, revoked_at'

export interface SignedIn {
  readonly sessionId: string
  readonly officer: Officer
}

function revoked(detail?: string): ProblemError {
  return new ProblemError(401, 'session_revoked', detail)
}

/** PROTOCOL.md 2.1. */
export async function signIn(context: Context, request: SignInRequest): Promise<SessionResponse> {
  const { database } = context
  const now = context.now()
  const name = request.username.trim().toLowerCase()
  const wait = await secondsToWait(database, name, now)
  if (wait !== null) throw new ProblemError(429, 'too_many', undefined, wait)
  const account = await accountNamed(database, name)
  if (!account || !(await passwordFits(request.password, account.passwordHash))) {
    await recordFailure(database, name, now)
    throw new ProblemError(401, 'bad_credentials')
  }
  await forgetFailures(database, name)
  const sessionId = randomUUID()
  await database.run(
    `insert into sessions (id, officer_id, device_id, device_name, generation, confirmed, access_until, created_at)
     values ($1, $2, $3, $4, 1, true, $5, $6)`,
    [sessionId, account.officer.id, request.deviceId, request.deviceName, accessUntil(context, now), now],
  )
  return pairOf(context, { sessionId, generation: 1, officer: account.officer })
}

function accessUntil(context: Context, now: Instant): Instant {
  return instantFrom(millisecondsOf(now) + context.accessSeconds * 1000)
}

function pairOf(
  context: Context,
  session: { sessionId: string; generation: number; officer: Officer },
): SessionResponse {
  const { sessionId, generation, officer } = session
  return {
    accessToken: makeToken({ kind: 'access', sessionId, generation }, context.secret),
    expiresIn: context.accessSeconds,
    refreshToken: makeToken({ kind: 'refresh', sessionId, generation }, context.secret),
    officer,
  }
}

async function lockSession(queryable: Queryable, sessionId: string): Promise<SessionRow | null> {
  const sql = `select ${sessionColumns} from sessions where id = $1 for update`
  return firstRow(queryable, sessionRowSchema, sql, [sessionId])
}

/**
 * PROTOCOL.md 2.2. The newest refresh token gives a new pair; the one before gives that same pair again until the
 * new access or refresh token is first used; anything older, or from another device, revokes the session.
 */
export async function refresh(
  context: Context,
  request: { readonly refreshToken: string; readonly deviceId: string },
): Promise<SessionResponse> {
  const token = readToken(request.refreshToken, 'refresh', context.secret)
  if (!token) throw revoked()
  const now = context.now()
  // The revocation must be committed, so the transaction gives a problem back instead of throwing it.
  const answer = await context.database.transaction(async (transaction) => {
    const session = await lockSession(transaction, token.sessionId)
    if (!session || session.revoked_at) return revoked()
    const officer = await activeOfficer(transaction, session.officer_id)
    const repeated = token.generation === session.generation - 1 && !session.confirmed
    const newest = token.generation === session.generation
    if (!officer || session.device_id !== request.deviceId || !(newest || repeated)) {
      await transaction.run('update sessions set revoked_at = $2 where id = $1', [session.id, now])
      return revoked('an old refresh token was used again')
    }
    const generation = newest ? session.generation + 1 : session.generation
    await transaction.run(
      `update sessions set generation = $2, confirmed = false, access_until = $3, previous_access_until = $4
        where id = $1`,
      [
        session.id,
        generation,
        accessUntil(context, now),
        newest ? session.access_until : session.previous_access_until,
      ],
    )
    return pairOf(context, { sessionId: session.id, generation, officer })
  })
  if (answer instanceof ProblemError) throw answer
  return answer
}

/** Who sends a request with this `Authorization` header; throws 401 `token_expired` or `session_revoked` (1.4). */
export async function authenticate(context: Context, authorization: string | undefined): Promise<SignedIn> {
  const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  const token = bearer ? readToken(bearer, 'access', context.secret) : null
  if (!token) throw revoked('no access token that this server knows')
  const { database } = context
  const sql = `select ${sessionColumns} from sessions where id = $1`
  const session = await firstRow(database, sessionRowSchema, sql, [token.sessionId])
  const officer = session && !session.revoked_at ? await activeOfficer(database, session.officer_id) : null
  if (!session || !officer) throw revoked()
  if (!accessIsGood(session, token.generation, context.now())) throw new ProblemError(401, 'token_expired')
  if (token.generation === session.generation && !session.confirmed) {
    // The first use of the new pair: from now on the old refresh token is a stolen one.
    await database.run('update sessions set confirmed = true where id = $1 and generation = $2', [
      session.id,
      token.generation,
    ])
  }
  return { sessionId: session.id, officer }
}

function accessIsGood(session: SessionRow, generation: number, now: Instant): boolean {
  if (generation === session.generation) return now < session.access_until
  const before = generation === session.generation - 1 && !session.confirmed
  return before && session.previous_access_until !== null && now < session.previous_access_until
}

/** PROTOCOL.md 2.3. */
export async function signOut(context: Context, sessionId: string): Promise<void> {
  await context.database.run('update sessions set revoked_at = $2 where id = $1', [sessionId, context.now()])
}
