import { join } from 'node:path'
import { z } from 'zod'
import { fileIdSchema } from '../../../shared/bridge/attachedFiles'
import type { AttachmentId, CaseId } from '../../../shared/domain/identifiers'
import { attachmentSchema } from '../../../shared/protocol/case'
import { identifier } from '../../../shared/protocol/primitives'
import type { DiskFiles } from '../files/diskFiles'
import { writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import { seal, unseal } from '../files/sealing'

const indexContext = Buffer.from('meja-aduan report files 1', 'utf8')

const entrySchema = z.object({
  fileId: fileIdSchema,
  caseId: identifier<CaseId>(),
  attachment: attachmentSchema,
  /** False while it is being fetched, or after that was cut off: it can be gone on with. */
  whole: z.boolean(),
  /** Rises with every use: the one with the least was used longest ago. */
  usedAt: z.number().int().nonnegative(),
})
export type IndexEntry = z.infer<typeof entrySchema>

const indexSchema = z.array(entrySchema)

/**
 * Which sealed file is which attachment. Names of files tell of a report, so this is sealed as well. Lost or changed it
 * counts as empty: all it speaks of can be fetched again.
 */
export class ReportFileIndex {
  private readonly entries: Map<AttachmentId, IndexEntry>
  private last: Promise<unknown> = Promise.resolve()

  static async open(files: DiskFiles, folder: string, key: Uint8Array): Promise<ReportFileIndex> {
    const path = join(folder, 'index.sealed')
    const sealed = await files.read(path)
    const plain = sealed && unseal(key, sealed, indexContext)
    return new ReportFileIndex(files, path, key, (plain && parseJson(indexSchema, plain)) ?? [])
  }

  private constructor(
    private readonly files: DiskFiles,
    private readonly path: string,
    private readonly key: Uint8Array,
    entries: readonly IndexEntry[],
  ) {
    this.entries = new Map(entries.map((entry) => [entry.attachment.id, entry]))
  }

  all(): readonly IndexEntry[] {
    return [...this.entries.values()]
  }

  get(attachmentId: AttachmentId): IndexEntry | null {
    return this.entries.get(attachmentId) ?? null
  }

  nextUse(): number {
    return 1 + Math.max(0, ...this.all().map(({ usedAt }) => usedAt))
  }

  /** Resolves when it is on the disk. */
  put(entry: IndexEntry): Promise<void> {
    this.entries.set(entry.attachment.id, entry)
    return this.write()
  }

  remove(attachmentIds: readonly AttachmentId[]): Promise<void> {
    for (const attachmentId of attachmentIds) this.entries.delete(attachmentId)
    return this.write()
  }

  /** Waits for what is being written. */
  async settled(): Promise<void> {
    await this.last
  }

  /** One write after the other; each writes what holds by then. */
  private write(): Promise<void> {
    const mine = this.last.then(() =>
      writeDurably(this.files, this.path, seal(this.key, jsonBytes(this.all()), indexContext)),
    )
    this.last = mine.catch(() => undefined)
    return mine
  }
}
