import { wholeFile, type JournalFile, type JournalFileOpening, type JournalFileSetting } from './journalFile'
import { JournalFailure, journalFailureOf } from './journalFailure'
import { applyRecord, copyState, type JournalState } from './journalState'
import type { JournalRecord, NumberedRecord } from './records'

/** When a file is written anew with only what still counts. */
export interface CompactionPolicy {
  /** Not below this length. */
  readonly fromBytes: number
  /** Not below so many records for each that still counts. */
  readonly recordsForEachLive: number
}
const usualCompaction: CompactionPolicy = { fromBytes: 64 * 1024, recordsForEachLive: 3 }

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
 */
export class JournalWriter {
  planned: JournalState
  private onDisk: JournalState
  private readonly file: JournalFile
  private readonly queue: Queued[] = []
  private writing: Promise<void> | null = null
  private closed = false
  private failedGroups = 0
  private recordsInFile: number
  private compaction: CompactionPolicy

  constructor(
    opened: Extract<JournalFileOpening, { kind: 'open' }>,
    private readonly setting: JournalFileSetting & {
      readonly compaction?: CompactionPolicy
      readonly onCompactionFailure?: (error: unknown) => void
    },
  ) {
    this.file = opened.file
    this.onDisk = opened.state
    this.planned = copyState(opened.state)
    this.recordsInFile = opened.recordsInFile
    this.compaction = setting.compaction ?? usualCompaction
  }

  /** Resolves when the record is on the disk. */
  commit(record: JournalRecord): Promise<void> {
    if (this.closed) return Promise.reject(new JournalFailure('closed', 'The journal is closed.'))
    const numbered = { sequence: this.planned.lastSequence + 1, record }
    applyRecord(this.planned, numbered)
    return new Promise((done, failed) => {
      this.queue.push({ numbered, done, failed })
      this.writing ??= this.writeQueue()
    })
  }

  /** Resolves when what is planned now is on the disk; throws when it will not be. */
  async flush(): Promise<void> {
    const { failedGroups } = this
    await this.writing
    if (this.failedGroups > failedGroups) throw new JournalFailure('write-failed', 'An earlier write failed.')
  }

  async close(): Promise<void> {
    this.closed = true
    await this.writing
    await this.file.close()
  }

  private async writeQueue(): Promise<void> {
    // Lets everything that is asked for in this turn of the loop into the first group.
    await Promise.resolve()
    while (this.queue.length > 0) {
      const group = this.queue.splice(0)
      try {
        await this.file.append(group.map(({ numbered }) => numbered))
      } catch (error) {
        this.failFrom(group, error)
        continue
      }
      this.recordsInFile += group.length
      for (const { numbered, done } of group) {
        applyRecord(this.onDisk, numbered)
        done()
      }
      if (this.queue.length === 0 && this.worthCompacting()) await this.compact()
    }
    this.writing = null
  }

  private failFrom(group: readonly Queued[], error: unknown): void {
    const failure = journalFailureOf(error)
    const behind = this.queue.splice(0)
    this.failedGroups += 1
    this.planned = copyState(this.onDisk)
    for (const { failed } of [...group, ...behind]) failed(failure)
  }

  private worthCompacting(): boolean {
    const live = this.onDisk.entries.size + this.onDisk.drafts.size + 1
    const { fromBytes, recordsForEachLive } = this.compaction
    return this.file.byteLength >= fromBytes && this.recordsInFile >= live * recordsForEachLive
  }

  private async compact(): Promise<void> {
    const whole = wholeFile(this.setting.key, this.onDisk)
    // Taken before the first await: whoever commits meanwhile is numbered behind the compacted records.
    this.onDisk.lastSequence = whole.lastSequence
    this.planned.lastSequence = whole.lastSequence
    try {
      await this.file.replaceBy(whole)
      this.recordsInFile = whole.recordCount
    } catch (error) {
      this.compaction = { ...this.compaction, fromBytes: this.file.byteLength * 2 }
      this.setting.onCompactionFailure?.(error)
    }
  }
}
