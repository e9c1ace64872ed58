import { crc32 } from 'node:zlib'
import fc from 'fast-check'

/** Files put together by hand, each with and without what must go, so that a test can compare the two. */
export interface MadePicture {
  readonly whole: Uint8Array
  /** The same without metadata. */
  readonly bare: Uint8Array
}

export const secret = 'LINTANG -5.147665 BUJUR 119.432732'

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const concat = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))
const anyBytes = fc.uint8Array({ maxLength: 40 })

export const tiffSaying = (orientation: number, little = false): Uint8Array => {
  const view = new DataView(new ArrayBuffer(38))
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  view.setUint16(8, 2, little)
  // A first entry that is not the orientation.
  view.setUint16(10, 0x010f, little)
  view.setUint16(12, 2, little)
  view.setUint32(14, 4, little)
  view.setUint16(22, 0x0112, little)
  view.setUint16(24, 3, little)
  view.setUint32(26, 1, little)
  view.setUint16(30, orientation, little)
  return concat(new Uint8Array(view.buffer), ascii(secret))
}

const segment = (marker: number, body: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff), body)

const jpegMetadata = fc.oneof(
  anyBytes.map((bytes) => segment(0xe1, concat(ascii('Exif\0\0'), tiffSaying(1), bytes))),
  anyBytes.map((bytes) => segment(0xe1, concat(ascii(`http://ns.adobe.com/xap/1.0/\0${secret}`), bytes))),
  anyBytes.map((bytes) => segment(0xed, concat(ascii(`Photoshop 3.0\0${secret}`), bytes))),
  anyBytes.map((bytes) => segment(0xe2, concat(ascii(`MPF\0${secret}`), bytes))),
  anyBytes.map((bytes) => segment(0xfe, concat(ascii(secret), bytes))),
  fc.integer({ min: 0xe3, max: 0xed }).map((marker) => segment(marker, ascii(secret))),
)
const jpegPart = fc.oneof(
  anyBytes.map((bytes) => segment(0xdb, bytes)),
  anyBytes.map((bytes) => segment(0xc4, bytes)),
  anyBytes.map((bytes) => segment(0xe2, concat(ascii('ICC_PROFILE\0\x01\x01'), bytes))),
  fc.constant(segment(0xee, concat(ascii('Adobe'), new Uint8Array(7)))),
)
/** Data of a scan: every 0xff is followed by 0x00 or is a restart. */
const scanData = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 254 }).map((byte) => [byte]),
      fc.constant([0xff, 0]),
      fc.constant([0xff, 0xd3]),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Uint8Array.from(parts.flat()))
const scanOf = (data: Uint8Array): Uint8Array => concat(segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)), data)

type Piece = { readonly bytes: Uint8Array; readonly stays: boolean }
const staying = (bytes: Uint8Array): Piece => ({ bytes, stays: true })
const going = (bytes: Uint8Array): Piece => ({ bytes, stays: false })

function made(head: Uint8Array, pieces: readonly Piece[], end: Uint8Array, behind: Uint8Array): MadePicture {
  const stays = pieces.filter((piece) => piece.stays).map(({ bytes }) => bytes)
  return {
    whole: concat(head, ...pieces.map(({ bytes }) => bytes), end, behind),
    bare: concat(head, ...stays, end),
  }
}

export const jpegs = fc
  .record({
    pieces: fc.array(
      fc.oneof(jpegPart.map(staying), jpegMetadata.map(going), scanData.map(scanOf).map(staying)),
    ),
    last: scanData,
    behind: anyBytes,
  })
  .map(({ pieces, last, behind }) =>
    made(Uint8Array.of(0xff, 0xd8), [...pieces, staying(scanOf(last))], Uint8Array.of(0xff, 0xd9), behind),
  )

export function jpegTurned(orientation: number, little: boolean): Uint8Array {
  return concat(
    Uint8Array.of(0xff, 0xd8),
    segment(0xe1, concat(ascii('Exif\0\0'), tiffSaying(orientation, little))),
    scanOf(Uint8Array.of(1, 2, 3)),
    Uint8Array.of(0xff, 0xd9),
  )
}

const bigEndian = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
export const pngChunk = (name: string, body: Uint8Array): Uint8Array =>
  concat(bigEndian(body.length), ascii(name), body, bigEndian(crc32(concat(ascii(name), body))))

const pngHead = concat(Uint8Array.of(0x89), ascii('PNG\r\n\x1a\n'), pngChunk('IHDR', new Uint8Array(13)))
const pngPart = fc.record({
  name: fc.constantFrom('PLTE', 'gAMA', 'tRNS', 'iCCP', 'pHYs', 'fdAT'),
  body: anyBytes,
})
const pngMetadata = fc.record({
  name: fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt', 'caBX'),
  body: anyBytes.map((bytes) => concat(ascii(secret), bytes)),
})

export const pngs = fc
  .record({
    before: fc.array(fc.oneof(pngPart.map(pngPiece(true)), pngMetadata.map(pngPiece(false)))),
    data: fc.array(anyBytes, { minLength: 1, maxLength: 3 }),
    after: fc.array(pngMetadata.map(pngPiece(false))),
    behind: anyBytes,
  })
  .map(({ before, data, after, behind }) =>
    made(
      pngHead,
      [...before, ...data.map((body) => staying(pngChunk('IDAT', body))), ...after],
      pngChunk('IEND', new Uint8Array()),
      behind,
    ),
  )

function pngPiece(stays: boolean) {
  return ({ name, body }: { name: string; body: Uint8Array }): Piece => ({
    bytes: pngChunk(name, body),
    stays,
  })
}

export function pngTurned(orientation: number): Uint8Array {
  return concat(
    pngHead,
    pngChunk('eXIf', tiffSaying(orientation)),
    pngChunk('IDAT', Uint8Array.of(1, 2, 3)),
    pngChunk('IEND', new Uint8Array()),
  )
}

const littleEndian = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
export const webpChunk = (name: string, body: Uint8Array): Uint8Array =>
  concat(ascii(name), littleEndian(body.length), body, new Uint8Array(body.length % 2))
export const webpOf = (...chunks: readonly Uint8Array[]): Uint8Array => {
  const content = concat(ascii('WEBP'), ...chunks)
  return concat(ascii('RIFF'), littleEndian(content.length), content)
}
export const webpHead = (flags: number): Uint8Array =>
  webpChunk('VP8X', Uint8Array.of(flags, 0, 0, 0, 9, 0, 0, 9, 0, 0))

const frame = (body: Uint8Array, extra: readonly Uint8Array[]): Uint8Array =>
  webpChunk('ANMF', concat(new Uint8Array(16), webpChunk('VP8 ', body), ...extra))

export const webps = fc
  .record({
    picture: fc.oneof(
      anyBytes.map((body) => ({ whole: webpChunk('VP8 ', body), bare: webpChunk('VP8 ', body) })),
      anyBytes.map((body) => ({
        whole: frame(body, [webpChunk('geoX', ascii(secret))]),
        bare: frame(body, []),
      })),
    ),
    profile: anyBytes,
    metadata: fc.array(fc.constantFrom('XMP ', 'prvt', 'IPTC'), { maxLength: 3 }),
    behind: anyBytes,
  })
  .map(({ picture, profile, metadata, behind }): MadePicture => {
    const extra = metadata.map((name) => webpChunk(name, ascii(secret)))
    const icc = webpChunk('ICCP', profile)
    return {
      whole: concat(webpOf(webpHead(0x2c), icc, picture.whole, ...extra), behind),
      bare: webpOf(webpHead(0x20), icc, picture.bare),
    }
  })
