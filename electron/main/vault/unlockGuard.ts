import { join } from 'node:path'
import { z } from 'zod'
import type { DiskFiles } from '../files/diskFiles'
import { removeDurably, writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import type { MonotonicClock } from '../journal/hold'
import { delayAfter, supposedFailures } from './unlockDelays'

const failuresSchema = z.object({ version: z.literal(1), failures: z.number().int().min(0).max(1_000_000) })

/**
 * Makes whoever guesses an officer's PIN or passphrase wait. Failures are counted on the disk before a try is made, so
 * that ending the program gives no free one; the waiting is measured by the monotonic clock and begins anew with every
 * start, so that setting the clock back or forward changes nothing.
 */
export class UnlockGuard {
  private notBefore: number

  static async open(
    files: DiskFiles,
    folder: string,
    clock: Pick<MonotonicClock, 'now'>,
  ): Promise<UnlockGuard> {
    const path = join(folder, 'unlock-failures.json')
    const bytes = await files.read(path)
    const told = bytes && parseJson(failuresSchema, bytes)
    const failures = bytes === null ? 0 : (told?.failures ?? supposedFailures)
    return new UnlockGuard(files, path, clock, failures)
  }

  private constructor(
    private readonly files: DiskFiles,
    private readonly path: string,
    private readonly clock: Pick<MonotonicClock, 'now'>,
    private failures: number,
  ) {
    this.notBefore = clock.now() + delayAfter(failures)
  }

  /** Whole seconds until the next try; 0 when it may be made now. */
  waitSeconds(): number {
    return Math.max(0, Math.ceil((this.notBefore - this.clock.now()) / 1_000))
  }

  /** A try begins: it counts as failed until `succeeded`. */
  async trying(): Promise<void> {
    this.failures += 1
    this.notBefore = this.clock.now() + delayAfter(this.failures)
    const counted = jsonBytes({ version: 1, failures: this.failures })
    // A full disk must not keep the officer out, who could not even make room then: it counts in memory.
    await writeDurably(this.files, this.path, counted).catch(() => undefined)
  }

  async succeeded(): Promise<void> {
    this.failures = 0
    this.notBefore = this.clock.now()
    // What could not be removed costs the officer a delay after a restart and nothing else.
    await removeDurably(this.files, this.path).catch(() => undefined)
  }
}
