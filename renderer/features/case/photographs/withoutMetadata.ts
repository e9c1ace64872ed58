import { hasText } from './bytes'
import { cleanJpeg } from './jpeg'
import { cleanPng, isPng } from './png'
import { cleanWebp, isWebp } from './webp'

/**
 * What is to be attached, without what a camera or a program wrote into it about place, time and person. Goes by what
 * the bytes are, never by a name or a type that somebody gave.
 */
export type CleanedFile =
  /** No picture: passed as it is. */
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'cleaned'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A picture or film whose form cannot be cleaned here, or that is damaged: the officer is asked. */
  | { readonly kind: 'not-cleanable' }

/** So many bytes tell what a file is. */
export const headLength = 32

/** Whether all of the file must be read before it may be attached. */
export function isCleanable(head: Uint8Array): boolean {
  return isJpeg(head) || isPng(head) || isWebp(head)
}

export function withoutMetadata(bytes: Uint8Array, claimedType: string): CleanedFile {
  const cleaned = cleanedBytes(bytes)
  if (cleaned) return { kind: 'cleaned', bytes: cleaned }
  return { kind: isPictureOrFilm(bytes, claimedType) ? 'not-cleanable' : 'no-picture' }
}

function cleanedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (isJpeg(bytes)) return cleanJpeg(bytes)
  if (isPng(bytes)) return cleanPng(bytes)
  return isWebp(bytes) ? cleanWebp(bytes) : null
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
}

/** HEIC, AVIF and films (ISO base media), TIFF and raw photographs, GIF, Matroska; and what says that it is one. */
export function isPictureOrFilm(bytes: Uint8Array, claimedType: string): boolean {
  if (/^(image|video)\//.test(claimedType)) return true
  const isTiff = hasText(bytes, 0, 'II*\0') || hasText(bytes, 0, 'MM\0*')
  const isGif = hasText(bytes, 0, 'GIF8')
  const isMatroska = hasText(bytes, 0, '\x1a\x45\xdf\xa3')
  return isCleanable(bytes) || hasText(bytes, 4, 'ftyp') || isTiff || isGif || isMatroska
}
