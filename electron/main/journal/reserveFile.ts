import { randomFillSync } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { isOutOfSpace, type DiskFiles } from '../files/diskFiles'
import type { MonotonicClock } from './hold'
import { noSteps, type OnStep } from './steps'

/**
 * 4 MiB: some 2,000 usual actions, or 200 of the longest, which is more than a week of an officer's work; and no more
 * than one photograph, so that it is in nobody's way.
 */
export const usualReserveLength = 4 * 1024 * 1024

/** So long after one attempt to make it the next one waits: a full disk does not get space by being asked. */
const attemptMilliseconds = 60_000
/** It is made only where the disk keeps at least as much free behind it, so that it is not the one who fills it. */
const freeForEach = 2
const pieceLength = 256 * 1024

export interface ReserveFileSetting {
  readonly files: DiskFiles
  readonly path: string
  /** Bytes; 0 for none. */
  readonly length: number
  readonly clock: MonotonicClock
  readonly onStep?: OnStep | undefined
}

/**
 * Space that is kept free for the journal, as a file that is given up when the disk is full, so that what an officer
 * does then can still be saved (RELIABILITY.md 20). It is filled with noise: zeros could be left out by a file system
 * that compresses or keeps holes, and would reserve nothing.
 */
export class ReserveFile {
  private present = false
  private lacking = false
  private lastAttempt = -Infinity
  private readonly step: OnStep

  constructor(private readonly setting: ReserveFileSetting) {
    this.step = setting.onStep ?? noSteps
  }

  /** Whether there is none because the disk has no room for it. */
  get isLacking(): boolean {
    return this.lacking
  }

  /** Looks whether there is one from before; half of one is not one. */
  async find(): Promise<void> {
    await this.step('open-list-folder')
    const found = await this.setting.files.list(dirname(this.setting.path))
    this.present = found.some(({ name, length }) => {
      return name === basename(this.setting.path) && length === this.setting.length
    })
  }

  /** Answers whether there was something to give up. Its space is free when this resolves. */
  async giveUp(): Promise<boolean> {
    if (!this.present) return false
    const { files, path, clock } = this.setting
    this.present = false
    this.lacking = true
    this.lastAttempt = clock.now()
    await this.step('reserve-remove')
    await files.remove(path)
    // Until its name is gone for good, some file systems do not let its blocks be used.
    await this.step('reserve-removed-sync-folder')
    await files.syncFolder(dirname(path))
    return true
  }

  /** Makes one where there is none and there is room again; not more often than once a minute. */
  async keep(): Promise<void> {
    const { files, path, length, clock } = this.setting
    if (this.present || length === 0 || clock.now() - this.lastAttempt < attemptMilliseconds) return
    this.lastAttempt = clock.now()
    const free = await files.freeBytes(dirname(path))
    if (free !== null && free < freeForEach * length) {
      this.lacking = true
      return
    }
    try {
      await this.make()
      this.present = true
      this.lacking = false
    } catch (error) {
      // Half a reserve is in the way of what it is for.
      await files.remove(path).catch(() => undefined)
      if (!isOutOfSpace(error)) throw error
      this.lacking = true
    }
  }

  private async make(): Promise<void> {
    const { files, path, length } = this.setting
    await this.step('reserve-create')
    const handle = await files.create(path)
    try {
      const noise = Buffer.alloc(Math.min(pieceLength, length))
      for (let position = 0; position < length; position += noise.length) {
        randomFillSync(noise)
        await this.step('reserve-write')
        await handle.write(noise.subarray(0, Math.min(noise.length, length - position)), position)
      }
      await this.step('reserve-sync')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await this.step('reserve-sync-folder')
    await files.syncFolder(dirname(path))
  }
}
