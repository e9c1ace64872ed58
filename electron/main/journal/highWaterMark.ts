import { basename, dirname } from 'node:path'
import type { DiskFiles, DiskHandle } from '../files/diskFiles'
import { decodeMark, encodeMarkSlot, markSlotLength, markSlots, type Mark } from './markFormat'
import { noSteps, type OnStep } from './steps'

export interface HighWaterMarkSetting {
  readonly files: DiskFiles
  readonly path: string
  readonly onStep?: OnStep | undefined
  /** The mark could not be written; the journal goes on without it. */
  readonly onFailure?: ((error: unknown) => void) | undefined
}

/** So many marks may be unsynced before one is synced. */
const syncEvery = 64

/**
 * How far the journal had come, in a file of its own, so that a journal that vanished, was cut off or was exchanged
 * for an older copy is noticed when it is opened.
 *
 * A mark that was synced with every record would double what saving costs. So it is written after every record and
 * synced only now and then: when the journal is opened, closed or written anew, and every 64th time. That is enough,
 * because the two ways to lose it differ. A kill, a crash or a restored copy of the journal leaves what the system
 * was given, and the mark is exact. A power cut may take the marks since the last sync, and then a journal that lost
 * more is noticed and one that lost only records since then is not; but those records themselves were synced. A mark
 * is written after its record was synced, so it is never ahead of a journal that is whole.
 *
 * It also says whether the journal was closed as it should be. If not, what is read of it may be what the system only
 * keeps in memory: a record that was written and not synced when the program was killed, or that could not be synced.
 *
 * A failure to write it never keeps an action from being saved. A profile that is restored as a whole, mark and all,
 * cannot be told by it; its actions go out with the ids they had, and are duplicates (PROTOCOL.md 5.2).
 */
export class HighWaterMark {
  private handle: DiskHandle | null = null
  private last: Mark | null = null
  private unsynced = 0
  private readonly step: OnStep

  constructor(private readonly setting: HighWaterMarkSetting) {
    this.step = setting.onStep ?? noSteps
  }

  /** Null when there is none, or none that can be read. */
  async read(): Promise<Mark | null> {
    await this.step('open-read-mark')
    try {
      const bytes = await this.setting.files.read(this.setting.path)
      this.last = bytes && decodeMark(bytes)
    } catch (error) {
      this.setting.onFailure?.(error)
    }
    return this.last
  }

  /** The journal holds this sequence, synced. */
  async note(sequence: number): Promise<void> {
    if (sequence === this.last?.sequence) return
    await this.write(sequence, false, this.unsynced + 1 >= syncEvery)
  }

  /** The same, and on the disk when it resolves. */
  async settle(sequence: number): Promise<void> {
    if (sequence === this.last?.sequence && !this.last.closed && this.unsynced === 0) return
    await this.write(sequence, false, true)
  }

  /** The journal is closed; `sound` when all that can be read of it was synced. */
  async close(sequence: number, sound: boolean): Promise<void> {
    await this.write(sequence, sound, true)
    await this.disconnect()
  }

  private async write(sequence: number, closed: boolean, sync: boolean): Promise<void> {
    const turn = (this.last?.turn ?? 0) + 1
    try {
      const handle = this.handle ?? (await this.connect())
      await this.step('mark-write')
      await handle.write(encodeMarkSlot({ turn, sequence, closed }), (turn % markSlots) * markSlotLength)
      this.last = { turn, sequence, closed }
      this.unsynced += 1
      if (!sync) return
      await this.step('mark-sync')
      await handle.sync()
      this.unsynced = 0
    } catch (error) {
      this.setting.onFailure?.(error)
      // Written again and by another handle at the next time, whatever of this one came through.
      this.last = { turn, sequence: -1, closed: false }
      await this.disconnect()
    }
  }

  /** Makes the file where there is none, in its whole length, so that a full disk does not keep it from being written. */
  private async connect(): Promise<DiskHandle> {
    const { files, path } = this.setting
    const existing = await files.list(dirname(path))
    const known = existing.some(({ name, length }) => {
      return name === basename(path) && length === markSlots * markSlotLength
    })
    if (known) {
      this.handle = await files.open(path)
      return this.handle
    }
    await this.step('mark-create')
    const handle = await files.create(path)
    this.handle = handle
    await handle.write(Buffer.alloc(markSlots * markSlotLength), 0)
    await this.step('mark-sync-folder')
    await files.syncFolder(dirname(path))
    return handle
  }

  private async disconnect(): Promise<void> {
    const handle = this.handle
    this.handle = null
    await handle?.close().catch(() => undefined)
  }
}
