/** One drawing as PNG, a square of so many pixels. */
export interface DrawnIcon {
  readonly size: number
  readonly png: Buffer
}

/** Windows' icon file: a directory of PNG images, which Windows has read since Vista. Sizes up to 256. */
export function icoOf(icons: readonly DrawnIcon[]): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(icons.length, 4)
  let offset = head.length + 16 * icons.length
  const entries = icons.map(({ size, png }) => {
    const entry = Buffer.alloc(16)
    // 256 does not fit into a byte; 0 stands for it.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([head, ...entries, ...icons.map(({ png }) => png)])
}

/** The names under which macOS knows a PNG of each size. */
const icnsTypes: ReadonlyMap<number, readonly string[]> = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
])

/** macOS' icon file: the PNG images one after the other, each under its type. */
export function icnsOf(icons: readonly DrawnIcon[]): Buffer {
  const blocks = icons.flatMap(({ size, png }) =>
    (icnsTypes.get(size) ?? []).map((type) => Buffer.concat([blockHead(type, png.length), png])),
  )
  const length = blocks.reduce((sum, block) => sum + block.length, 0)
  return Buffer.concat([blockHead('icns', length), ...blocks])
}

function blockHead(type: string, contentLength: number): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(contentLength + head.length, 4)
  return head
}
