import { z } from 'zod'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { instantSchema } from '../../../shared/protocol/primitives'
import type { SessionResponse } from '../../../shared/protocol/session'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { officerOf } from './officers'
import { isRevokedDevice } from './revocations'
import { bearerOf, deviceMark, makeToken, readToken } from './tokens'

export type SessionContext = Pick<National, 'database' | 'secret' | 'clock' | 'accessSeconds'>

const sessionRowSchema = z.object({
  id: z.string(),
  device_id: z.string(),
  generation: z.number(),
  confirmed: z.boolean(),
  access_until: instantSchema,
  previous_access_until: instantSchema.nullable(),
  revoked_at: z.string().nullable(),
  device_revoked: z.boolean(),
  /** The officer; null when not active any more. */
  document: z.string().nullable(),
})
type SessionRow = z.infer<typeof sessionRowSchema>

const sessionSql = `
  select sessions.id, sessions.device_id, generation, confirmed, access_until, previous_access_until, revoked_at,
         exists (select 1 from revoked_devices where revoked_devices.device_id = sessions.device_id)
           as device_revoked,
         officers.document::text as document
    from sessions left join officers on officers.id = sessions.officer_id and officers.active
   where sessions.id = $1`

export interface SignedIn {
  readonly sessionId: string
  readonly officer: Officer
  /** When the access token expires. */
  readonly until: Instant
}

function revoked(detail?: string): ProblemError {
  return new ProblemError(401, 'session_revoked', detail)
}

/** When an access token made now ends. */
export function accessUntil({ accessSeconds }: SessionContext, now: Instant): Instant {
  return instantFrom(millisecondsOf(now) + accessSeconds * 1000)
}

/** The tokens of one generation of a session, as PROTOCOL.md 2.1 answers them. */
export function pairOf(
  context: SessionContext,
  session: { sessionId: string; generation: number; device: string; officer: Officer },
): SessionResponse {
  const { officer, ...content } = session
  return {
    accessToken: makeToken({ kind: 'access', ...content }, context.secret),
    expiresIn: context.accessSeconds,
    refreshToken: makeToken({ kind: 'refresh', ...content }, context.secret),
    officer,
  }
}

/**
 * PROTOCOL.md 2.2. The newest refresh token gives a new pair; the one before gives that same pair again until the
 * new access or refresh token is first used; anything older, or from another device, revokes the session. A refresh
 * token has no end of its own.
 */
export async function refresh(
  context: SessionContext,
  request: { readonly refreshToken: string; readonly deviceId: string },
): Promise<SessionResponse> {
  // A device that was revoked hears it whatever token it has left: nothing else makes it wipe itself (1.4).
  if (await isRevokedDevice(context.database, request.deviceId)) {
    throw new ProblemError(403, 'device_revoked')
  }
  const token = readToken(request.refreshToken, 'refresh', context.secret)
  if (!token) throw revoked('refreshToken: none that this server knows')
  const now = context.clock.now()
  // The revocation must be committed, so the transaction gives a problem back instead of throwing it.
  const answer = await context.database.transaction(async (transaction) => {
    const session = await lockSession(transaction, token.sessionId)
    if (!session || session.revoked_at !== null || session.document === null) return revoked()
    const repeated = token.generation === session.generation - 1 && !session.confirmed
    const newest = token.generation === session.generation
    if (session.device_id !== request.deviceId || !(newest || repeated)) {
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
    const officer = officerOf(session.document)
    return pairOf(context, { sessionId: session.id, generation, device: token.device, officer })
  })
  if (answer instanceof ProblemError) throw answer
  return answer
}

/** Two refreshes at once follow one another, so that both get one pair. */
async function lockSession(queryable: Queryable, sessionId: string): Promise<SessionRow | null> {
  return firstRow(queryable, sessionRowSchema, `${sessionSql} for update of sessions`, [sessionId])
}

/**
 * Who sends a request with this `Authorization` header. Throws 401 `session_revoked` or `token_expired`, or 403
 * `device_revoked` (1.4); of these the last counts first, since only that makes the desk wipe itself.
 */
export async function authenticate(
  context: SessionContext,
  authorization: string | undefined,
): Promise<SignedIn> {
  const token = bearerOf(authorization, context.secret)
  if (!token) throw revoked('authorization: no access token that this server knows')
  const { database } = context
  const session = await firstRow(database, sessionRowSchema, sessionSql, [token.sessionId])
  if (session?.device_revoked === true) throw new ProblemError(403, 'device_revoked')
  if (!session || session.revoked_at !== null || session.document === null) throw revoked()
  const until = accessEnd(session, token.generation)
  if (until === null || context.clock.now() >= until) throw new ProblemError(401, 'token_expired')
  if (token.generation === session.generation && !session.confirmed) {
    // The first use of the new pair: from now on the old refresh token is a stolen one.
    await database.run('update sessions set confirmed = true where id = $1 and generation = $2', [
      session.id,
      token.generation,
    ])
  }
  return { sessionId: session.id, officer: officerOf(session.document), until }
}

/** Null for a token of a pair that is not good any more, whatever its time. */
function accessEnd(session: SessionRow, generation: number): Instant | null {
  if (generation === session.generation) return session.access_until
  const before = generation === session.generation - 1 && !session.confirmed
  return before ? session.previous_access_until : null
}

/**
 * Throws 401 `session_revoked` when `X-Device-Id` (1.2) names another device than the one that the token was given
 * to: a copied token is of no use elsewhere. The session goes on where it belongs; a request without the header is
 * let through.
 */
export function requireOwnDevice(
  { secret }: Pick<SessionContext, 'secret'>,
  authorization: string | undefined,
  deviceId: string | undefined,
): void {
  const token = bearerOf(authorization, secret)
  if (!token || deviceId === undefined || token.device === deviceMark(deviceId)) return
  throw revoked('x-device-id: the token was given to another device')
}

/** PROTOCOL.md 2.3. */
export async function signOut(context: SessionContext, sessionId: string): Promise<void> {
  await context.database.run('update sessions set revoked_at = $2 where id = $1 and revoked_at is null', [
    sessionId,
    context.clock.now(),
  ])
}
