import { crc32 } from 'node:zlib'
import { parseJson, jsonBytes } from '../files/jsonFile'
import { nonceLength, seal, sealingOverhead, unseal } from '../files/sealing'
import { JournalFailure } from './journalFailure'
import { journalRecordSchema, type NumberedRecord } from './records'

/**
 * The bytes of a journal. All numbers are unsigned and big-endian.
 *
 *     header  magic[8] version[4] journal id[16] crc32[4] of the 28 bytes before it, and the same 32 bytes again
 *     record  marker[4] length[4] crc32[4] | sequence[8] sealed[length - 8]
 *
 * This layout is that of versions 1 and 2; they differ in the kinds of records (records.ts, migrations.ts).
 * `length` and `crc32` are those of what stands after the bar. `sealed` is the record's JSON, bound to the journal
 * and the place in it. The header stands twice because without its id no record can be opened. Its first block
 * keeps its layout in every version, so that an older program can tell a newer file (RELIABILITY.md 22).
 */
export const formatVersion = 2

const magic = Buffer.from('MEJAJRNL', 'latin1')
const journalIdLength = 16
const headerBlockLength = 32
export const headerLength = 2 * headerBlockLength

const marker = Buffer.from([0xa7, 0x4d, 0x4a, 0x1e])
export const recordHeadLength = 12
const sequenceLength = 8
const shortestLength = sequenceLength + sealingOverhead
/** Larger than any record can be made through the port; a length beyond it is damage, not an unfinished record. */
const longestLength = 16 * 1024 * 1024

export interface JournalHeader {
  readonly version: number
  readonly journalId: Buffer
}

export function encodeHeader(header: JournalHeader): Buffer {
  const block = Buffer.alloc(headerBlockLength)
  magic.copy(block, 0)
  block.writeUInt32BE(header.version, magic.length)
  header.journalId.copy(block, magic.length + 4, 0, journalIdLength)
  block.writeUInt32BE(crc32(block.subarray(0, headerBlockLength - 4)), headerBlockLength - 4)
  return Buffer.concat([block, block])
}

/** Null when neither of the two blocks is whole. `intact` is false when one of them is not. */
export function decodeHeader(file: Buffer): (JournalHeader & { readonly intact: boolean }) | null {
  const first = decodeHeaderBlock(file.subarray(0, headerBlockLength))
  // A newer version may have something else behind the first block.
  if (first && first.version > formatVersion) return { ...first, intact: true }
  const second = decodeHeaderBlock(file.subarray(headerBlockLength, headerLength))
  const header = first ?? second
  return header && { ...header, intact: first !== null && second !== null }
}

function decodeHeaderBlock(block: Buffer): JournalHeader | null {
  if (block.length < headerBlockLength || !block.subarray(0, magic.length).equals(magic)) return null
  if (block.readUInt32BE(headerBlockLength - 4) !== crc32(block.subarray(0, headerBlockLength - 4)))
    return null
  const idStart = magic.length + 4
  return {
    version: block.readUInt32BE(magic.length),
    journalId: Buffer.from(block.subarray(idStart, idStart + journalIdLength)),
  }
}

export function encodeRecord(
  key: Uint8Array,
  journalId: Buffer,
  { sequence, record }: NumberedRecord,
): Buffer {
  const place = sequenceBytes(sequence)
  const body = Buffer.concat([place, seal(key, jsonBytes(record), Buffer.concat([journalId, place]))])
  // Longer, it would be taken for damage when it is read: better refused than saved in vain.
  if (body.length > longestLength) throw new JournalFailure('invalid', 'The record is too long.')
  const head = Buffer.alloc(recordHeadLength)
  marker.copy(head, 0)
  head.writeUInt32BE(body.length, 4)
  head.writeUInt32BE(crc32(body), 8)
  return Buffer.concat([head, body])
}

function sequenceBytes(sequence: number): Buffer {
  const bytes = Buffer.alloc(sequenceLength)
  bytes.writeBigUInt64BE(BigInt(sequence))
  return bytes
}

export type RecordAt =
  | {
      readonly found: 'record'
      readonly numbered: NumberedRecord
      readonly end: number
      /** No two records that were written have the same. */
      readonly fingerprint: string
    }
  /** The file ends inside this record, as it does when the power went while it was being written. */
  | { readonly found: 'incomplete' }
  | { readonly found: 'damage' }

/** Reads the record that begins at `start`. */
export function decodeRecordAt(file: Buffer, start: number, key: Uint8Array, journalId: Buffer): RecordAt {
  const head = file.subarray(start, start + recordHeadLength)
  const markerSeen = head.subarray(0, marker.length)
  if (!markerSeen.equals(marker.subarray(0, markerSeen.length))) return { found: 'damage' }
  if (head.length < recordHeadLength) return { found: 'incomplete' }
  const length = head.readUInt32BE(4)
  if (length < shortestLength || length > longestLength) return { found: 'damage' }
  const end = start + recordHeadLength + length
  if (end > file.length) return { found: 'incomplete' }
  const body = file.subarray(start + recordHeadLength, end)
  if (crc32(body) !== head.readUInt32BE(8)) return { found: 'damage' }
  const place = body.subarray(0, sequenceLength)
  const plain = unseal(key, body.subarray(sequenceLength), Buffer.concat([journalId, place]))
  const record = plain && parseJson(journalRecordSchema, plain)
  if (!record) return { found: 'damage' }
  const numbered = { sequence: Number(place.readBigUInt64BE()), record }
  // The nonce, with which what is sealed begins.
  const fingerprint = body.toString('latin1', sequenceLength, sequenceLength + nonceLength)
  return { found: 'record', numbered, end, fingerprint }
}

/** Where the next marker stands at or after `from`; -1 when there is none. */
export function nextMarker(file: Buffer, from: number): number {
  return file.indexOf(marker, from)
}
