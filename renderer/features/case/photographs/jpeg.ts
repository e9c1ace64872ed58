import { asciiBytes, hasText, joined, uint16At } from './bytes'
import { orientationIn, tiffWithOrientation } from './orientation'

const start = 0xd8
const end = 0xd9
const scan = 0xda
const exifHead = 'Exif\0\0'
const profileHead = 'ICC_PROFILE\0'
const jfifHead = 'JFIF\0'

interface Segment {
  readonly marker: number
  /** With its marker and length. */
  readonly whole: Uint8Array
  readonly body: Uint8Array
}

/**
 * A JPEG without Exif, XMP, IPTC, comments, thumbnails, further pictures behind its end, and whatever else its
 * application segments hold; null when it is not a whole JPEG. What the pixels are made from stays as it is, byte for
 * byte, and so do colour profile and colour transform. A turned photograph stays turned by an Exif of 36 bytes.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== start) return null
  const kept: Uint8Array[] = []
  let orientation = 1
  let scans = 0
  let at = 2
  for (;;) {
    const marker = markerAt(bytes, at)
    if (!marker) return null
    if (marker.code === end) break
    const segment = segmentAt(bytes, marker)
    if (!segment) return null
    if (isExif(segment)) orientation = orientationIn(segment.body.subarray(exifHead.length))
    const cleaned = cleanSegment(segment)
    if (cleaned) kept.push(cleaned)
    at = marker.at + segment.whole.byteLength
    if (segment.marker === scan) {
      const scanEnd = endOfScan(bytes, at)
      if (scanEnd === null) return null
      kept.push(bytes.subarray(at, scanEnd))
      at = scanEnd
      scans += 1
    }
  }
  if (scans === 0) return null
  return joined([Uint8Array.of(0xff, start), ...turned(kept, orientation), Uint8Array.of(0xff, end)])
}

/** JFIF wants to be the first segment, Exif comes next. */
function turned(segments: readonly Uint8Array[], orientation: number): readonly Uint8Array[] {
  if (orientation === 1) return segments
  const afterJfif = segments[0]?.[1] === 0xe0 ? 1 : 0
  return [...segments.slice(0, afterJfif), exifSegment(orientation), ...segments.slice(afterJfif)]
}

/** Any number of 0xff may stand before a marker. */
function markerAt(bytes: Uint8Array, from: number): { readonly code: number; readonly at: number } | null {
  if (bytes[from] !== 0xff) return null
  let at = from
  while (bytes[at + 1] === 0xff) at += 1
  const code = bytes[at + 1]
  return code === undefined || code === 0 ? null : { code, at }
}

function segmentAt(bytes: Uint8Array, { code, at }: { code: number; at: number }): Segment | null {
  // Those have no length, and none of them may stand between segments.
  if (code === start || code === 0x01 || (code >= 0xd0 && code <= 0xd7)) return null
  const length = uint16At(bytes, at + 2)
  if (length === undefined || length < 2 || at + 2 + length > bytes.byteLength) return null
  return {
    marker: code,
    whole: bytes.subarray(at, at + 2 + length),
    body: bytes.subarray(at + 4, at + 2 + length),
  }
}

/** Where the next marker stands that is neither a restart nor a 0xff of the data; null when the file ends before. */
function endOfScan(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return null
    const isData = next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!isData) return at
  }
  return null
}

function isExif({ marker, body }: Segment): boolean {
  return marker === 0xe1 && hasText(body, 0, exifHead)
}

/** What stays of a segment; null for nothing. */
function cleanSegment(segment: Segment): Uint8Array | null {
  const { marker, body, whole } = segment
  if (marker === 0xfe) return null
  if (marker < 0xe0 || marker > 0xef) return whole
  if (marker === 0xe0 && hasText(body, 0, jfifHead)) return jfifWithoutThumbnail(body)
  if (marker === 0xe2 && hasText(body, 0, profileHead)) return whole
  // Adobe's says how the colours are transformed: without it some pictures come out in wrong ones.
  if (marker === 0xee && hasText(body, 0, 'Adobe') && body.byteLength >= 12)
    return segmentOf(0xee, body.subarray(0, 12))
  return null
}

function jfifWithoutThumbnail(body: Uint8Array): Uint8Array | null {
  if (body.byteLength < 14) return null
  const kept = body.slice(0, 14)
  kept.set([0, 0], 12)
  return segmentOf(0xe0, kept)
}

function exifSegment(orientation: number): Uint8Array {
  return segmentOf(0xe1, joined([asciiBytes(exifHead), tiffWithOrientation(orientation)]))
}

function segmentOf(marker: number, body: Uint8Array): Uint8Array {
  const length = body.byteLength + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body])
}
