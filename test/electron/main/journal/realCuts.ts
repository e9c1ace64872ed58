import { join } from 'node:path'
import { realDiskFiles, type DiskFiles } from '../../../../electron/main/files/diskFiles'
import { Journal } from '../../../../electron/main/journal/journal'
import { note } from './actions'
import { HandClock, journalKey } from './journalOn'
import { RealVolume } from './realVolume'

export interface RealCutFigures {
  readonly cuts: number
  /** Actions that were said to be saved. */
  readonly saved: number
  readonly lost: number
}

export async function openReal(folder: string, files: DiskFiles = realDiskFiles): Promise<Journal> {
  const opened = await Journal.open({
    files,
    path: join(folder, 'journal'),
    key: journalKey,
    now: () => new Date(0),
    clock: new HandClock(),
    reserveLength: 256 * 1024,
    // Often enough that the power goes in the middle of it, too.
    compaction: { fromBytes: 0, recordsForEachLive: 3, timesLength: 3 },
  })
  if (opened.kind !== 'open') throw new Error('The journal is of a newer version.')
  return opened.journal
}

/** The control: says that it has synced and has not. */
export const carelessDiskFiles: DiskFiles = {
  ...realDiskFiles,
  open: async (path) => ({ ...(await realDiskFiles.open(path)), sync: async () => undefined }),
  create: async (path) => ({ ...(await realDiskFiles.create(path)), sync: async () => undefined }),
  syncFolder: async () => undefined,
}

/**
 * Saves on a real ext4, as fast as it goes, and cuts its power after some time, again and again on the same profile.
 * After each cut everything that was ever said to be saved must be there.
 */
export async function realCutRuns(cuts: number, files: DiskFiles = realDiskFiles): Promise<RealCutFigures> {
  const volume = new RealVolume(64)
  try {
    const expected = new Set<string>()
    let [saved, lost] = [0, 0]
    const look = (journal: Journal): void => {
      const present = new Set<string>(journal.entries().map(({ action }) => action.actionId))
      for (const id of expected) {
        if (present.has(id)) continue
        lost += 1
        // Counted once.
        expected.delete(id)
      }
    }
    for (let cut = 0; cut < cuts; cut += 1) {
      const journal = await openReal(volume.folder, files)
      look(journal)
      const answered: Answered[] = []
      const working = saveUntilCut(journal, cut, answered)
      // After some actions rather than some time, so that a slow machine cuts in the middle of work, too.
      while (answered.length < (cut % 7) * 3) await new Promise(setImmediate)
      const moment = await volume.cutPower()
      await working
      const sure = answered.filter(({ at }) => at < moment)
      saved += sure.length
      for (const { id } of sure) expected.add(id)
      await journal.close().catch(() => undefined)
      volume.restart()
    }
    const journal = await openReal(volume.folder, files)
    look(journal)
    await journal.close()
    return { cuts, saved, lost }
  } finally {
    volume.remove()
  }
}

interface Answered {
  readonly id: string
  readonly at: bigint
}

async function saveUntilCut(journal: Journal, cut: number, answered: Answered[]): Promise<void> {
  for (let count = 0; ; count += 1) {
    const ids = [`${cut}-${count}-a`, `${cut}-${count}-b`]
    const answers = await Promise.allSettled(
      ids.map(async (id) => {
        await journal.saveAction(note(id, id, 'Sudah ditinjau di lapangan. '.repeat(20)), null)
        answered.push({ id, at: process.hrtime.bigint() })
      }),
    )
    if (answers.some(({ status }) => status === 'rejected')) return
  }
}
