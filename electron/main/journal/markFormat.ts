import { crc32 } from 'node:zlib'

/**
 * The bytes of the high-water mark: two slots of one block each, written in turn, so that a torn write of one
 * leaves the other. It holds numbers and nothing about anybody, so it is not sealed: whoever can put an older
 * journal in place could as well put the older mark beside it, sealed or not.
 *
 *     slot  magic[8] version[4] turn[8] sequence[8] closed[4] crc32[4] of the 32 bytes before it, zeros up to 4096
 */
export const markSlotLength = 4096
export const markSlots = 2
const markVersion = 1
const magic = Buffer.from('MEJAMARK', 'latin1')
const checkedLength = 32
const usedLength = checkedLength + 4

export interface Mark {
  /** Rises with every mark that is written; the slot is chosen by it. */
  readonly turn: number
  /** The journal had come so far, synced. */
  readonly sequence: number
  /** The journal was closed then, and nothing was wrong with its file. */
  readonly closed: boolean
}

export function encodeMarkSlot({ turn, sequence, closed }: Mark): Buffer {
  const slot = Buffer.alloc(markSlotLength)
  magic.copy(slot, 0)
  slot.writeUInt32BE(markVersion, 8)
  slot.writeBigUInt64BE(BigInt(turn), 12)
  slot.writeBigUInt64BE(BigInt(sequence), 20)
  slot.writeUInt32BE(closed ? 1 : 0, 28)
  slot.writeUInt32BE(crc32(slot.subarray(0, checkedLength)), checkedLength)
  return slot
}

/** The mark that was written last; null when none can be read. */
export function decodeMark(file: Buffer): Mark | null {
  let last: Mark | null = null
  for (let index = 0; index < markSlots; index += 1) {
    const mark = decodeSlot(file.subarray(index * markSlotLength, index * markSlotLength + usedLength))
    if (mark && (last === null || mark.turn > last.turn)) last = mark
  }
  return last
}

function decodeSlot(slot: Buffer): Mark | null {
  if (slot.length < usedLength || !slot.subarray(0, magic.length).equals(magic)) return null
  if (slot.readUInt32BE(8) !== markVersion) return null
  if (slot.readUInt32BE(checkedLength) !== crc32(slot.subarray(0, checkedLength))) return null
  return {
    turn: Number(slot.readBigUInt64BE(12)),
    sequence: Number(slot.readBigUInt64BE(20)),
    closed: slot.readUInt32BE(28) === 1,
  }
}
