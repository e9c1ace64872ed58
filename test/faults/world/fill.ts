import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemErrorCode } from '../../../electron/main/files/diskFiles'

/** Fills the volume block by block, until nothing fits any more. Gives the files that do. */
export function fill(folder: string, name = 'filler'): string[] {
  const fillers: string[] = []
  for (const length of [1024 * 1024, 64 * 1024, 4096, 1]) {
    for (;;) {
      const filler = join(folder, `${name}-${fillers.length}`)
      fillers.push(filler)
      try {
        writeFileSync(filler, Buffer.alloc(length, 1))
      } catch (error) {
        if (systemErrorCode(error) !== 'ENOSPC') throw error
        break
      }
    }
  }
  return fillers
}
