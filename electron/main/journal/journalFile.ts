import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { JournalDamage } from '../../../shared/bridge/journalPort'
import { writeDurably } from '../files/durableFile'
import type { DiskFiles, DiskHandle } from '../files/diskFiles'
import { readJournal } from './readJournal'
import { encodeHeader, encodeRecord, formatVersion } from './recordFormat'
import { foldRecords, recordsOf, type JournalState } from './journalState'
import type { NumberedRecord } from './records'

export type JournalFileOpening =
  | { readonly kind: 'newer' }
  | {
      readonly kind: 'open'
      readonly file: JournalFile
      readonly state: JournalState
      readonly recordsInFile: number
      readonly damage: JournalDamage | null
    }

export interface JournalFileSetting {
  readonly files: DiskFiles
  readonly path: string
  /** The outbox key, 32 bytes. */
  readonly key: Uint8Array
  /** Names the copy of a damaged file; nothing is ordered by it. */
  readonly now: () => Date
}

/**
 * Opens the journal at the path, or makes an empty one. A record that was never finished is cut off. A damaged file
 * is first copied aside as it is, then written anew from what could be read.
 */
export async function openJournalFile(setting: JournalFileSetting): Promise<JournalFileOpening> {
  const bytes = await setting.files.read(setting.path)
  if (bytes === null) return freshFile(setting, [], null)
  const contents = readJournal(bytes, setting.key)
  if (contents.kind === 'newer') return { kind: 'newer' }
  if (contents.kind === 'damaged') {
    const copyName = await setAside(setting)
    return freshFile(setting, contents.records, {
      recordsSalvaged: contents.salvaged,
      bytesSetAside: contents.lostBytes,
      copyName,
    })
  }
  const state = foldRecords(contents.records)
  const file = new JournalFile(setting, contents.journalId, contents.end)
  if (contents.end < bytes.length) await file.cutTail()
  return { kind: 'open', file, state, recordsInFile: contents.records.length, damage: null }
}

async function freshFile(
  setting: JournalFileSetting,
  records: readonly NumberedRecord[],
  damage: JournalDamage | null,
): Promise<JournalFileOpening> {
  const state = foldRecords(records)
  const whole = wholeFile(setting.key, state)
  state.lastSequence = whole.lastSequence
  const file = new JournalFile(setting, whole.journalId, whole.bytes.length)
  await writeDurably(setting.files, setting.path, whole.bytes)
  return { kind: 'open', file, state, recordsInFile: whole.recordCount, damage }
}

async function setAside({ files, path, now }: JournalFileSetting): Promise<string> {
  const time = now().toISOString().replaceAll(':', '-')
  const copyName = `${basename(path)}-damaged-${time}`
  await files.copy(path, `${dirname(path)}/${copyName}`)
  return copyName
}

/** A whole journal that says what a state says, in the fewest records, under an id of its own. */
export interface WholeFile {
  readonly journalId: Buffer
  readonly bytes: Buffer
  readonly recordCount: number
  readonly lastSequence: number
}

export function wholeFile(key: Uint8Array, state: JournalState): WholeFile {
  const journalId = randomBytes(16)
  const records = recordsOf(state)
  const bytes = Buffer.concat([
    encodeHeader({ version: formatVersion, journalId }),
    ...records.map((numbered) => encodeRecord(key, journalId, numbered)),
  ])
  const lastSequence = Math.max(state.lastSequence, records.at(-1)?.sequence ?? 0)
  return { journalId, bytes, recordCount: records.length, lastSequence }
}

/** The open file. Its methods are called one after the other, never two at once. */
export class JournalFile {
  private handle: DiskHandle | null = null
  /** Bytes behind `length` may be in the file although nobody was told that they are. */
  private tailUncertain = false
  /** The file was renamed into its place, and a power cut may still undo that. */
  private nameUncertain = false

  constructor(
    private readonly setting: JournalFileSetting,
    private journalId: Buffer,
    /** Where the last record ends that was synced. */
    private length: number,
  ) {}

  get byteLength(): number {
    return this.length
  }

  /**
   * Resolves when all the records are on the disk. When it throws, none of them counts: what of them reached the
   * file is cut off, now or before the next append.
   */
  async append(records: readonly NumberedRecord[]): Promise<void> {
    if (this.nameUncertain) await this.syncName()
    if (this.tailUncertain) await this.cutTail()
    const handle = await this.connect()
    const bytes = Buffer.concat(
      records.map((numbered) => encodeRecord(this.setting.key, this.journalId, numbered)),
    )
    try {
      await handle.write(bytes, this.length)
      await handle.sync()
    } catch (error) {
      this.tailUncertain = true
      // Best effort: where it fails, the next append tries again before it writes, and throws the reason.
      await this.cutTail().catch(() => undefined)
      throw error
    }
    this.length += bytes.length
  }

  async cutTail(): Promise<void> {
    this.tailUncertain = true
    const handle = await this.connect()
    await handle.truncate(this.length)
    await handle.sync()
    this.tailUncertain = false
  }

  /**
   * Puts a compacted file in the place of this one. When it throws, the records are those of before, in the old
   * file or the new one, and the next append goes on with whichever has the name.
   */
  async replaceBy(whole: WholeFile): Promise<void> {
    const { files, path } = this.setting
    const beside = `${path}.new`
    const written = await files.create(beside)
    try {
      await written.write(whole.bytes, 0)
      await written.sync()
    } finally {
      await written.close()
    }
    // Windows does not rename over an open file.
    await this.close()
    await files.rename(beside, path)
    this.journalId = whole.journalId
    this.length = whole.bytes.length
    this.tailUncertain = false
    this.nameUncertain = true
    await this.syncName()
  }

  async close(): Promise<void> {
    const handle = this.handle
    this.handle = null
    await handle?.close()
  }

  private async syncName(): Promise<void> {
    await this.setting.files.syncFolder(dirname(this.setting.path))
    this.nameUncertain = false
  }

  private async connect(): Promise<DiskHandle> {
    this.handle ??= await this.setting.files.open(this.setting.path)
    return this.handle
  }
}
