/** More came than anything of the protocol could be. */
export class TooMuch extends Error {
  constructor(readonly most: number) {
    super(`More than ${most} bytes came.`)
  }
}

/**
 * Passes a body on until more than `most` bytes came; then it fails, and the connection is let go. What a server says of
 * the length in a header is not believed, so a hostile one cannot fill the memory (PROTOCOL.md 1.3: such an answer is a
 * network fault).
 */
export function bounded(most: number): TransformStream<Uint8Array, Uint8Array> {
  let count = 0
  return new TransformStream({
    transform(piece, stream) {
      count += piece.byteLength
      if (count > most) stream.error(new TooMuch(most))
      else stream.enqueue(piece)
    },
  })
}
