import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DeviceId } from '../../../shared/domain/identifiers'
import { identifier } from '../../../shared/protocol/primitives'
import type { National } from '../national'
import { invalid } from '../problem'
import { devicesOf, isOfficer, revokeDevice, revokeSession } from '../sessions/revocations'
import { checked } from '../validation'

const kind = z.enum(['session', 'device'])
export const revocationSchema = z.union(
  [
    z.object({ kind, username: z.string().min(1).max(200), deviceId: z.undefined().optional() }),
    z.object({ kind, deviceId: identifier<DeviceId>(), username: z.undefined().optional() }),
  ],
  'kind, and one of username and deviceId',
)
type Revocation = z.infer<typeof revocationSchema>

/**
 * `POST /sandbox/revocations`: ends all sessions of an officer or a device, or revokes a device or all that an
 * officer is signed in on (PROTOCOL.md 1.4). Answers how many of each there were.
 */
export function revocationRoutes(application: FastifyInstance, national: National): void {
  application.post('/sandbox/revocations', async (request) => {
    const revocation = checked(revocationSchema, request.body)
    const { username } = revocation
    if (username !== undefined && !(await isOfficer(national.database, username))) {
      throw invalid('username: no such officer')
    }
    if (revocation.kind === 'device') return revokeDevices(national, revocation)
    return { sessions: await revokeSession(national, revocation), devices: 0 }
  })
}

async function revokeDevices(
  national: National,
  revocation: Revocation,
): Promise<{ sessions: number; devices: number }> {
  const devices =
    revocation.deviceId === undefined
      ? await devicesOf(national.database, { username: revocation.username })
      : [revocation.deviceId]
  let sessions = 0
  for (const deviceId of devices) sessions += await revokeDevice(national, deviceId)
  return { sessions, devices: devices.length }
}
