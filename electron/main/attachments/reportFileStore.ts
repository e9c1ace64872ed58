import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FileId, KeptFile } from '../../../shared/bridge/attachedFiles'
import type { Attachment } from '../../../shared/domain/case'
import type { AttachmentId, CaseId } from '../../../shared/domain/identifiers'
import type { DiskFiles } from '../files/diskFiles'
import { makeFolderDurably } from '../files/durableFile'
import {
  AttachmentStore,
  isWhole,
  type AttachmentWriting,
  type StoredBytes,
} from '../journal/attachmentStore'
import { ReportFileIndex, type IndexEntry } from './reportFileIndex'

/** All that reports' files may take on this computer; beyond it those used longest ago go (ARCHITECTURE.md). */
export const mostKeptBytes = 500_000_000
/** So much of the disk stays free: an officer's unsent work comes before what can be fetched again. */
export const leastFreeBytes = 200_000_000

const folderName = 'report-files'

export interface ReportFileStoreSetting {
  readonly files: DiskFiles
  /** The officer's. */
  readonly folder: string
  /** The cache key: what a report holds is gone from reach when the desk locks. */
  readonly key: Uint8Array
  readonly mostBytes?: number | undefined
}

/** There is too little room on the disk for a file that can be fetched again. */
export class NoRoom extends Error {}

/** Reports' files on the disk of one officer: sealed, named by chance, known by a sealed index. */
export class ReportFileStore {
  /** Removes what no entry names, and entries whose file is not what it must be. */
  static async open(setting: ReportFileStoreSetting): Promise<ReportFileStore> {
    const folder = join(setting.folder, folderName)
    const index = await ReportFileIndex.open(setting.files, folder, setting.key)
    const { files, key } = setting
    const sealed = new AttachmentStore({ files, path: join(setting.folder, 'journal'), folderName, key })
    const store = new ReportFileStore(setting, folder, index, sealed)
    await store.tidy()
    return store
  }

  private constructor(
    private readonly setting: ReportFileStoreSetting,
    private readonly folder: string,
    private readonly index: ReportFileIndex,
    private readonly sealed: AttachmentStore,
  ) {}

  /** What is here whole; null otherwise. */
  kept(attachmentId: AttachmentId): Attachment | null {
    const entry = this.index.get(attachmentId)
    return entry?.whole ? entry.attachment : null
  }

  caseIds(): readonly CaseId[] {
    return [...new Set(this.index.all().map(({ caseId }) => caseId))]
  }

  /** Begins a file, or goes on with one that was cut off; throws `NoRoom`. */
  async begin(caseId: CaseId, attachment: Attachment): Promise<AttachmentWriting> {
    await makeFolderDurably(this.setting.files, this.folder)
    const before = this.index.get(attachment.id)
    if (before && !before.whole && isSame(before.attachment, attachment)) {
      return await this.sealed.resume(keptFileOf(before))
    }
    if (before) await this.drop([attachment.id])
    await this.makeRoom(attachment.size)
    // A new UUID is an identifier of a file by being given to one; the cast only adds the brand.
    const fileId = randomUUID() as string as FileId
    await this.index.put({ fileId, caseId, attachment, whole: false, usedAt: this.index.nextUse() })
    return await this.sealed.create(fileId)
  }

  /** Its bytes are on the disk and are those that the case tells of. */
  async finished(attachmentId: AttachmentId): Promise<void> {
    const entry = this.index.get(attachmentId)
    if (entry) await this.index.put({ ...entry, whole: true, usedAt: this.index.nextUse() })
  }

  /** Somebody looks at it: it is not among the first to go. */
  async used(attachmentId: AttachmentId): Promise<void> {
    const entry = this.index.get(attachmentId)
    const next = this.index.nextUse()
    // The one that was used last stays the last without a write.
    if (entry && entry.usedAt !== next - 1) await this.index.put({ ...entry, usedAt: next })
  }

  /** Plain bytes; fewer than `length` only where the file ends. */
  async read(attachmentId: AttachmentId, offset: number, length: number): Promise<StoredBytes> {
    const entry = this.index.get(attachmentId)
    if (!entry?.whole) return { outcome: 'refused', reason: 'missing' }
    return await this.sealed.read(keptFileOf(entry), offset, length)
  }

  async drop(attachmentIds: readonly AttachmentId[]): Promise<void> {
    const entries = attachmentIds.map((id) => this.index.get(id)).filter((entry) => entry !== null)
    if (entries.length === 0) return
    // The index first: a file that it does not name is removed at the next opening.
    await this.index.remove(attachmentIds)
    await this.sealed.remove(entries.map(({ fileId }) => fileId))
  }

  async dropOfCases(caseIds: readonly CaseId[]): Promise<readonly AttachmentId[]> {
    const left = new Set(caseIds)
    const dropped = this.index.all().filter(({ caseId }) => left.has(caseId))
    const ids = dropped.map(({ attachment }) => attachment.id)
    await this.drop(ids)
    return ids
  }

  settled(): Promise<void> {
    return this.index.settled()
  }

  private async tidy(): Promise<void> {
    const stored = await this.sealed.stored()
    const entries = this.index.all()
    const wrong = entries.filter((entry) => {
      const length = stored.get(entry.fileId)
      return entry.whole ? !isWhole(keptFileOf(entry), length) : length === undefined
    })
    if (wrong.length > 0) await this.drop(wrong.map(({ attachment }) => attachment.id))
    const named = new Set(this.index.all().map(({ fileId }) => fileId))
    await this.sealed.remove([...stored.keys()].filter((fileId) => !named.has(fileId)))
  }

  private async makeRoom(size: number): Promise<void> {
    const { files, folder, mostBytes = mostKeptBytes } = this.setting
    const longestAgo = [...this.index.all()].sort((one, other) => one.usedAt - other.usedAt)
    let taken = longestAgo.reduce((sum, { attachment }) => sum + attachment.size, 0)
    const going: AttachmentId[] = []
    for (const { attachment } of longestAgo) {
      if (taken + size <= mostBytes) break
      going.push(attachment.id)
      taken -= attachment.size
    }
    await this.drop(going)
    const free = await files.freeBytes(folder)
    if (free !== null && free < size + leastFreeBytes) throw new NoRoom()
  }
}

function keptFileOf({ fileId, attachment }: IndexEntry): KeptFile {
  const { name, mime, size, sha256 } = attachment
  return { fileId, name, mime, size, sha256 }
}

/** A case may tell of another file under an id that it had before. */
function isSame(one: Attachment, other: Attachment): boolean {
  return one.size === other.size && one.sha256 === other.sha256
}
