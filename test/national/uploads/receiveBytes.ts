import type { Readable } from 'node:stream'
import { chunkSize } from '../attachments/storedBytes'
import type { Database } from '../database/database'
import { notFound, ProblemError } from '../problem'
import { appendToUpload, type Upload, type UploadKey } from './uploadStore'

interface Destination {
  readonly database: Database
  readonly upload: Pick<Upload, 'size' | 'stored'>
  readonly key: () => UploadKey
}

/**
 * Keeps the bytes of a PATCH as they come, a chunk at a time, and gives where the upload stands then. When the
 * connection is cut, what had come by then is kept too: nobody is there to be told, and the desk resumes from it.
 */
export async function receiveBytes(destination: Destination, body: Readable): Promise<number> {
  // Not `for await`: leaving that destroys the connection, and an early answer would not arrive.
  const source: AsyncIterator<unknown> = body[Symbol.asyncIterator]()
  try {
    return await keepAll(destination, source)
  } catch (error) {
    void readOn(source)
    throw error
  }
}

/** A connection whose request is not read to its end carries no further one. */
async function readOn(source: AsyncIterator<unknown>): Promise<void> {
  while (await nextBytes(source));
}

/** Null at the end, whether it came in order or the connection broke. */
async function nextBytes(source: AsyncIterator<unknown>): Promise<Buffer | null> {
  const next = await source.next().catch(() => null)
  return next && !next.done && Buffer.isBuffer(next.value) ? next.value : null
}

async function keepAll(destination: Destination, source: AsyncIterator<unknown>): Promise<number> {
  const { size, stored } = destination.upload
  let position = stored
  let held: Buffer[] = []
  let heldSize = 0
  for (let ended = false; !ended;) {
    const bytes = await nextBytes(source)
    if (bytes) {
      held.push(bytes)
      heldSize += bytes.length
    } else ended = true
    if (position + heldSize > size) throw tooMuch()
    if (heldSize > 0 && (ended || heldSize >= chunkSize)) {
      await keepPiece(destination, { position, bytes: Buffer.concat(held, heldSize) })
      position += heldSize
      held = []
      heldSize = 0
    }
  }
  return position
}

export function tooMuch(): ProblemError {
  return new ProblemError(413, 'too_large', 'body: more bytes than Upload-Length')
}

export function standsElsewhere(): ProblemError {
  return new ProblemError(409, 'invalid', 'Upload-Offset: the upload does not stand there')
}

/** tus knows 460 from its checksum extension: what came is not what was announced (PROTOCOL.md 7). */
export function wrongSum(): ProblemError {
  return new ProblemError(460, 'invalid', 'sha256: the bytes have another sum; the upload is gone')
}

export function noUpload(): ProblemError {
  return notFound('no such upload of yours')
}

async function keepPiece(
  { database, key }: Destination,
  piece: { readonly position: number; readonly bytes: Buffer },
): Promise<void> {
  const appended = await appendToUpload(database, key(), piece)
  switch (appended) {
    case 'kept':
      return
    case 'elsewhere':
      throw standsElsewhere()
    case 'gone':
      throw noUpload()
    case 'wrong_sum':
      throw wrongSum()
  }
}
