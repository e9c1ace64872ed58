import { createHash, type Hash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { longestFile, type FileId, type KeptFile } from '../../../shared/bridge/attachedFiles'
import { systemErrorCode, type DiskFiles, type DiskHandle } from '../files/diskFiles'
import { makeFolderDurably } from '../files/durableFile'
import {
  chunkLength,
  chunkPosition,
  encodeAttachmentHead,
  sealChunk,
  sealedChunkLength,
  sealedFileLength,
  unsealChunk,
} from './attachmentFormat'
import { noSteps, type OnStep } from './steps'

export interface AttachmentStoreSetting {
  readonly files: DiskFiles
  /** The journal's path; the sealed files lie in a folder beside it. */
  readonly path: string
  /** The name of that folder; `attachments` has the files that the journal's records name. */
  readonly folderName?: string | undefined
  readonly key: Uint8Array
  readonly onStep?: OnStep | undefined
}

export type StoredBytes =
  | { readonly outcome: 'read'; readonly bytes: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: 'missing' | 'damaged' }

/** A file longer than the national system takes (PROTOCOL.md 7). */
export class FileTooLarge extends Error {}

const sealedName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.sealed$/

/** Which file the sealed file at that path holds; null when it is none of ours. */
export function fileIdOf(path: string): FileId | null {
  const id = sealedName.exec(basename(path))?.[1]
  // The name is of the form that only main gives to its files.
  return id === undefined ? null : (id as FileId)
}

/** The sealed files on the disk. Which of them are needed is the journal's to know. */
export class AttachmentStore {
  private readonly folder: string
  private readonly step: OnStep
  private folderMade = false

  constructor(private readonly setting: AttachmentStoreSetting) {
    this.folder = join(dirname(setting.path), setting.folderName ?? 'attachments')
    this.step = setting.onStep ?? noSteps
  }

  /** The length on the disk of every sealed file. */
  async stored(): Promise<ReadonlyMap<FileId, number>> {
    await this.step('open-list-files')
    const found = new Map<FileId, number>()
    for (const { name, length } of await this.setting.files.list(this.folder)) {
      const id = fileIdOf(name)
      if (id !== null) found.set(id, length)
    }
    return found
  }

  /** Begins a file; what is added is sealed and written at once. */
  async create(fileId: FileId): Promise<AttachmentWriting> {
    if (!this.folderMade) {
      await this.step('file-folder')
      await makeFolderDurably(this.setting.files, this.folder)
      this.folderMade = true
    }
    await this.step('file-create')
    const handle = await this.setting.files.create(this.pathOf(fileId))
    return new AttachmentWriting(fileId, handle, this.setting.key, this.step, async () => {
      await this.step('file-sync-folder')
      await this.setting.files.syncFolder(this.folder)
    })
  }

  /**
   * Goes on with a file whose writing was cut off, after the chunks of it that are whole on the disk; from the
   * beginning when there is none.
   */
  async resume(file: KeptFile): Promise<AttachmentWriting> {
    const handle = await this.openIfThere(file.fileId)
    if (!handle) return await this.create(file.fileId)
    const writing = new AttachmentWriting(file.fileId, handle, this.setting.key, this.step, () =>
      this.setting.files.syncFolder(this.folder),
    )
    const head = encodeAttachmentHead(file.fileId)
    if (!head.equals(await handle.read(0, head.length))) return writing
    // Only whole chunks were written before the last: one that is shorter, torn or missing is written anew.
    for (let index = 0; (index + 1) * chunkLength <= file.size; index += 1) {
      const chunk = await this.readChunk(handle, file, index)
      if (!chunk) break
      writing.takeUp(chunk)
    }
    return writing
  }

  /** Plain bytes from `offset` on, sealed chunk by sealed chunk; fewer than `length` only where the file ends. */
  async read(file: KeptFile, offset: number, length: number): Promise<StoredBytes> {
    const handle = await this.openIfThere(file.fileId)
    if (!handle) return { outcome: 'refused', reason: 'missing' }
    try {
      const head = encodeAttachmentHead(file.fileId)
      if (!head.equals(await handle.read(0, head.length))) return { outcome: 'refused', reason: 'damaged' }
      const end = Math.min(offset + length, file.size)
      const pieces: Buffer[] = []
      for (let index = Math.floor(offset / chunkLength); index * chunkLength < end; index += 1) {
        const chunk = await this.readChunk(handle, file, index)
        if (!chunk) return { outcome: 'refused', reason: 'damaged' }
        const start = index * chunkLength
        pieces.push(chunk.subarray(Math.max(0, offset - start), end - start))
      }
      return { outcome: 'read', bytes: new Uint8Array(Buffer.concat(pieces)) }
    } finally {
      await handle.close()
    }
  }

  /** Best effort: what cannot be removed now is an orphan, which the next opening removes. */
  async remove(fileIds: Iterable<FileId>): Promise<void> {
    for (const fileId of fileIds) {
      try {
        await this.step('file-remove')
        await this.setting.files.remove(this.pathOf(fileId))
      } catch {
        // See above.
      }
    }
  }

  /**
   * Keeps a file that nobody needs from being removed as an orphan: when the journal is damaged, the record that
   * named it may be what was lost.
   */
  async setAside(fileIds: Iterable<FileId>): Promise<void> {
    for (const fileId of fileIds) {
      await this.step('open-set-aside-file')
      await this.setting.files.rename(this.pathOf(fileId), `${this.pathOf(fileId)}-set-aside`)
    }
  }

  private async openIfThere(fileId: FileId): Promise<DiskHandle | null> {
    try {
      return await this.setting.files.open(this.pathOf(fileId))
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return null
      throw error
    }
  }

  private async readChunk(
    handle: DiskHandle,
    { fileId, size }: KeptFile,
    index: number,
  ): Promise<Buffer | null> {
    const sealed = await handle.read(chunkPosition(index), sealedChunkLength(index, size))
    return unsealChunk(this.setting.key, fileId, index, sealed)
  }

  private pathOf(fileId: FileId): string {
    return join(this.folder, `${fileId}.sealed`)
  }
}

/** Whether the sealed file is as long as it must be. */
export function isWhole(file: KeptFile, lengthOnDisk: number | undefined): boolean {
  return lengthOnDisk === sealedFileLength(file.size)
}

/** One file that is being written. After anything threw it is of no use, and is given up. */
export class AttachmentWriting {
  private readonly hash: Hash = createHash('sha256')
  private waiting: Buffer = Buffer.alloc(0)
  private chunks = 0
  private size = 0
  private headWritten = false

  constructor(
    readonly fileId: FileId,
    private readonly handle: DiskHandle,
    private readonly key: Uint8Array,
    private readonly step: OnStep,
    private readonly syncFolder: () => Promise<void>,
  ) {}

  get plainSize(): number {
    return this.size
  }

  /** Counts a chunk that is on the disk already. */
  takeUp(chunk: Uint8Array): void {
    this.size += chunk.length
    this.hash.update(chunk)
    this.chunks += 1
    this.headWritten = true
  }

  /** Holds at most one chunk and what was given; throws `FileTooLarge` beyond 25 MiB. */
  async add(bytes: Uint8Array): Promise<void> {
    if (this.size + bytes.length > longestFile) throw new FileTooLarge()
    this.size += bytes.length
    this.hash.update(bytes)
    this.waiting = Buffer.concat([this.waiting, bytes])
    while (this.waiting.length >= chunkLength) {
      await this.writeChunk(this.waiting.subarray(0, chunkLength))
      this.waiting = this.waiting.subarray(chunkLength)
    }
  }

  /** Resolves when all of it is on the disk, its name too. */
  async finish(): Promise<{ readonly size: number; readonly sha256: string }> {
    if (this.waiting.length > 0) await this.writeChunk(this.waiting)
    else if (!this.headWritten) await this.writeHead()
    await this.step('file-sync')
    await this.handle.sync()
    await this.step('file-close')
    await this.handle.close()
    await this.syncFolder()
    return { size: this.size, sha256: this.hash.digest('hex') }
  }

  /** Lets go of the handle; the file itself is the store's to remove. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined)
  }

  private async writeChunk(plain: Buffer): Promise<void> {
    if (!this.headWritten) await this.writeHead()
    await this.step('file-write')
    await this.handle.write(sealChunk(this.key, this.fileId, this.chunks, plain), chunkPosition(this.chunks))
    this.chunks += 1
  }

  private async writeHead(): Promise<void> {
    await this.step('file-write')
    await this.handle.write(encodeAttachmentHead(this.fileId), 0)
    this.headWritten = true
  }
}
