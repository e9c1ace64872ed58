import { z } from 'zod'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'

type Context = Pick<National, 'database' | 'clock'>

/** Whose sessions are meant: all of an officer, all on a device, or a single one. */
export type SessionTarget =
  { readonly username: string } | { readonly deviceId: string } | { readonly sessionId: string }

const idSchema = z.object({ id: z.string() })

/**
 * Ends sessions from the server's side: whoever uses them next is answered 401 `session_revoked` (PROTOCOL.md 1.4).
 * Gives how many there were.
 */
export async function revokeSession({ database, clock }: Context, target: SessionTarget): Promise<number> {
  const { where, value } = conditionOf(target)
  const ended = await database.rows(
    idSchema,
    `update sessions set revoked_at = $2 where ${where} and revoked_at is null returning id`,
    [value, clock.now()],
  )
  return ended.length
}

function conditionOf(target: SessionTarget): { readonly where: string; readonly value: string } {
  if ('sessionId' in target) return { where: 'id = $1', value: target.sessionId }
  if ('deviceId' in target) return { where: 'device_id = $1', value: target.deviceId }
  const where = 'officer_id in (select officers.id from officers where officers.username = $1)'
  return { where, value: nameOf(target.username) }
}

/**
 * Revokes a device for ever: whatever it sends is answered 403 `device_revoked`, which makes the desk wipe itself
 * (PROTOCOL.md 1.4). A device that never signed in can be revoked too. Gives how many sessions ended.
 */
export async function revokeDevice({ database, clock }: Context, deviceId: string): Promise<number> {
  return database.transaction(async (transaction) => {
    const now = clock.now()
    await transaction.run(
      'insert into revoked_devices (device_id, revoked_at) values ($1, $2) on conflict do nothing',
      [deviceId, now],
    )
    const ended = await transaction.rows(
      idSchema,
      'update sessions set revoked_at = $2 where device_id = $1 and revoked_at is null returning id',
      [deviceId, now],
    )
    return ended.length
  })
}

export async function isRevokedDevice(queryable: Queryable, deviceId: string): Promise<boolean> {
  const found = await firstRow(
    queryable,
    z.object({ device_id: z.string() }),
    'select device_id from revoked_devices where device_id = $1',
    [deviceId],
  )
  return found !== null
}

/** The devices with sessions that are meant and have not ended. */
export async function devicesOf(queryable: Queryable, target: SessionTarget): Promise<readonly string[]> {
  const { where, value } = conditionOf(target)
  const rows = await queryable.rows(
    z.object({ device_id: z.string() }),
    `select distinct device_id from sessions where ${where} and revoked_at is null`,
    [value],
  )
  return rows.map((row) => row.device_id)
}

/** Whether somebody has this name, active or not. */
export async function isOfficer(queryable: Queryable, username: string): Promise<boolean> {
  const sql = 'select id from officers where username = $1'
  return (await firstRow(queryable, idSchema, sql, [nameOf(username)])) !== null
}

function nameOf(username: string): string {
  return username.normalize('NFC').trim().toLowerCase()
}
