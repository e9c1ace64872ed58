import { randomBytes } from 'node:crypto'
import type { DiskFiles } from '../files/diskFiles'
import { attachmentHeadLength, chunkLength, chunkPosition, sealChunk, unsealChunk } from './attachmentFormat'
import { readJournal } from './readJournal'
import { encodeHeader, encodeRecord, formatVersion } from './recordFormat'
import { sealingOverhead } from '../files/sealing'
import { fileIdOf } from './attachmentStore'

export interface Keys {
  readonly from: Uint8Array
  readonly to: Uint8Array
}

/**
 * The bytes of a journal that was closed as it should be, every record sealed with another key: the same records in the
 * same order, under the sequences that they had. Null when it is not whole; then opening it mends it first.
 */
export function journalSealedAnew(bytes: Buffer, { from, to }: Keys): Buffer | null {
  const contents = readJournal(bytes, from)
  if (contents.kind !== 'readable' || contents.version !== formatVersion) return null
  if (contents.end !== bytes.length) return null
  const journalId = randomBytes(16)
  const records = contents.records.map((numbered) => encodeRecord(to, journalId, numbered))
  return Buffer.concat([encodeHeader({ version: formatVersion, journalId }), ...records])
}

/**
 * Copies a sealed file, sealed with another key, chunk by chunk. A chunk that cannot be opened is copied as it is: it
 * stays as damaged as it was, and whoever reads the file is told so. Resolves when the bytes are on the disk; the name is
 * the caller's to sync.
 */
export async function copySealedAnew(
  files: DiskFiles,
  path: string,
  copy: string,
  { from, to }: Keys,
): Promise<void> {
  const fileId = fileIdOf(path)
  const source = await files.open(path)
  try {
    const target = await files.create(copy)
    try {
      await target.write(await source.read(0, attachmentHeadLength), 0)
      for (let index = 0; ; index += 1) {
        const sealed = await source.read(chunkPosition(index), chunkLength + sealingOverhead)
        if (sealed.length === 0) break
        const plain = fileId && unsealChunk(from, fileId, index, sealed)
        await target.write(plain ? sealChunk(to, fileId, index, plain) : sealed, chunkPosition(index))
      }
      await target.sync()
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}
