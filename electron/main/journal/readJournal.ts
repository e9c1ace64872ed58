import { decodeHeader, decodeRecordAt, formatVersion, headerLength, nextMarker } from './recordFormat'
import type { NumberedRecord } from './records'

export type JournalContents =
  /** Written by a newer program: not a byte of it may be changed (RELIABILITY.md 22). */
  | { readonly kind: 'newer' }
  | {
      readonly kind: 'readable'
      readonly journalId: Buffer
      readonly records: readonly NumberedRecord[]
      /** Where the last whole record ends; what stands behind it is a record that was never finished. */
      readonly end: number
    }
  /** Parts cannot be read. `records` are all that can, those behind the damage too. */
  | {
      readonly kind: 'damaged'
      readonly records: readonly NumberedRecord[]
      readonly salvaged: number
      readonly lostBytes: number
    }

/**
 * Reads a journal's bytes. Only bytes at the very end that begin like a record and stop before its length is
 * reached count as never finished; everything else that cannot be read is damage, which is told.
 */
export function readJournal(file: Buffer, key: Uint8Array): JournalContents {
  const header = decodeHeader(file)
  if (!header) return { kind: 'damaged', records: [], salvaged: 0, lostBytes: file.length }
  if (header.version > formatVersion) return { kind: 'newer' }
  const scan = scanRecords(file, key, header.journalId)
  if (header.intact && scan.lostBytes === 0) {
    return { kind: 'readable', journalId: header.journalId, records: scan.records, end: scan.end }
  }
  return {
    kind: 'damaged',
    records: scan.records,
    // A header of which one block is whole costs no record: all of them are behind the damage.
    salvaged: header.intact ? scan.salvaged : scan.records.length,
    lostBytes: scan.lostBytes,
  }
}

interface Scan {
  readonly records: readonly NumberedRecord[]
  readonly salvaged: number
  readonly lostBytes: number
  readonly end: number
}

function scanRecords(file: Buffer, key: Uint8Array, journalId: Buffer): Scan {
  const records: NumberedRecord[] = []
  let salvaged = 0
  let lostBytes = 0
  let position = headerLength
  while (position < file.length) {
    const at = decodeRecordAt(file, position, key, journalId)
    if (at.found === 'record') {
      records.push(at.numbered)
      if (lostBytes > 0) salvaged += 1
      position = at.end
      continue
    }
    const next = nextReadable(file, position + 1, key, journalId)
    if (next === null && at.found === 'incomplete')
      return { records: inOrder(records), salvaged, lostBytes, end: position }
    const resume = next ?? file.length
    lostBytes += resume - position
    position = resume
  }
  return { records: inOrder(records), salvaged, lostBytes, end: position }
}

/** Where the next whole record begins; a marker alone proves nothing, sealed bytes may look like one. */
function nextReadable(file: Buffer, from: number, key: Uint8Array, journalId: Buffer): number | null {
  for (let start = nextMarker(file, from); start !== -1; start = nextMarker(file, start + 1)) {
    if (decodeRecordAt(file, start, key, journalId).found === 'record') return start
  }
  return null
}

/** Sequences rise in every file that we wrote; a doubled block of a damaged disk must not repeat a record. */
function inOrder(records: readonly NumberedRecord[]): readonly NumberedRecord[] {
  let last = -1
  return records.filter(({ sequence }) => {
    if (sequence <= last) return false
    last = sequence
    return true
  })
}
