import { asciiBytes, hasText, joined, littleUint32At } from './bytes'
import { orientationIn, tiffWithOrientation } from './orientation'

/** Chunks that the picture is made from. Frames of a moving one hold chunks themselves. */
const kept: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const keptInFrame: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH'])
/** Of a frame, before its chunks: place, size, duration, flags. */
const frameHead = 16
/** Bits of VP8X that announce Exif and XMP. */
const exifFlag = 0x08
const xmpFlag = 0x04

interface Chunk {
  readonly name: string
  readonly body: Uint8Array
}

/**
 * A WebP without Exif, XMP and chunks that nobody knows, nor anything behind its end; null when it is not a whole
 * WebP. What the pixels are made from stays byte for byte; a turned picture stays turned.
 */
export function cleanWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const size = littleUint32At(bytes, 4)
  if (!isWebp(bytes) || size === undefined || size + 8 > bytes.byteLength) return null
  const chunks = chunksIn(bytes.subarray(12, size + 8))
  if (!chunks?.some(({ name }) => name === 'VP8 ' || name === 'VP8L' || name === 'ANMF')) return null
  const exif = chunks.find(({ name }) => name === 'EXIF')
  const orientation = exif ? orientationIn(withoutHead(exif.body)) : 1
  const parts: Uint8Array[] = []
  for (const chunk of chunks) {
    if (!kept.has(chunk.name)) continue
    const body = cleanBody(chunk, orientation !== 1)
    if (!body) return null
    parts.push(chunkOf(chunk.name, body))
  }
  if (orientation !== 1) parts.push(chunkOf('EXIF', tiffWithOrientation(orientation)))
  const content = joined([asciiBytes('WEBP'), ...parts])
  return joined([asciiBytes('RIFF'), littleEndian(content.byteLength), content])
}

export function isWebp(bytes: Uint8Array): boolean {
  return hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')
}

function chunksIn(content: Uint8Array): Chunk[] | null {
  const chunks: Chunk[] = []
  let at = 0
  while (at < content.byteLength) {
    const size = littleUint32At(content, at + 4)
    if (size === undefined || at + 8 + size > content.byteLength) return null
    const name = String.fromCharCode(...content.subarray(at, at + 4))
    chunks.push({ name, body: content.subarray(at + 8, at + 8 + size) })
    at += 8 + size + (size % 2)
  }
  return chunks
}

function cleanBody({ name, body }: Chunk, turned: boolean): Uint8Array | null {
  if (name === 'VP8X') return withFlags(body, turned)
  return name === 'ANMF' ? cleanFrame(body) : body
}

function withFlags(body: Uint8Array, turned: boolean): Uint8Array | null {
  const [flags] = body
  if (flags === undefined) return null
  const changed = body.slice()
  changed[0] = (flags & ~(exifFlag | xmpFlag)) | (turned ? exifFlag : 0)
  return changed
}

function cleanFrame(body: Uint8Array): Uint8Array | null {
  const chunks = body.byteLength < frameHead ? null : chunksIn(body.subarray(frameHead))
  if (!chunks) return null
  const parts = chunks
    .filter(({ name }) => keptInFrame.has(name))
    .map(({ name, body: own }) => chunkOf(name, own))
  return joined([body.subarray(0, frameHead), ...parts])
}

/** Some programs write the head that Exif has in a JPEG before it. */
function withoutHead(body: Uint8Array): Uint8Array {
  return hasText(body, 0, 'Exif\0\0') ? body.subarray(6) : body
}

function chunkOf(name: string, body: Uint8Array): Uint8Array {
  const padding = new Uint8Array(body.byteLength % 2)
  return joined([asciiBytes(name), littleEndian(body.byteLength), body, padding])
}

function littleEndian(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24)
}
