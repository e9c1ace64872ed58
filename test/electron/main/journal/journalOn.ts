import type { DiskFiles } from '../../../../electron/main/files/diskFiles'
import type { MonotonicClock } from '../../../../electron/main/journal/hold'
import { Journal, type JournalSetting } from '../../../../electron/main/journal/journal'
import type { JournalDamage } from '../../../../shared/bridge/journalPort'

export const journalPath = '/profile/officer/journal'
export const journalKey = Buffer.alloc(32, 7)

/** A clock that stands still until it is moved. */
export class HandClock implements MonotonicClock {
  private time = 0
  private waiting: { readonly at: number; readonly call: () => void }[] = []

  now(): number {
    return this.time
  }

  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.time + milliseconds, call }
    this.waiting.push(entry)
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry)
    }
  }

  move(milliseconds: number): void {
    this.time += milliseconds
    const due = this.waiting.filter(({ at }) => at <= this.time)
    this.waiting = this.waiting.filter(({ at }) => at > this.time)
    for (const { call } of due) call()
  }
}

export interface OpenedJournal {
  readonly journal: Journal
  readonly damage: JournalDamage | null
  readonly clock: HandClock
}

/** Every file is rewritten as often as it can be. */
export const eagerCompaction = { fromBytes: 0, recordsForEachLive: 3, timesLength: Infinity }

/** A journal without a reserve, unless one is asked for: most tests have nothing to do with a full disk. */
export async function journalOn(
  files: DiskFiles,
  options: Partial<JournalSetting> = {},
): Promise<OpenedJournal> {
  const clock = new HandClock()
  const opened = await Journal.open({
    files,
    path: journalPath,
    key: journalKey,
    now: () => new Date(0),
    clock,
    reserveLength: 0,
    ...options,
  })
  if (opened.kind !== 'open') throw new Error('The journal is of a newer version.')
  return { journal: opened.journal, damage: opened.journal.damage, clock }
}
