/** Big-endian, as JPEG and PNG count; undefined past the end. */
export function uint16At(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = bytes.subarray(at, at + 2)
  return high === undefined || low === undefined ? undefined : high * 256 + low
}

export function uint32At(bytes: Uint8Array, at: number): number | undefined {
  const high = uint16At(bytes, at)
  const low = uint16At(bytes, at + 2)
  return high === undefined || low === undefined ? undefined : high * 65_536 + low
}

/** Little-endian, as RIFF counts. */
export function littleUint32At(bytes: Uint8Array, at: number): number | undefined {
  const [first, second, third, fourth] = bytes.subarray(at, at + 4)
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    return undefined
  return first + second * 256 + third * 65_536 + fourth * 16_777_216
}

/** Whether these ASCII characters stand there; `\0` may be among them. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
