import { constants } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * What the durable parts of main ask of a disk. A parameter of theirs, so that a test can cut the power: drop what
 * was not synced, tear a write, fill the disk, stop at every step.
 */
export interface DiskFiles {
  /** Null when there is no such file. */
  read(path: string): Promise<Buffer | null>
  /** Opens an existing file for writing at any position. */
  open(path: string): Promise<DiskHandle>
  /** Makes an empty file that only this user can read; one of that name is emptied. */
  create(path: string): Promise<DiskHandle>
  rename(from: string, to: string): Promise<void>
  copy(from: string, to: string): Promise<void>
  /** Removing what is not there is no failure. */
  remove(path: string): Promise<void>
  makeFolder(path: string): Promise<void>
  /** Makes names in the folder durable, where the system can. */
  syncFolder(path: string): Promise<void>
}

export interface DiskHandle {
  write(bytes: Uint8Array, position: number): Promise<void>
  truncate(length: number): Promise<void>
  /** Resolves when the bytes are on the disk, and not before. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The system's code of a failed call, such as `ENOSPC`; null for any other error. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

const ownerOnly = { file: 0o600, folder: 0o700 } as const

export const realDiskFiles: DiskFiles = {
  async read(path) {
    try {
      return await readFile(path)
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return null
      throw error
    }
  },
  async open(path) {
    return realHandle(await open(path, 'r+'))
  },
  async create(path) {
    return realHandle(await open(path, 'w', ownerOnly.file))
  },
  rename,
  async copy(from, to) {
    await copyFile(from, to, constants.COPYFILE_EXCL)
    const handle = await open(to, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await realDiskFiles.syncFolder(dirname(to))
  },
  async remove(path) {
    await rm(path, { force: true })
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: ownerOnly.folder })
  },
  async syncFolder(path) {
    // Windows cannot open a folder; there NTFS's own log keeps the order of renames.
    if (process.platform === 'win32') return
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}

function realHandle(handle: FileHandle): DiskHandle {
  return {
    async write(bytes, position) {
      let written = 0
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(
          bytes,
          written,
          bytes.length - written,
          position + written,
        )
        written += bytesWritten
      }
    },
    truncate: (length) => handle.truncate(length),
    // The length of the file is part of what fdatasync makes durable, so it is enough for appended records.
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}
