import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orientationIn } from '../../../../../renderer/features/case/photographs/orientation'
import { withoutMetadata } from '../../../../../renderer/features/case/photographs/withoutMetadata'
import {
  jpegTurned,
  jpegs,
  pngTurned,
  pngs,
  secret,
  tiffSaying,
  webpChunk,
  webpHead,
  webpOf,
  webps,
} from './pictures'

const forms = [
  ['JPEG', jpegs],
  ['PNG', pngs],
  ['WebP', webps],
] as const

function cleaned(bytes: Uint8Array): Uint8Array {
  const answer = withoutMetadata(bytes, 'image/any')
  if (answer.kind !== 'cleaned') throw new Error(`The picture is ${answer.kind}`)
  return answer.bytes
}
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

describe.each(forms)('a %s', (_form, pictures) => {
  it('keeps every byte of the picture and none of what was written into it', () => {
    fc.assert(
      fc.property(pictures, ({ whole, bare }) => {
        expect(Buffer.from(cleaned(whole)).equals(Buffer.from(bare))).toBe(true)
        expect(holds(cleaned(whole), secret)).toBe(false)
      }),
    )
  })

  it('that was cleaned stays as it is', () => {
    fc.assert(
      fc.property(pictures, ({ whole }) => {
        expect(cleaned(cleaned(whole))).toEqual(cleaned(whole))
      }),
    )
  })

  it('that is cut off anywhere is not taken for a clean one', () => {
    fc.assert(
      fc.property(pictures, fc.nat(), ({ bare }, cut) => {
        const part = bare.subarray(0, 4 + (cut % (bare.byteLength - 4)))
        expect(withoutMetadata(part, 'image/any').kind).toBe('not-cleanable')
      }),
    )
  })

  it('with any byte changed is cleaned or refused, never a fault and never longer', () => {
    fc.assert(
      fc.property(pictures, fc.nat(), fc.nat(255), ({ whole }, place, value) => {
        const lying = whole.slice()
        lying[place % lying.byteLength] = value
        const answer = withoutMetadata(lying, 'image/any')
        if (answer.kind === 'cleaned')
          expect(answer.bytes.byteLength).toBeLessThanOrEqual(lying.byteLength + 40)
      }),
    )
  })
})

describe('a photograph that was taken sideways', () => {
  const exifOf = (bytes: Uint8Array, behind: string) =>
    bytes.subarray(Buffer.from(bytes).indexOf(behind) + behind.length)

  it.each([3, 6, 8])('stays turned as a JPEG (%i), and says nothing else', (orientation) => {
    for (const little of [false, true]) {
      const clean = cleaned(jpegTurned(orientation, little))
      expect(orientationIn(exifOf(clean, 'Exif\0\0'))).toBe(orientation)
      expect(holds(clean, secret)).toBe(false)
    }
  })

  it('stays turned as a PNG and as a WebP', () => {
    const png = cleaned(pngTurned(6))
    expect(orientationIn(exifOf(png, 'eXIf'))).toBe(6)
    expect(holds(png, secret)).toBe(false)
    const webp = cleaned(
      webpOf(webpHead(0x08), webpChunk('VP8 ', Uint8Array.of(1)), webpChunk('EXIF', tiffSaying(6))),
    )
    expect(orientationIn(exifOf(webp, 'EXIF').subarray(4))).toBe(6)
    expect(holds(webp, secret)).toBe(false)
  })

  it('loses its Exif whole when it lies as it should', () => {
    expect(holds(cleaned(jpegTurned(1, false)), 'Exif')).toBe(false)
    expect(holds(cleaned(pngTurned(1)), 'eXIf')).toBe(false)
  })

  it('is taken to lie as it should when its Exif cannot be read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const orientation = orientationIn(bytes)
        expect(orientation >= 1 && orientation <= 8).toBe(true)
      }),
    )
  })
})

describe('what is no JPEG, PNG or WebP', () => {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

  it('is asked about when it is a picture or a film, whatever it is called', () => {
    expect(withoutMetadata(bytes('\0\0\0\x18ftypheic'), '').kind).toBe('not-cleanable')
    expect(withoutMetadata(bytes('GIF89a'), 'application/pdf').kind).toBe('not-cleanable')
    expect(withoutMetadata(bytes('II*\0'), '').kind).toBe('not-cleanable')
    expect(withoutMetadata(bytes('apa saja'), 'image/x-raw').kind).toBe('not-cleanable')
  })

  it('is passed as it is when it is a document', () => {
    expect(withoutMetadata(bytes('%PDF-1.7'), 'application/pdf').kind).toBe('no-picture')
    expect(withoutMetadata(new Uint8Array(), '').kind).toBe('no-picture')
  })
})
