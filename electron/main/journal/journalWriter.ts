import type { FileId } from '../../../shared/bridge/attachedFiles'
import type { DiskState } from '../../../shared/bridge/journalPort'
import { isOutOfSpace } from '../files/diskFiles'
import { agedEntries } from './carriedRecords'
import { JournalFailure, journalFailureOf } from './journalFailure'
import { applyRecord, copyState, neededFiles, type JournalState } from './journalState'
import type { JournalTrouble, OpenedParts } from './openJournal'
import type { JournalRecord, NumberedRecord } from './records'

/** When a file is written anew with only what still counts. */
export interface CompactionPolicy {
  /** Not below this length. */
  readonly fromBytes: number
  /** From so many records for each that still counts. */
  readonly recordsForEachLive: number
  /** Or from so many times the length that it had when it was last written anew; few long drafts grow it too. */
  readonly timesLength: number
}
/**
 * An action is four records until it is settled, so every one is rewritten about once on the way: a file of a few
 * hundred KiB, at a cost that stays in proportion to what the officer does.
 */
export const usualCompaction: CompactionPolicy = {
  fromBytes: 64 * 1024,
  recordsForEachLive: 3,
  timesLength: 8,
}

export interface JournalWriterSetting {
  readonly compaction?: CompactionPolicy | undefined
  readonly onTrouble?: ((what: JournalTrouble, error: unknown) => void) | undefined
}

interface Queued {
  readonly numbered: NumberedRecord
  readonly done: () => void
  readonly failed: (failure: JournalFailure) => void
}

/**
 * Writes records one group after the other: all that was committed while the disk was busy shares one fsync.
 *
 * `planned` already holds what is being written, so that whoever decides next decides on it. If a write fails,
 * everything queued behind it fails too, because it was decided on something that did not happen, and `planned`
 * goes back to what is on the disk.
 *
 * Appending, mending, compacting and the reserve are done by one loop, one after the other: nothing of it ever meets
 * an append on its way.
 */
export class JournalWriter {
  planned: JournalState
  private readonly onDisk: JournalState
  private readonly queue: Queued[] = []
  private writing: Promise<void> | null = null
  private closed = false
  private failedGroups = 0
  private recordsInFile: number
  private compaction: CompactionPolicy
  /** The length of the file when it was last written anew. */
  private rewrittenLength: number
  private full = false
  private lastDiskState: DiskState = 'ok'
  private diskStateListener: ((diskState: DiskState) => void) | null = null

  constructor(
    private readonly parts: OpenedParts,
    private readonly setting: JournalWriterSetting,
  ) {
    this.onDisk = parts.state
    this.planned = copyState(parts.state)
    this.recordsInFile = parts.recordsInFile
    this.compaction = setting.compaction ?? usualCompaction
    this.rewrittenLength = parts.file.byteLength
    this.lastDiskState = this.diskState
    this.wake()
  }

  get diskState(): DiskState {
    if (this.full) return 'full'
    return this.parts.reserve.isLacking ? 'reserve-used' : 'ok'
  }

  onDiskState(listener: ((diskState: DiskState) => void) | null): void {
    this.diskStateListener = listener
  }

  /** Resolves when the record is on the disk. */
  commit(record: JournalRecord): Promise<void> {
    return this.commitAll([record])
  }

  /** Resolves when all of the records are on the disk, in this order and with nothing in between. */
  async commitAll(records: readonly JournalRecord[]): Promise<void> {
    if (this.closed) throw new JournalFailure('closed', 'The journal is closed.')
    const written = records.map((record) => this.enqueue(record))
    this.wake()
    await Promise.all(written)
  }

  /** Resolves when what is planned now is on the disk; throws when it will not be. */
  async flush(): Promise<void> {
    const { failedGroups } = this
    await this.rest()
    if (this.failedGroups > failedGroups) throw new JournalFailure('write-failed', 'An earlier write failed.')
  }

  /**
   * Removes those of the sealed files that nobody needs any more, once that is on the disk. After a failure that could
   * not be mended, a record that names them may still be in the file: then they are left to the next opening.
   */
  async removeUnneeded(fileIds: readonly FileId[]): Promise<void> {
    if (fileIds.length === 0) return
    await this.rest()
    if (this.parts.file.soundness === 'sound') await this.removeFrom(fileIds)
  }

  async close(): Promise<void> {
    this.closed = true
    await this.rest()
    await this.mend().catch(() => undefined)
    await this.parts.mark.close(this.onDisk.lastSequence, this.parts.file.soundness === 'sound')
    await this.parts.file.close()
  }

  private enqueue(record: JournalRecord): Promise<void> {
    const numbered = { sequence: this.planned.lastSequence + 1, record }
    applyRecord(this.planned, numbered)
    return new Promise((done, failed) => {
      this.queue.push({ numbered, done, failed })
    })
  }

  private async rest(): Promise<void> {
    while (this.writing) await this.writing
  }

  private wake(): void {
    this.writing ??= this.writeQueue().finally(() => {
      this.writing = null
      if (this.queue.length > 0) this.wake()
    })
  }

  private async writeQueue(): Promise<void> {
    // Lets everything that is asked for in this turn of the loop into the first group.
    await Promise.resolve()
    do {
      if (this.queue.length > 0) await this.writeGroup(this.queue.splice(0))
      // After every group: where there is always another one waiting, the file must be kept short all the same.
      await this.keepHouse()
    } while (this.queue.length > 0)
  }

  private async writeGroup(group: readonly Queued[]): Promise<void> {
    try {
      await this.appendInRoom(group.map(({ numbered }) => numbered))
    } catch (error) {
      this.failFrom(group, error)
      // Nothing of what failed may come back at the next start. What cannot be mended now is before the next append.
      await this.mend().catch(() => undefined)
      return
    }
    this.recordsInFile += group.length
    for (const { numbered } of group) applyRecord(this.onDisk, numbered)
    this.tellDiskState()
    for (const { done } of group) done()
    await this.parts.mark.note(this.onDisk.lastSequence)
  }

  /** When the disk is full, once more in the space that was kept free. */
  private async appendInRoom(records: readonly NumberedRecord[]): Promise<void> {
    try {
      await this.appendMended(records)
    } catch (error) {
      if (!isOutOfSpace(error)) throw error
      this.full = true
      if (!(await this.parts.reserve.giveUp())) throw error
      await this.appendMended(records)
    }
    this.full = false
  }

  private async appendMended(records: readonly NumberedRecord[]): Promise<void> {
    await this.mend()
    await this.parts.file.append(records)
  }

  /** Brings the file back to what is known to be on the disk, after something failed. */
  private async mend(): Promise<void> {
    const { file } = this.parts
    if (file.soundness === 'tail') {
      // Where even that cannot be synced, the file is suspect.
      await file.cutTail().catch((error: unknown) => {
        if (file.soundness !== 'suspect') throw error
      })
    }
    if (file.soundness === 'suspect') await this.rewrite()
  }

  private failFrom(group: readonly Queued[], error: unknown): void {
    const failure = journalFailureOf(error)
    const behind = this.queue.splice(0)
    this.failedGroups += 1
    this.planned = copyState(this.onDisk)
    this.tellDiskState()
    for (const { failed } of [...group, ...behind]) failed(failure)
  }

  /** The file kept short, space kept free. Nothing is lost where it fails. */
  private async keepHouse(): Promise<void> {
    if (this.worthCompacting()) await this.compact()
    try {
      await this.parts.reserve.keep()
    } catch (error) {
      this.setting.onTrouble?.('reserve', error)
    }
    this.tellDiskState()
  }

  private worthCompacting(): boolean {
    const { byteLength } = this.parts.file
    const { fromBytes, recordsForEachLive, timesLength } = this.compaction
    if (byteLength < fromBytes) return false
    if (byteLength >= timesLength * this.rewrittenLength) return true
    const { entries, drafts, draftFiles } = this.onDisk
    const live = entries.size - agedEntries(this.onDisk).length + drafts.size + draftFiles.size + 1
    return this.recordsInFile >= live * recordsForEachLive
  }

  private async compact(): Promise<void> {
    // Not what somebody has just decided to send again. Before the first await: whoever decides meanwhile decides
    // without them.
    const planned = new Set(agedEntries(this.planned).map(({ action }) => action.actionId))
    const aged = agedEntries(this.onDisk).filter(({ action }) => planned.has(action.actionId))
    for (const { action } of aged) {
      this.onDisk.entries.delete(action.actionId)
      this.planned.entries.delete(action.actionId)
    }
    try {
      await this.rewrite()
    } catch (error) {
      this.compaction = { ...this.compaction, fromBytes: this.parts.file.byteLength * 2 }
      this.setting.onTrouble?.('rewriting', error)
      return
    }
    await this.removeFrom(aged.flatMap(({ files }) => files.map(({ fileId }) => fileId)))
  }

  private async removeFrom(fileIds: readonly FileId[]): Promise<void> {
    const needed = [neededFiles(this.onDisk), neededFiles(this.planned)]
    await this.parts.attachments.remove(
      fileIds.filter((fileId) => !needed.some((files) => files.has(fileId))),
    )
  }

  private async rewrite(): Promise<void> {
    this.recordsInFile = await this.parts.file.rewrite(this.onDisk)
    this.rewrittenLength = this.parts.file.byteLength
    await this.parts.mark.settle(this.onDisk.lastSequence)
  }

  private tellDiskState(): void {
    if (this.diskState === this.lastDiskState) return
    this.lastDiskState = this.diskState
    this.diskStateListener?.(this.diskState)
  }
}
