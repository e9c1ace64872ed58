import { z } from 'zod'
import { firstRow, type Queryable } from '../database/database'

/** A file is kept in rows of about this many bytes, so that one of 25 MiB never lies in memory as a whole. */
export const chunkSize = 256 * 1024

/** Bytes `from` (included) to `until` (not included) of a file. */
export interface ByteRange {
  readonly from: number
  readonly until: number
}

const chunkSchema = z.object({ position: z.number(), bytes: z.string() })

/**
 * Adds a piece to a file. Bytes travel as base64 because both databases read and write that as text: the driver of
 * PGlite turns 25 MiB of bytea into hexadecimal digits in 3.8 s, base64 takes 0.5 s.
 */
export async function appendChunk(
  queryable: Queryable,
  fileId: string,
  { position, bytes }: { readonly position: number; readonly bytes: Buffer },
): Promise<void> {
  await queryable.run(
    `insert into file_chunks (file_id, position, bytes) values ($1, $2, decode($3, 'base64'))`,
    [fileId, position, bytes.toString('base64')],
  )
}

/** A part of a file, piece by piece; throws when there is less of it than was asked for. */
export async function* storedBytes(
  queryable: Queryable,
  fileId: string,
  { from, until }: ByteRange,
): AsyncGenerator<Buffer> {
  let place = from
  while (place < until) {
    const chunk = await firstRow(
      queryable,
      chunkSchema,
      `select position, encode(bytes, 'base64') as bytes from file_chunks
        where file_id = $1 and position <= $2 order by position desc limit 1`,
      [fileId, place],
    )
    const held = chunk && Buffer.from(chunk.bytes, 'base64').subarray(place - chunk.position)
    if (!held || held.length === 0) throw new Error('A file ends before its size')
    yield held.subarray(0, until - place)
    place += held.length
  }
}

export async function deleteChunks(queryable: Queryable, fileIds: readonly string[]): Promise<void> {
  await queryable.run('delete from file_chunks where file_id = any($1::text[])', [fileIds])
}
