import { rmSync } from 'node:fs'

const tries = 50
const pauseMilliseconds = 100

/**
 * Removes what a program wrote; its children may still be writing for a moment after it was killed, and a folder that
 * fills while it is emptied is tried again. One that is still not empty then is left to the system's own tidying: it
 * says nothing of the program.
 */
export function removeFolder(folder: string): void {
  for (let count = 0; count < tries; count += 1) {
    try {
      rmSync(folder, { recursive: true, force: true })
      return
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds)
    }
  }
}
