import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import type { DiskFiles, DiskHandle } from '../files/diskFiles'
import { recordsOf } from './carriedRecords'
import type { JournalState } from './journalState'
import { encodeHeader, encodeRecord, formatVersion } from './recordFormat'
import type { NumberedRecord } from './records'
import { noSteps, type OnStep } from './steps'

export interface JournalFileSetting {
  readonly files: DiskFiles
  readonly path: string
  /** The outbox key, 32 bytes. */
  readonly key: Uint8Array
  /** Names the copy of a damaged file; nothing is ordered by it. */
  readonly now: () => Date
  readonly onStep?: OnStep | undefined
}

/** How much of a file that is written anew is sealed at a time: other work of the program goes on in between. */
const pieceLength = 256 * 1024

/**
 * Whether the file can be appended to as it is.
 * `tail`: bytes behind the last synced record may be there although nobody was told so; they are cut off first.
 * `suspect`: a sync failed. The system may have dropped what it could not write, the end of earlier records on the
 * same block too, and it says so only once: the file is written anew from what is known, never synced again.
 */
export type Soundness = 'sound' | 'tail' | 'suspect'

/** The journal's file and what is done to it. Its methods are called one after the other, never two at once. */
export class JournalFile {
  private handle: DiskHandle | null = null
  private soundnessNow: Soundness = 'sound'
  private readonly step: OnStep

  constructor(
    private readonly setting: JournalFileSetting,
    private journalId: Buffer = Buffer.alloc(0),
    /** Where the last record ends that was synced. */
    private length = 0,
  ) {
    this.step = setting.onStep ?? noSteps
  }

  get byteLength(): number {
    return this.length
  }

  get soundness(): Soundness {
    return this.soundnessNow
  }

  /** Resolves when all the records are on the disk. When it throws, none of them counts and the file is not sound. */
  async append(records: readonly NumberedRecord[]): Promise<void> {
    const bytes = Buffer.concat(
      records.map((numbered) => encodeRecord(this.setting.key, this.journalId, numbered)),
    )
    const handle = await this.connect()
    await this.step('append-write')
    this.soundnessNow = 'tail'
    await handle.write(bytes, this.length)
    await this.step('append-sync')
    await this.syncOrSuspect(handle)
    await this.step('append-acknowledge')
    this.soundnessNow = 'sound'
    this.length += bytes.length
  }

  /** Cuts off what stands behind the last synced record. */
  async cutTail(): Promise<void> {
    this.soundnessNow = 'tail'
    const handle = await this.connect()
    await this.step('tail-truncate')
    await handle.truncate(this.length)
    await this.step('tail-sync')
    await this.syncOrSuspect(handle)
    this.soundnessNow = 'sound'
  }

  /**
   * Writes what was read of the file over itself, cuts off what is behind, and syncs it: so it is on the disk whatever
   * was read from memory only, in room that it has already. The same bytes over the same bytes cannot be torn. Less
   * than writing it anew, because it leaves a broken block where it is.
   */
  async writeOverItself(read: Buffer): Promise<void> {
    const handle = await this.connect()
    await this.step('over-write')
    this.soundnessNow = 'tail'
    await handle.write(read.subarray(0, this.length), 0)
    await this.cutTail()
  }

  /**
   * Writes the whole file anew with what the state says: beside the old one, synced, renamed over it, the folder
   * synced. A kill or a power cut leaves the old or the new one whole, and both say the same. When it throws before
   * the rename, the old file is the journal still; afterwards it is suspect, because the name may go back to the old
   * file in a power cut. Answers how many records there are.
   */
  async rewrite(state: JournalState): Promise<number> {
    const { files, path } = this.setting
    const beside = leftoverOf(path)
    const written = await this.putInPlace(beside, state).catch(async (error: unknown) => {
      // It only takes room; where it cannot be removed now, the next opening does it.
      await files.remove(beside).catch(() => undefined)
      throw error
    })
    this.journalId = written.journalId
    this.length = written.length
    this.soundnessNow = 'suspect'
    await this.step('rewrite-sync-folder')
    await files.syncFolder(dirname(path))
    await this.step('rewrite-done')
    this.soundnessNow = 'sound'
    return written.recordCount
  }

  async close(): Promise<void> {
    const handle = this.handle
    this.handle = null
    await handle?.close()
  }

  private async putInPlace(beside: string, state: JournalState): Promise<WrittenFile> {
    const written = await this.writeBeside(beside, state)
    // Windows does not rename over an open file.
    await this.close()
    await this.step('rewrite-rename')
    await this.setting.files.rename(beside, this.setting.path)
    return written
  }

  private async writeBeside(beside: string, state: JournalState): Promise<WrittenFile> {
    const journalId = randomBytes(16)
    const records = recordsOf(state)
    await this.step('rewrite-create')
    const handle = await this.setting.files.create(beside)
    let length = 0
    try {
      for (const piece of sealedPieces(this.setting.key, journalId, records)) {
        await this.step('rewrite-write')
        await handle.write(piece, length)
        length += piece.length
      }
      await this.step('rewrite-sync')
      await handle.sync()
    } finally {
      await this.step('rewrite-close')
      await handle.close()
    }
    return { journalId, length, recordCount: records.length }
  }

  private async syncOrSuspect(handle: DiskHandle): Promise<void> {
    try {
      await handle.sync()
    } catch (error) {
      this.soundnessNow = 'suspect'
      throw error
    }
  }

  private async connect(): Promise<DiskHandle> {
    if (this.handle) return this.handle
    await this.step('append-connect')
    this.handle = await this.setting.files.open(this.setting.path)
    return this.handle
  }
}

interface WrittenFile {
  readonly journalId: Buffer
  readonly length: number
  readonly recordCount: number
}

/** What a rewriting that was interrupted leaves beside the journal. */
export function leftoverOf(path: string): string {
  return `${path}.new`
}

function* sealedPieces(
  key: Uint8Array,
  journalId: Buffer,
  records: readonly NumberedRecord[],
): Generator<Buffer> {
  let waiting = [encodeHeader({ version: formatVersion, journalId })]
  let length = 0
  for (const numbered of records) {
    const bytes = encodeRecord(key, journalId, numbered)
    waiting.push(bytes)
    length += bytes.length
    if (length < pieceLength) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (waiting.length > 0) yield Buffer.concat(waiting)
}
