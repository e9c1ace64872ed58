import type { FileId } from '../../../shared/bridge/attachedFiles'
import type { JournalEntry } from '../../../shared/bridge/journalPort'
import type { ActionId } from '../../../shared/domain/identifiers'

/** What is known of the files of unsent actions at the national system; a restart knows it again by asking. */
export class KnownUploads {
  /** Files that are whole there, for an action. */
  private readonly whole = new Map<FileId, ActionId>()
  private readonly offsets = new Map<FileId, number>()
  /** Actions that it said it has not all files of, and how often: what was believed of those counts no more. */
  private readonly doubted = new Map<ActionId, number>()
  /** Files whose upload is begun anew, whatever the national system says of the one before. */
  private readonly fresh = new Set<FileId>()

  /**
   * One that was in a request before had all its files then: whether they still count the national system says
   * itself, and may have made attachments of them (PROTOCOL.md 5.4).
   */
  areThere({ action: { actionId }, files, standing }: JournalEntry): boolean {
    const believed = standing.state === 'sent' && !this.doubted.has(actionId)
    return files.every(({ fileId, upload }) => {
      if (upload?.actionId !== actionId || this.fresh.has(fileId)) return false
      return believed || this.whole.get(fileId) === actionId
    })
  }

  /** The national system does not hold what it was said to hold. */
  doubt({ action: { actionId }, files }: JournalEntry): void {
    const times = (this.doubted.get(actionId) ?? 0) + 1
    this.doubted.set(actionId, times)
    for (const { fileId } of files) {
      this.whole.delete(fileId)
      this.offsets.delete(fileId)
      // It said that the upload is whole, and that it misses it: only another one can help.
      if (times > 1) this.fresh.add(fileId)
    }
  }

  isFresh(fileId: FileId): boolean {
    return this.fresh.has(fileId)
  }

  /** Another upload was created for it. */
  begun(fileId: FileId): void {
    this.fresh.delete(fileId)
    this.offsets.delete(fileId)
  }

  stands(fileId: FileId, offset: number): void {
    this.offsets.set(fileId, offset)
  }

  isWhole(fileId: FileId, actionId: ActionId): void {
    this.whole.set(fileId, actionId)
  }

  /** What the national system was last known to hold of it. */
  bytesSent(fileId: FileId): number {
    return this.offsets.get(fileId) ?? 0
  }
}
