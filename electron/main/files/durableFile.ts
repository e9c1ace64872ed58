import { dirname } from 'node:path'
import type { DiskFiles } from './diskFiles'

/**
 * Replaces a whole small file so that a kill or a power cut leaves the old or the new one, never a part: written
 * beside it, synced, renamed over it, the folder synced. Resolves when the new one is on the disk.
 */
export async function writeDurably(files: DiskFiles, path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.new`
  const handle = await files.create(beside)
  try {
    await handle.write(bytes, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await files.rename(beside, path)
  await files.syncFolder(dirname(path))
}

export async function removeDurably(files: DiskFiles, path: string): Promise<void> {
  await files.remove(path)
  await files.syncFolder(dirname(path))
}

/** Makes a folder whose own name is durable in the folder above it. */
export async function makeFolderDurably(files: DiskFiles, path: string): Promise<void> {
  await files.makeFolder(path)
  await files.syncFolder(path)
  await files.syncFolder(dirname(path))
}
