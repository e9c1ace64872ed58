import { constants } from 'node:fs'
import {
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  type FileHandle,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeWhole } from './wholeWrite'

/**
 * What the durable parts of main ask of a disk. A parameter of theirs, so that a test can cut the power: drop what
 * was not synced, tear a write, fill the disk, stop at every step.
 */
export interface DiskFiles {
  /** Null when there is no such file. */
  read(path: string): Promise<Buffer | null>
  /** The files in a folder, in no order; none when there is no such folder. */
  list(folder: string): Promise<readonly ListedFile[]>
  /** Opens an existing file for reading and writing at any position. */
  open(path: string): Promise<DiskHandle>
  /** Makes an empty file that only this user can read; one of that name is emptied. */
  create(path: string): Promise<DiskHandle>
  rename(from: string, to: string): Promise<void>
  copy(from: string, to: string): Promise<void>
  /** Removing what is not there is no failure. */
  remove(path: string): Promise<void>
  makeFolder(path: string): Promise<void>
  /** Removes a folder with all that is in it, and makes that durable; one that is not there is no failure. */
  removeFolder(path: string): Promise<void>
  /** Makes names in the folder durable, where the system can. */
  syncFolder(path: string): Promise<void>
  /** Bytes that this user can still fill on the disk of this path; null where the system does not say. */
  freeBytes(path: string): Promise<number | null>
}

export interface ListedFile {
  readonly name: string
  readonly length: number
}

export interface DiskHandle {
  /** Fewer bytes than asked for only where the file ends. */
  read(position: number, length: number): Promise<Buffer>
  /** Writes all of the bytes or throws; then some of them may be there. */
  write(bytes: Uint8Array, position: number): Promise<void>
  truncate(length: number): Promise<void>
  /**
   * Resolves when the bytes are on the disk, and not before. After it threw, a second call that resolves proves
   * nothing: the system may have dropped what it could not write. What was written must be written again, elsewhere.
   */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Whether there was no room: on the disk, or in what this user may fill of it. */
export function isOutOfSpace(error: unknown): boolean {
  const code = systemErrorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
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
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile())
      return await Promise.all(
        files.map(async ({ name }) => ({ name, length: (await stat(join(folder, name))).size })),
      )
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return []
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
  async removeFolder(path) {
    // On Windows a scanner may still hold a file for a moment.
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    await realDiskFiles.syncFolder(dirname(path))
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
  async freeBytes(path) {
    try {
      const { bavail, bsize } = await statfs(path)
      return bavail * bsize
    } catch {
      // Some network drives do not answer; whoever asks then finds out by writing.
      return null
    }
  },
}

function realHandle(handle: FileHandle): DiskHandle {
  return {
    async read(position, length) {
      const bytes = Buffer.alloc(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    },
    write: (bytes, position) => {
      return writeWhole(
        async (some, at) => (await handle.write(some, 0, some.length, at)).bytesWritten,
        bytes,
        position,
      )
    },
    truncate: (length) => handle.truncate(length),
    // The length of the file is part of what fdatasync makes durable, so it is enough for appended records.
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}
