import { longestFile, longestPiece, type FileId } from '../../../shared/bridge/attachedFiles'
import type { JournalClient } from './journalClient'

/** A file of a draft, whole; null when it is gone or damaged. At most `longestFile` bytes are ever in memory. */
export async function draftFileBytes(journal: JournalClient, fileId: FileId): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  while (length <= longestFile) {
    const read = await journal.request('readFile', { fileId, offset: length, length: longestPiece })
    if (read.outcome === 'refused') return null
    pieces.push(read.bytes)
    length += read.bytes.byteLength
    if (read.bytes.byteLength < longestPiece) return joined(pieces, length)
  }
  return null
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
