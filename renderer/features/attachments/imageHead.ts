/** What the first bytes of a file say about the image in it. */
export interface ImageHead {
  readonly mime: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'
  /** Pixels, before any turning that the image asks for. */
  readonly width: number
  readonly height: number
}

/**
 * A few hundred bytes can be an image that takes all memory when it is decoded. A telephone's largest photograph has
 * 50 million pixels; decoded, these are 250 MB.
 */
export const mostPixels = 64_000_000
const longestSide = 30_000

export function isTooLarge({ width, height }: ImageHead): boolean {
  return width > longestSide || height > longestSide || width * height > mostPixels
}

/**
 * Recognises the four formats that the desk shows, by their bytes and never by a name or a type that a stranger gave.
 * Null for everything else, SVG above all: it is a document with scripts, not an image (SECURITY.md 15).
 */
export function imageHeadOf(bytes: Uint8Array): ImageHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return pngHead(view) ?? gifHead(view) ?? webpHead(view) ?? jpegHead(view)
  } catch (error) {
    // It ends in the middle of its head.
    if (error instanceof RangeError) return null
    throw error
  }
}

function textAt(view: DataView, start: number, length: number): string {
  if (start + length > view.byteLength) return ''
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(start + index)))
}

function sized(mime: ImageHead['mime'], width: number, height: number): ImageHead | null {
  return width > 0 && height > 0 ? { mime, width, height } : null
}

function pngHead(view: DataView): ImageHead | null {
  if (textAt(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || textAt(view, 12, 4) !== 'IHDR') return null
  return sized('image/png', view.getUint32(16), view.getUint32(20))
}

function gifHead(view: DataView): ImageHead | null {
  if (!/^GIF8[79]a$/.test(textAt(view, 0, 6))) return null
  return sized('image/gif', view.getUint16(6, true), view.getUint16(8, true))
}

function webpHead(view: DataView): ImageHead | null {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return null
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (textAt(view, 12, 4)) {
    case 'VP8X':
      return sized('image/webp', uint24(24) + 1, uint24(27) + 1)
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return sized('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8 ':
      return sized('image/webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
    default:
      return null
  }
}

/** The frame's size stands in one of its many segments; those before it are passed over by their lengths. */
function jpegHead(view: DataView): ImageHead | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let place = 2; ;) {
    if (view.getUint8(place) !== 0xff) return null
    const marker = view.getUint8(place + 1)
    if (marker === 0xff) {
      place += 1
      continue
    }
    if (isFrame(marker)) return sized('image/jpeg', view.getUint16(place + 7), view.getUint16(place + 5))
    // The picture itself begins, or ends, without a size.
    if (marker === 0xda || marker === 0xd9) return null
    const length = view.getUint16(place + 2)
    if (length < 2) return null
    place += 2 + length
  }
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
