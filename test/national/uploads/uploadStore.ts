import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { instantFrom, millisecondsOf, type Instant, type OfficerId } from '../../../shared/domain/identifiers'
import { appendChunk, deleteChunks, storedBytes } from '../attachments/storedBytes'
import { firstRow, type Database, type Queryable } from '../database/database'
import type { UploadMetadata } from './uploadMetadata'

/** PROTOCOL.md 7: without its action an upload is dropped after so long. */
const keptDays = 7
const dayMilliseconds = 86_400_000

/** A file on its way, or waiting for its action (PROTOCOL.md 7). */
export interface Upload {
  readonly id: string
  readonly actionId: string
  readonly name: string
  readonly mime: string
  readonly sha256: string
  readonly metadata: string
  /** Bytes of the whole file. */
  readonly size: number
  /** Bytes that are kept; all of them only if their sum is `sha256`. */
  readonly stored: number
}

const uploadSchema: z.ZodType<Upload> = z.object({
  id: z.string(),
  actionId: z.string(),
  name: z.string(),
  mime: z.string(),
  sha256: z.string(),
  metadata: z.string(),
  size: z.number(),
  stored: z.number(),
})
const columns = 'id, action_id as "actionId", name, mime, sha256, metadata, size, stored'

/** Whose upload, and when it is looked at: others do not see it, and nobody after its time. */
export interface UploadKey {
  readonly id: string
  readonly officerId: OfficerId
  readonly at: Instant
}

function oldest(at: Instant): Instant {
  return instantFrom(millisecondsOf(at) - keptDays * dayMilliseconds)
}

/** Gives the new upload's id, or null when it is empty and its sum is not that of nothing. */
export async function createUpload(
  queryable: Queryable,
  { officerId, at }: Omit<UploadKey, 'id'>,
  described: UploadMetadata & { readonly metadata: string; readonly size: number },
): Promise<string | null> {
  const { actionId, filename, filetype, sha256, metadata, size } = described
  if (size === 0 && createHash('sha256').digest('hex') !== sha256) return null
  const id = randomUUID()
  await queryable.run(
    `insert into uploads (id, officer_id, action_id, name, mime, sha256, metadata, size, stored, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)`,
    [id, officerId, actionId, filename, filetype, sha256, metadata, size, at],
  )
  return id
}

export async function findUpload(queryable: Queryable, key: UploadKey): Promise<Upload | null> {
  return select(queryable, key, '')
}

/** The same, kept from others until the transaction ends. */
export async function lockUpload(transaction: Queryable, key: UploadKey): Promise<Upload | null> {
  return select(transaction, key, 'for update')
}

function select(
  queryable: Queryable,
  { id, officerId, at }: UploadKey,
  lock: '' | 'for update',
): Promise<Upload | null> {
  return firstRow(
    queryable,
    uploadSchema,
    `select ${columns} from uploads where id = $1 and officer_id = $2 and created_at > $3 ${lock}`,
    [id, officerId, oldest(at)],
  )
}

/**
 * `kept`; `elsewhere`: the upload does not stand at `position`, another request was faster; `gone`: there is none any
 * more; `wrong_sum`: that was the last byte, and the whole is not what was announced (the upload is gone with it).
 */
export type Appended = 'kept' | 'elsewhere' | 'gone' | 'wrong_sum'

/**
 * Adds bytes where the upload stands. The row is locked and its place compared, so that of two requests which send
 * the same bytes one is too late, wherever they came in; and what is told to be kept is committed.
 */
export async function appendToUpload(
  database: Database,
  key: UploadKey,
  piece: { readonly position: number; readonly bytes: Buffer },
): Promise<Appended> {
  return database.transaction(async (transaction) => {
    const upload = await lockUpload(transaction, key)
    if (!upload) return 'gone'
    if (upload.stored !== piece.position) return 'elsewhere'
    await appendChunk(transaction, upload.id, piece)
    const stored = piece.position + piece.bytes.length
    if (stored === upload.size && (await sumOf(transaction, upload)) !== upload.sha256) {
      await dropUploads(transaction, [upload.id])
      return 'wrong_sum'
    }
    await transaction.run('update uploads set stored = $2 where id = $1', [upload.id, stored])
    return 'kept'
  })
}

/** Of what is kept, not of what went by: a resumed file came in more than one request. */
async function sumOf(transaction: Queryable, { id, size }: Upload): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of storedBytes(transaction, id, { from: 0, until: size })) hash.update(bytes)
  return hash.digest('hex')
}

/** Ends an upload, whole or not; false when there is none. */
export async function endUpload(database: Database, key: UploadKey): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const upload = await lockUpload(transaction, key)
    if (upload) await dropUploads(transaction, [upload.id])
    return upload !== null
  })
}

async function dropUploads(transaction: Queryable, ids: readonly string[]): Promise<void> {
  await deleteChunks(transaction, ids)
  await transaction.run('delete from uploads where id = any($1::text[])', [ids])
}

/** For the sweep: what nobody asked for in time. */
export async function dropOldUploads(database: Database, at: Instant): Promise<void> {
  await database.transaction(async (transaction) => {
    const old = await transaction.rows(
      z.object({ id: z.string() }),
      'select id from uploads where created_at <= $1 for update',
      [oldest(at)],
    )
    if (old.length > 0)
      await dropUploads(
        transaction,
        old.map(({ id }) => id),
      )
  })
}
