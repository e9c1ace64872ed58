import { open } from 'node:fs/promises'

const pieceLength = 256 * 1024

/**
 * A file that the officer chose, piece by piece, so that it never stands in memory whole. The path comes from a
 * dialog of main's own, never from the page (STYLE.md, *Take* 5). Each piece is good until the next is asked for.
 */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(pieceLength)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, pieceLength, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}
