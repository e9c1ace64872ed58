/** What a system's write call does: it may take fewer bytes than it was given, and says how many. */
export type PartialWrite = (bytes: Uint8Array, position: number) => Promise<number>

/**
 * Writes all of the bytes, however few the system takes at a time. A system that takes none and says nothing of an
 * error would be asked for ever, so that is an error.
 */
export async function writeWhole(write: PartialWrite, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const taken = await write(bytes.subarray(written), position + written)
    if (taken <= 0) throw new Error('The disk took no byte of a write.')
    written += taken
  }
}
