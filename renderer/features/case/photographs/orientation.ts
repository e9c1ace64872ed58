import { uint16At, uint32At } from './bytes'

const orientationTag = 0x0112
const shortType = 3

/**
 * How a photograph is to be turned: 1 (as it lies) to 8. `tiff` is what Exif keeps everything in (TIFF 6.0, image file
 * directory); 1 for whatever cannot be read.
 */
export function orientationIn(tiff: Uint8Array): number {
  const little = tiff[0] === 0x49 && tiff[1] === 0x49
  if (!little && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return 1
  const short = (at: number): number | undefined => {
    const big = uint16At(tiff, at)
    return big === undefined || !little ? big : (big & 0xff) * 256 + (big >> 8)
  }
  const long = (at: number): number | undefined => {
    if (!little) return uint32At(tiff, at)
    const low = short(at)
    const high = short(at + 2)
    return low === undefined || high === undefined ? undefined : high * 65_536 + low
  }
  const directory = long(4) ?? 0
  const entries = short(directory) ?? 0
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12
    const tag = short(at)
    if (tag === undefined) return 1
    if (tag !== orientationTag) continue
    const value = short(at + 2) === shortType ? short(at + 8) : undefined
    return value !== undefined && value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** The smallest TIFF that says how to turn a photograph, and nothing else. */
export function tiffWithOrientation(orientation: number): Uint8Array {
  return Uint8Array.of(
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08],
    ...[0x00, 0x01, 0x01, 0x12, 0x00, shortType, 0x00, 0x00, 0x00, 0x01],
    ...[0x00, orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
  )
}
