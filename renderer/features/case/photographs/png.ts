import { asciiBytes, hasText, joined, uint32At } from './bytes'
import { orientationIn, tiffWithOrientation } from './orientation'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Chunks that say how the picture looks, of which none can hold words. */
const kept: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'],
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs'],
])

/**
 * A PNG without texts, Exif, times and chunks that nobody knows, nor anything behind its end; null when it is not a
 * whole PNG. What the pixels are made from stays byte for byte; a turned picture stays turned.
 */
export function cleanPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null
  const parts: Uint8Array[] = [signature]
  let orientation = 1
  let hasData = false
  let at = signature.byteLength
  for (;;) {
    const length = uint32At(bytes, at)
    if (length === undefined || at + 12 + length > bytes.byteLength) return null
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!/^[A-Za-z]{4}$/.test(name) || (at === signature.byteLength) !== (name === 'IHDR')) return null
    const whole = bytes.subarray(at, at + 12 + length)
    at += whole.byteLength
    if (name === 'eXIf') orientation = orientationIn(whole.subarray(8, 8 + length))
    if (name === 'IDAT') {
      // It must stand before the data; after them nothing needs it any more.
      if (!hasData && orientation !== 1) parts.push(chunk('eXIf', tiffWithOrientation(orientation)))
      hasData = true
    }
    if (kept.has(name)) parts.push(whole)
    // A capital first letter: without knowing it the picture cannot be shown.
    else if (/^[A-Z]/.test(name)) return null
    if (name === 'IEND') return hasData ? joined(parts) : null
  }
}

export function isPng(bytes: Uint8Array): boolean {
  return hasText(bytes, 0, '\x89PNG')
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const named = joined([asciiBytes(name), body])
  return joined([bigEndian(body.byteLength), named, bigEndian(crc32(named))])
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
}

/** ISO 3309, as PNG asks for it; for the few bytes of one chunk a table would be too much. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
