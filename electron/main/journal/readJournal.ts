import { decodeHeader, decodeRecordAt, formatVersion, headerLength, nextMarker } from './recordFormat'
import type { NumberedRecord } from './records'

export type JournalContents =
  /** Written by a newer program: not a byte of it may be changed (RELIABILITY.md 22). */
  | { readonly kind: 'newer' }
  | {
      readonly kind: 'readable'
      readonly version: number
      readonly journalId: Buffer
      readonly records: readonly NumberedRecord[]
      /** Where the last whole record ends; what stands behind it is a record that was never finished. */
      readonly end: number
    }
  /** Parts cannot be read. `records` are all that can, those behind the damage too. */
  | {
      readonly kind: 'damaged'
      /** Null when even that cannot be read; there are no records then. */
      readonly version: number | null
      readonly records: readonly NumberedRecord[]
      readonly salvaged: number
      readonly lostBytes: number
    }

/**
 * Reads a journal's bytes. Only bytes at the very end that begin like a record and stop before its length is
 * reached, or that are nothing but zeros, count as never finished: so a power cut leaves an append, by what of it the
 * file system had written. Everything else that cannot be read is damage, which is told.
 */
export function readJournal(file: Buffer, key: Uint8Array): JournalContents {
  const header = decodeHeader(file)
  if (!header) return { kind: 'damaged', version: null, records: [], salvaged: 0, lostBytes: file.length }
  if (header.version > formatVersion) return { kind: 'newer' }
  const scan = scanRecords(file, key, header.journalId)
  if (header.intact && scan.lostBytes === 0) {
    const { version, journalId } = header
    return { kind: 'readable', version, journalId, records: scan.records, end: scan.end }
  }
  return {
    kind: 'damaged',
    version: header.version,
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
  const order = new InOrder()
  let salvaged = 0
  let lostBytes = 0
  let position = headerLength
  while (position < file.length) {
    const at = decodeRecordAt(file, position, key, journalId)
    if (at.found === 'record') {
      order.take(at.numbered, at.fingerprint)
      if (lostBytes > 0) salvaged += 1
      position = at.end
      continue
    }
    const next = nextReadable(file, position + 1, key, journalId)
    if (next === null && (at.found === 'incomplete' || isBlank(file, position))) {
      return { records: order.records, salvaged, lostBytes, end: position }
    }
    const resume = next ?? file.length
    lostBytes += resume - position
    position = resume
  }
  return { records: order.records, salvaged, lostBytes, end: position }
}

/** Some file systems lengthen a file before they write into it; what the power cut left out reads as zeros. */
function isBlank(file: Buffer, from: number): boolean {
  return file.subarray(from).every((byte) => byte === 0)
}

/** Where the next whole record begins; a marker alone proves nothing, sealed bytes may look like one. */
function nextReadable(file: Buffer, from: number, key: Uint8Array, journalId: Buffer): number | null {
  for (let start = nextMarker(file, from); start !== -1; start = nextMarker(file, start + 1)) {
    if (decodeRecordAt(file, start, key, journalId).found === 'record') return start
  }
  return null
}

/**
 * Sequences never fall in a file that we wrote, and only what a rewriting carried over shares one. A doubled block of
 * a damaged disk must not repeat a record: one that falls behind, or that has been there, is left out.
 */
class InOrder {
  readonly records: NumberedRecord[] = []
  private last = -1
  private readonly seen = new Set<string>()

  take(numbered: NumberedRecord, fingerprint: string): void {
    if (numbered.sequence < this.last || this.seen.has(fingerprint)) return
    if (numbered.sequence > this.last) this.seen.clear()
    this.seen.add(fingerprint)
    this.last = numbered.sequence
    this.records.push(numbered)
  }
}
