import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { disposeReport } from '../administration/dispositions'
import { firstRow } from '../database/database'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { revokeDevice, revokeSession } from '../sessions/revocations'
import { bearerOf, readToken } from '../sessions/tokens'
import type { FaultOf } from './faultSchema'

interface Interrupted {
  readonly national: National
  readonly request: IncomingMessage
  readonly body: () => Promise<Buffer | null>
}

/**
 * The national admin hands the case to another unit or agency; false when there is nothing to hand over, as when
 * the case is closed.
 */
export async function reassign(
  { which, agencyId, unitId }: FaultOf<'reassign'>,
  interrupted: Interrupted,
): Promise<boolean> {
  const { national } = interrupted
  const trackingId =
    'trackingId' in which ? which.trackingId : await trackingIdOfAction(interrupted, which.action)
  if (trackingId === null) return false
  try {
    await disposeReport(national, { trackingId, agencyId, ...(unitId === undefined ? {} : { unitId }) })
    return true
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

const pushSchema = z.object({ actions: z.array(z.object({ caseId: z.string() }).catch({ caseId: '' })) })

async function trackingIdOfAction({ national, body }: Interrupted, action: number): Promise<string | null> {
  const push = pushSchema.safeParse(jsonOf(await body()))
  const caseId = push.data?.actions[action - 1]?.caseId
  if (caseId === undefined) return null
  const row = await firstRow(
    national.database,
    z.object({ tracking_id: z.string() }),
    'select tracking_id from cases where id = $1',
    [caseId],
  )
  return row && row.tracking_id
}

/** Null for what is no JSON object, which the server will refuse as well. */
function jsonOf(body: Buffer | null): object | null {
  try {
    const parsed: unknown = JSON.parse(String(body))
    return typeof parsed === 'object' ? parsed : null
  } catch {
    return null
  }
}

const sessionBodySchema = z.object({
  refreshToken: z.string().optional().catch(undefined),
  deviceId: z.string().optional().catch(undefined),
})

/** The session that the request is made with: by its access token or, where it is a refresh, by that token. */
async function sessionBehind({ national, request, body }: Interrupted): Promise<string | null> {
  const bearer = bearerOf(request.headers.authorization, national.secret)
  if (bearer) return bearer.sessionId
  const { refreshToken } = sessionBodySchema.parse(jsonOf(await body()) ?? {})
  return refreshToken === undefined
    ? null
    : (readToken(refreshToken, 'refresh', national.secret)?.sessionId ?? null)
}

/** The device that the request comes from: that of its session, or the one that signs in. */
async function deviceBehind(interrupted: Interrupted): Promise<string | null> {
  const sessionId = await sessionBehind(interrupted)
  if (sessionId !== null) {
    const row = await firstRow(
      interrupted.national.database,
      z.object({ device_id: z.string() }),
      'select device_id from sessions where id = $1',
      [sessionId],
    )
    return row && row.device_id
  }
  return sessionBodySchema.parse(jsonOf(await interrupted.body()) ?? {}).deviceId ?? null
}

/** Revokes the session or the device of this very request; false when it has none. */
export async function revoke({ what }: FaultOf<'revoke'>, interrupted: Interrupted): Promise<boolean> {
  if (what === 'device') {
    const deviceId = await deviceBehind(interrupted)
    if (deviceId === null) return false
    await revokeDevice(interrupted.national, deviceId)
    return true
  }
  const sessionId = await sessionBehind(interrupted)
  if (sessionId === null) return false
  await revokeSession(interrupted.national, { sessionId })
  return true
}
