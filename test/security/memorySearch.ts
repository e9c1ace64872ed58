import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const pieceLength = 16 * 1024 * 1024

/** Whether the writable memory of a process holds a text, as Latin letters or as UTF-16. Linux, as its owner or root. */
export function memoryHolds(pid: number, text: string): boolean {
  const spellings = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  const overlap = Math.max(...spellings.map(({ length }) => length))
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const piece = Buffer.alloc(pieceLength + overlap)
  try {
    return writableRegions(pid).some(([from, to]) => {
      for (let at = from; at < to; at += pieceLength) {
        const length = readAt(memory, piece, Math.min(piece.length, to - at), at)
        const read = piece.subarray(0, length)
        if (spellings.some((spelling) => read.includes(spelling))) return true
      }
      return false
    })
  } finally {
    closeSync(memory)
  }
}

function writableRegions(pid: number): readonly (readonly [number, number])[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .filter((line) => / rw/.test(line) && !/\[v(var|dso|syscall)/.test(line))
    .map((line) => {
      const [from = '0', to = '0'] = (line.split(' ')[0] ?? '').split('-')
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
    })
}

/** What cannot be read, as memory of a device, holds nothing of ours. */
function readAt(memory: number, into: Buffer, length: number, position: number): number {
  try {
    return readSync(memory, into, 0, length, position)
  } catch {
    return 0
  }
}
