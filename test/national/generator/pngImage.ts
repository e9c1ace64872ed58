import { crc32 } from 'node:zlib'

/** A picture of up to 256 colours: one byte for each pixel, row by row. */
export interface IndexedPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
  /** Red, green and blue of each colour. */
  readonly palette: readonly (readonly [number, number, number])[]
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** As long as a stored block of deflate may be (RFC 1951, 3.2.4). */
const longestBlock = 0xffff

/**
 * The picture as a PNG file. Its pixels are stored, not compressed: what a compressor makes changes with its version,
 * and a file that is made anew has to have the sum that was written down.
 */
export function pngFile({ width, height, pixels, palette }: IndexedPicture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits for a pixel, each a place in the palette; no interlacing.
  header.set([8, 3, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y += 1)
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', stored(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** The zlib format (RFC 1950) around blocks that are stored as they are. */
function stored(content: Buffer): Buffer {
  const blocks: Buffer[] = [Buffer.from([0x78, 0x01])]
  for (let from = 0; from < content.length; from += longestBlock) {
    const block = content.subarray(from, from + longestBlock)
    const head = Buffer.alloc(5)
    head.writeUInt8(from + longestBlock >= content.length ? 1 : 0, 0)
    head.writeUInt16LE(block.length, 1)
    head.writeUInt16LE(block.length ^ 0xffff, 3)
    blocks.push(head, block)
  }
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(adler32(content), 0)
  return Buffer.concat([...blocks, sum])
}

/** Sums fit into 32 bits for so many bytes; the division is the slow part. */
const longestSum = 5552

function adler32(content: Buffer): number {
  let low = 1
  let high = 0
  for (let from = 0; from < content.length; from += longestSum) {
    for (const byte of content.subarray(from, from + longestSum)) {
      low += byte
      high += low
    }
    low %= 65_521
    high %= 65_521
  }
  return high * 65_536 + low
}
