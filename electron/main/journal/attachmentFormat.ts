import { crc32 } from 'node:zlib'
import type { FileId } from '../../../shared/bridge/attachedFiles'
import { seal, sealingOverhead, unseal } from '../files/sealing'

/**
 * The bytes of a sealed attached file. All numbers are unsigned and big-endian.
 *
 *     head   magic[8] version[4] file id[16] crc32[4] of the 28 bytes before it
 *     chunk  nonce[12] sealed[up to 262144] tag[16]      one after the other
 *
 * Every chunk is sealed for itself and bound to the file and its place in it, so that a file is written and read
 * chunk by chunk and never stands in memory whole, and no chunk can be moved, doubled or exchanged. That chunks are
 * missing at the end is seen by the size in the journal's record.
 */
export const attachmentVersion = 1
/** Plain bytes of every chunk but the last: large enough that sealing costs little, small enough to hold some. */
export const chunkLength = 256 * 1024

const magic = Buffer.from('MEJAFILE', 'latin1')
export const attachmentHeadLength = 32

export function encodeAttachmentHead(fileId: FileId): Buffer {
  const head = Buffer.alloc(attachmentHeadLength)
  magic.copy(head, 0)
  head.writeUInt32BE(attachmentVersion, magic.length)
  idBytes(fileId).copy(head, magic.length + 4)
  head.writeUInt32BE(crc32(head.subarray(0, attachmentHeadLength - 4)), attachmentHeadLength - 4)
  return head
}

export function sealChunk(key: Uint8Array, fileId: FileId, index: number, plain: Uint8Array): Buffer {
  return seal(key, plain, chunkContext(fileId, index))
}

/** Null when a bit of it has changed, or it is another file's, or stood elsewhere. */
export function unsealChunk(
  key: Uint8Array,
  fileId: FileId,
  index: number,
  sealed: Uint8Array,
): Buffer | null {
  return unseal(key, sealed, chunkContext(fileId, index))
}

/** Where a chunk begins in the sealed file. */
export function chunkPosition(index: number): number {
  return attachmentHeadLength + index * (chunkLength + sealingOverhead)
}

/** How long the chunk is when it is sealed, in a file of `size` plain bytes. */
export function sealedChunkLength(index: number, size: number): number {
  return Math.min(chunkLength, size - index * chunkLength) + sealingOverhead
}

/** How long the sealed file is, head and all. */
export function sealedFileLength(size: number): number {
  return attachmentHeadLength + size + Math.ceil(size / chunkLength) * sealingOverhead
}

function chunkContext(fileId: FileId, index: number): Buffer {
  const place = Buffer.alloc(4)
  place.writeUInt32BE(index)
  return Buffer.concat([magic, idBytes(fileId), place])
}

function idBytes(fileId: FileId): Buffer {
  return Buffer.from(fileId.replaceAll('-', ''), 'hex')
}
