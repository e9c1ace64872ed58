import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Two programs on one database folder would destroy it, and PGlite does not look. The lock holds the id of the
 * process that has the folder; one left by a process that is gone is taken over. Gives what releases it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'sandbox.lock')
  const holder = Number(await readFile(file, 'utf8').catch(() => '0'))
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new Error(`The folder ${folder} is in use by process ${holder}.`)
  }
  await rm(file, { force: true })
  const lock = await open(file, 'wx')
  await lock.writeFile(String(process.pid))
  await lock.close()
  return () => rm(file, { force: true })
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
