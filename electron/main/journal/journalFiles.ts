import { randomUUID } from 'node:crypto'
import type {
  AttachedFile,
  DraftFile,
  FileBegun,
  FileFinished,
  FileId,
  FileRead,
  FileRefusal,
  FileUpload,
  KeptFile,
  NewFile,
  PieceAdded,
} from '../../../shared/bridge/attachedFiles'
import { longestFile } from '../../../shared/bridge/attachedFiles'
import { uploadLimit, type Action } from '../../../shared/domain/action'
import type { ActionId } from '../../../shared/domain/identifiers'
import { FileTooLarge, type AttachmentStore, type AttachmentWriting } from './attachmentStore'
import { JournalFailure, journalFailureOf } from './journalFailure'
import { draftKey, filesOfDraft, neededFiles } from './journalState'
import type { JournalWriter } from './journalWriter'
import { noSteps, type OnStep } from './steps'

interface Adding {
  readonly about: NewFile
  readonly writing: AttachmentWriting
  /** As announced; null when whoever gives the bytes does not know. */
  readonly size: number | null
  /** Pieces are written one after the other, however they come. */
  last: Promise<unknown>
}

/**
 * The files that an officer attaches. A file is whole and synced, and its name in the folder too, before the record
 * that names it is written; so a record never names a file that is not there, and a file without a record is an orphan
 * that the next opening removes.
 */
export class JournalFiles {
  private readonly adding = new Map<FileId, Adding>()
  private readonly present: Set<FileId>

  constructor(
    private readonly writer: JournalWriter,
    private readonly store: AttachmentStore,
    present: ReadonlySet<FileId>,
    private readonly step: OnStep = noSteps,
  ) {
    this.present = new Set(present)
  }

  /** `size` as announced; null when it is not known beforehand. */
  async begin(about: NewFile, size: number | null): Promise<FileBegun> {
    const refusal = this.refusalOf(about, size)
    if (refusal) return { outcome: 'refused', reason: refusal }
    // A new UUID is an identifier of a file by being given to one; the cast only adds the brand.
    const fileId = randomUUID() as string as FileId
    try {
      const writing = await this.store.create(fileId)
      // Others may have begun meanwhile.
      const late = this.refusalOf(about, size)
      if (late) {
        await this.giveUp(writing)
        return { outcome: 'refused', reason: late }
      }
      this.adding.set(fileId, { about, writing, size, last: Promise.resolve() })
      return { outcome: 'begun', fileId }
    } catch (error) {
      return { outcome: 'refused', reason: refusalOf(error) }
    }
  }

  async add(fileId: FileId, bytes: Uint8Array): Promise<PieceAdded> {
    return this.inTurn<PieceAdded>(fileId, async ({ writing, size }) => {
      if (size !== null && writing.plainSize + bytes.length > size) {
        await this.abandon(fileId)
        return { outcome: 'refused', reason: 'incomplete' }
      }
      await writing.add(bytes)
      return { outcome: 'added', size: writing.plainSize }
    })
  }

  async finish(fileId: FileId): Promise<FileFinished> {
    return this.inTurn<FileFinished>(fileId, async ({ about, writing, size }) => {
      if (size !== null && writing.plainSize !== size) {
        await this.abandon(fileId)
        return { outcome: 'refused', reason: 'incomplete' }
      }
      const written = await writing.finish()
      const file: KeptFile = { fileId, name: about.name, mime: about.mime, ...written }
      await this.step('file-record')
      await this.name(about, file)
      return { outcome: 'kept', file: this.view(file) }
    })
  }

  /** From here on the record decides whether the file is needed, no longer whoever adds it. */
  private async name({ caseId, type }: NewFile, file: KeptFile): Promise<void> {
    if (!this.adding.delete(file.fileId)) throw new JournalFailure('closed', 'The file was given up.')
    this.present.add(file.fileId)
    try {
      await this.writer.commit({ kind: 'file-added', caseId, type, file })
    } catch (error) {
      this.present.delete(file.fileId)
      await this.writer.removeUnneeded([file.fileId])
      throw error
    }
  }

  /** Takes a whole file in, piece by piece, from wherever main reads it: a file that the officer chose. */
  async addFrom(about: NewFile, pieces: AsyncIterable<Uint8Array>): Promise<FileFinished> {
    const begun = await this.begin(about, null)
    if (begun.outcome === 'refused') return begun
    const { fileId } = begun
    try {
      for await (const piece of pieces) {
        const added = await this.add(fileId, piece)
        if (added.outcome === 'refused') return added
      }
    } catch (error) {
      await this.abandon(fileId)
      throw error
    }
    return this.finish(fileId)
  }

  /** Takes a file from its draft or gives up one that is being added; an action's files go with the action. */
  async remove(fileId: FileId): Promise<boolean> {
    if (this.adding.has(fileId)) {
      await this.abandon(fileId)
      return true
    }
    if (!this.writer.planned.draftFiles.has(fileId)) return false
    await this.writer.commit({ kind: 'file-removed', fileId })
    await this.writer.removeUnneeded([fileId])
    return true
  }

  /** Plain bytes from `offset` on; fewer than `length` only where the file ends. */
  async read(fileId: FileId, offset: number, length: number): Promise<FileRead> {
    const file = neededFiles(this.writer.planned).get(fileId)
    if (!file) return { outcome: 'refused', reason: 'unknown' }
    return this.store.read(file, offset, length)
  }

  /** Keeps where the file is being uploaded; false for a file that is not there any more. */
  async saveUpload(fileId: FileId, upload: FileUpload | null): Promise<boolean> {
    if (!neededFiles(this.writer.planned).has(fileId)) return false
    await this.writer.commit({ kind: 'upload-created', fileId, upload })
    return true
  }

  ofDraft(draft: Pick<NewFile, 'caseId' | 'type'>): readonly AttachedFile[] {
    return filesOfDraft(this.writer.planned, draft).map((file) => this.view(file))
  }

  ofDrafts(): readonly DraftFile[] {
    return [...this.writer.planned.draftFiles.values()].map(({ caseId, type, file }) => {
      return { caseId, type, file: this.view(file) }
    })
  }

  view(file: KeptFile): AttachedFile {
    return {
      ...file,
      upload: this.writer.planned.uploads.get(file.fileId) ?? null,
      present: this.present.has(file.fileId),
    }
  }

  /**
   * The files that an action takes along: those asked for, of its draft or of the action that it replaces; all of
   * the latter when nothing is asked for, so that sending again on top loses none.
   */
  filesFor(
    action: Action,
    replaces: ActionId | null,
    asked: readonly FileId[] | undefined,
  ): readonly KeptFile[] {
    const replaced = replaces === null ? undefined : this.writer.planned.entries.get(replaces)
    const carried = replaced?.files ?? []
    if (asked === undefined) return carried
    const available = [...filesOfDraft(this.writer.planned, action), ...carried]
    if (asked.length > uploadLimit || new Set(asked).size < asked.length) {
      throw new JournalFailure('invalid', 'These are more files than an action may carry.')
    }
    if (asked.length > 0 && !('uploads' in action.payload)) {
      throw new JournalFailure('invalid', 'This kind of action carries no files.')
    }
    return asked.map((fileId) => {
      const file = available.find((candidate) => candidate.fileId === fileId)
      if (!file) throw new JournalFailure('invalid', 'One of the files is not of this draft.')
      return file
    })
  }

  /** An engine that is gone adds no more: what it had begun is given up. */
  async abandonAll(): Promise<void> {
    for (const fileId of [...this.adding.keys()]) await this.abandon(fileId)
  }

  private refusalOf({ caseId, type }: NewFile, size: number | null): FileRefusal | null {
    if (size !== null && size > longestFile) return 'too-large'
    const key = draftKey({ caseId, type })
    const begun = [...this.adding.values()].filter(({ about }) => draftKey(about) === key).length
    return this.ofDraft({ caseId, type }).length + begun >= uploadLimit ? 'too-many' : null
  }

  /** Whatever fails, nothing of the file is kept: a failed sync cannot be repeated (RELIABILITY.md 2). */
  private async inTurn<Answer>(
    fileId: FileId,
    task: (adding: Adding) => Promise<Answer>,
  ): Promise<Answer | { readonly outcome: 'refused'; readonly reason: FileRefusal }> {
    const adding = this.adding.get(fileId)
    if (!adding) return { outcome: 'refused', reason: 'not-begun' }
    const turn = adding.last.then(async () => {
      if (!this.adding.has(fileId)) return { outcome: 'refused', reason: 'not-begun' } as const
      try {
        return await task(adding)
      } catch (error) {
        await this.abandon(fileId)
        return { outcome: 'refused', reason: refusalOf(error) } as const
      }
    })
    adding.last = turn
    return turn
  }

  private async abandon(fileId: FileId): Promise<void> {
    const adding = this.adding.get(fileId)
    if (!adding) return
    this.adding.delete(fileId)
    await this.giveUp(adding.writing)
  }

  private async giveUp(writing: AttachmentWriting): Promise<void> {
    await writing.abandon()
    await this.writer.removeUnneeded([writing.fileId])
  }
}

function refusalOf(error: unknown): FileRefusal {
  if (error instanceof FileTooLarge) return 'too-large'
  return journalFailureOf(error).code === 'disk-full' ? 'disk-full' : 'write-failed'
}
