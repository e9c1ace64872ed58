import { encodeHeader, encodeRecord } from '../../../electron/main/journal/recordFormat'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalRecord } from '../../../electron/main/journal/records'
import type { DiskFiles } from '../../../electron/main/files/diskFiles'
import { note as noteOn } from '../../electron/main/journal/actions'
import { Ending } from '../../electron/main/journal/cutRuns'
import { journalKey, journalOn, journalPath } from '../../electron/main/journal/journalOn'
import { MemoryDisk, type Fate } from '../../electron/main/memoryDisk'
import type { FaultContext, FaultRow } from '../row'

const frozen = join(import.meta.dirname, '../../electron/main/journal/profiles')
/** Every version whose format was another one; a new one gets a frozen profile of its own. */
const versions = [1]
const toldSchema = z.object({
  key: z.string(),
  entries: z.array(z.object({ action: z.object({ actionId: z.string() }) })),
})

interface Profile {
  readonly bytes: Buffer
  readonly key: Buffer
  readonly ids: readonly string[]
}

/** 21: an update with a full outbox loses nothing, killed or without power anywhere in the upgrade. */
export const upgrade: FaultRow = {
  row: 21,
  name: 'update with a full outbox',
  async run({ quick, note }) {
    const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
    for (const version of versions) {
      for (const profile of [frozenProfile(version), fullOutbox(version, quick ? 2_000 : 10_000)]) {
        const found = await endedEverywhere(profile)
        totals.runs += found.ends
        totals.faults += found.ends
        totals.saved += found.ends * profile.ids.length
        totals.lost += found.lost
        if (found.first !== null) note(found.first)
      }
    }
    const count = quick ? '2,000' : '10,000'
    const figure = `${versions.length} frozen profile and ${count} unsent actions, ended ${totals.runs} times in the upgrade: ${totals.lost} lost`
    return { ...totals, figure, ok: totals.runs > 20 }
  },
  async control(_context: FaultContext) {
    const { ends, red } = await endedEverywhere(fullOutbox(1, 200), inPlace)
    return { runs: ends, red }
  },
}

/** An upgrade that writes over the old file. */
function inPlace(files: DiskFiles): DiskFiles {
  const target = (path: string): string => path.replace(/\.new$/, '')
  return {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    open: (path) => files.open(path),
    create: (path) => files.create(target(path)),
    rename: async (from, to) => {
      if (target(from) !== to) await files.rename(from, to)
    },
    copy: (from, to) => files.copy(from, to),
    remove: (path) => files.remove(path),
    makeFolder: (path) => files.makeFolder(path),
    removeFolder: (path) => files.removeFolder(path),
    syncFolder: (path) => files.syncFolder(path),
    freeBytes: (path) => files.freeBytes(path),
  }
}

function frozenProfile(version: number): Profile {
  const folder = join(frozen, `v${version}`)
  const told = toldSchema.parse(JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8')))
  const ids = told.entries.map(({ action }) => action.actionId)
  return { bytes: readFileSync(join(folder, 'journal')), key: Buffer.from(told.key, 'hex'), ids }
}

/** An outbox as a program of that version wrote it: the layout of the bytes is that of today. */
function fullOutbox(version: number, count: number): Profile {
  const journalId = Buffer.alloc(16, version)
  const ids = Array.from({ length: count }, (_, index) => `a${index}`)
  const parts = ids.map((id, index) => {
    const action = noteOn(id, `c${index % 700}`, 'Sudah ditinjau di lapangan.')
    const record: JournalRecord = { kind: 'action-saved', action, replaces: null }
    return encodeRecord(journalKey, journalId, { sequence: index + 1, record })
  })
  return { bytes: Buffer.concat([encodeHeader({ version, journalId }), ...parts]), key: journalKey, ids }
}

async function endedEverywhere(
  { bytes, key, ids }: Profile,
  wrap: (files: DiskFiles) => DiskFiles = (files) => files,
) {
  const planted = (): MemoryDisk => {
    const disk = new MemoryDisk()
    disk.plant(journalPath, bytes)
    return disk
  }
  let steps = 0
  await journalOn(wrap(planted()), { key, onStep: () => void (steps += 1) })
  const known = new Map<string, number>()
  const found: { ends: number; lost: number; red: number; first: string | null } = {
    ends: 0,
    lost: 0,
    red: 0,
    first: null,
  }
  for (let stopAt = 0; stopAt <= steps; stopAt += 1) {
    const disk = planted()
    const ending = new Ending(disk)
    await journalOn(wrap(disk), { key, onStep: ending.atStep(stopAt) }).catch((error: unknown) => {
      if (!ending.hasCome) throw error
    })
    const fates: Fate[] = ['lost', 'kept', 'torn', 'blank']
    for (const left of [disk.afterKill(), ...fates.map((fate) => disk.afterPowerCut(() => fate))]) {
      found.ends += 1
      const lost = await lostOn(left, key, ids, known)
      if (lost === 0) continue
      found.lost += lost
      found.red += 1
      found.first ??= `ended at step ${stopAt}: ${lost} of ${ids.length} lost`
    }
  }
  return found
}

/** Opening thousands of actions takes its time: of those that are equal to the last byte, one is opened. */
async function lostOn(
  disk: MemoryDisk,
  key: Buffer,
  ids: readonly string[],
  known: Map<string, number>,
): Promise<number> {
  const name = disk.paths().includes(journalPath) ? disk.bytesOf(journalPath).toString('latin1') : 'none'
  const before = known.get(name)
  if (before !== undefined) return before
  const opened = await journalOn(disk, { key }).catch(() => null)
  const present = new Set<string>(opened?.journal.entries().map(({ action }) => action.actionId) ?? [])
  const lost = ids.filter((id) => !present.has(id)).length
  known.set(name, lost)
  return lost
}
