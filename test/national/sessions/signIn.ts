import { randomUUID } from 'node:crypto'
import type { SessionResponse, SignInRequest } from '../../../shared/protocol/session'
import { ProblemError } from '../problem'
import { accountNamed, type Account } from './officers'
import { takeCode } from './oneTimeCodes'
import { passwordFits } from './passwords'
import { isRevokedDevice } from './revocations'
import { accessUntil, pairOf, type SessionContext } from './sessions'
import { forgetFailures, recordFailure, secondsToWait, type Turns } from './signInAttempts'
import { deviceMark } from './tokens'

/** PROTOCOL.md 2.1. A device that was revoked is told so before anything else: it has to wipe itself. */
export async function signIn(
  context: SessionContext,
  turns: Turns,
  request: SignInRequest,
): Promise<SessionResponse> {
  if (await isRevokedDevice(context.database, request.deviceId)) {
    throw new ProblemError(403, 'device_revoked')
  }
  const name = request.username.normalize('NFC').trim().toLowerCase()
  const account = await turns.take(name, () => provenAccount(context, name, request))
  return openSession(context, account, request)
}

/** The account whose password and code were given. Unknown names cost and answer the same as known ones. */
async function provenAccount(
  { database, clock }: SessionContext,
  name: string,
  { password, otp }: SignInRequest,
): Promise<Account> {
  const now = clock.now()
  const wait = await secondsToWait(database, name, now)
  if (wait !== null) throw new ProblemError(429, 'too_many', undefined, wait)
  const account = await accountNamed(database, name)
  if (!(await passwordFits(password, account?.passwordHash ?? null)) || !account) {
    await recordFailure(database, name, now)
    throw new ProblemError(401, 'bad_credentials')
  }
  if (account.otpSecret !== null) {
    // Asking for the code is no failure, yet forgives none: else a known password would allow any number of codes.
    if (otp === undefined || otp.trim() === '') throw new ProblemError(401, 'otp_required')
    const key = { officerId: account.officer.id, secret: account.otpSecret }
    if (!(await takeCode(database, key, { code: otp, at: now }))) {
      await recordFailure(database, name, now)
      throw new ProblemError(401, 'bad_credentials')
    }
  }
  await forgetFailures(database, name)
  return account
}

async function openSession(
  context: SessionContext,
  { officer }: Account,
  { deviceId, deviceName }: SignInRequest,
): Promise<SessionResponse> {
  const now = context.clock.now()
  const sessionId = randomUUID()
  await context.database.run(
    `insert into sessions (id, officer_id, device_id, device_name, generation, confirmed, access_until, created_at)
     values ($1, $2, $3, $4, 1, true, $5, $6)`,
    [sessionId, officer.id, deviceId, deviceName, accessUntil(context, now), now],
  )
  return pairOf(context, { sessionId, generation: 1, device: deviceMark(deviceId), officer })
}
