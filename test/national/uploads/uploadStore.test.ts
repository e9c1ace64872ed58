import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ActionId, Instant, OfficerId } from '../../../shared/domain/identifiers'
import type { Database } from '../database/database'
import { migrate } from '../database/migrate'
import { openDatabase } from '../database/openDatabase'
import { newTestStorage } from '../database/testStorage'
import { identifierOf } from '../newIdentifier'
import { bytesOf, sumOf } from './testUploads'
import { appendToUpload, createUpload, dropOldUploads, endUpload, findUpload } from './uploadStore'

const officerId = identifierOf<OfficerId>('officer')
const begun = identifierOf<Instant>('2026-11-23T02:00:00.000Z')
const week = identifierOf<Instant>('2026-11-30T02:00:00.000Z')
const bytes = bytesOf(600_000, 'store')
let database: Database
let close: () => Promise<void>

beforeAll(async () => {
  const test = await newTestStorage()
  database = await openDatabase(test.storage)
  close = async () => {
    await database.close()
    await test.remove()
  }
  await database.alone((transaction) => migrate(transaction))
  await database.run(
    `insert into officers (id, username, password_hash, active, document, agency_id)
     values ($1, 'sari', '', true, '{}', 'pemkot-makassar')`,
    [officerId],
  )
})
afterAll(() => close())

async function uploaded(at: Instant, sha256 = sumOf(bytes)): Promise<string> {
  const actionId = identifierOf<ActionId>('action')
  const described = {
    filename: 'a.png',
    filetype: 'image/png',
    sha256,
    actionId,
    metadata: '',
    size: bytes.length,
  }
  const id = await createUpload(database, { officerId, at }, described)
  return id ?? ''
}

function append(id: string, from: number, until: number) {
  return appendToUpload(
    database,
    { id, officerId, at: begun },
    { position: from, bytes: bytes.subarray(from, until) },
  )
}

async function keptChunks(id: string): Promise<number> {
  const sql = 'select count(*) as count from file_chunks where file_id = $1'
  const [row] = await database.rows(z.object({ count: z.coerce.number() }), sql, [id])
  return row?.count ?? -1
}

describe('the uploads of the national system (PROTOCOL.md 7)', () => {
  it('adds bytes only where an upload stands', async () => {
    const id = await uploaded(begun)
    expect(await append(id, 0, 1000)).toBe('kept')
    for (const [from, until] of [
      [0, 1000],
      [999, 2000],
      [1001, 2000],
    ] as const) {
      expect(await append(id, from, until)).toBe('elsewhere')
    }
    expect(await append(id, 1000, 600_000)).toBe('kept')
    expect(await keptChunks(id)).toBe(2)
    expect(await append('none', 0, 1)).toBe('gone')
  })

  it('keeps no byte of a file whose sum is wrong, nor of one that was ended', async () => {
    const lying = await uploaded(begun, 'f'.repeat(64))
    await append(lying, 0, 1000)
    expect(await append(lying, 1000, 600_000)).toBe('wrong_sum')
    const ended = await uploaded(begun)
    await append(ended, 0, 1000)
    expect(await endUpload(database, { id: ended, officerId, at: begun })).toBe(true)
    expect([await keptChunks(lying), await keptChunks(ended)]).toEqual([0, 0])
  })

  it('after 7 days sweeps away what has no action, with its bytes, and nothing younger', async () => {
    const old = await uploaded(begun)
    const young = await uploaded(identifierOf<Instant>('2026-11-23T02:00:00.001Z'))
    for (const id of [old, young]) await append(id, 0, 1000)
    await dropOldUploads(database, identifierOf<Instant>('2026-11-30T01:59:59.999Z'))
    expect(await keptChunks(old)).toBe(1)
    await dropOldUploads(database, week)
    expect([await keptChunks(old), await keptChunks(young)]).toEqual([0, 1])
    expect(await findUpload(database, { id: young, officerId, at: week })).toMatchObject({ stored: 1000 })
  })
})
