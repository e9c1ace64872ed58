import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { realDiskFiles, type DiskFiles } from '../../../electron/main/files/diskFiles'
import type { Journal } from '../../../electron/main/journal/journal'
import { note as noteOn } from '../../electron/main/journal/actions'
import { journalOn } from '../../electron/main/journal/journalOn'
import { openReal } from '../../electron/main/journal/realCuts'
import { canMountVolumes, RealVolume } from '../../electron/main/journal/realVolume'
import { MemoryDisk } from '../../electron/main/memoryDisk'
import { together, type FaultContext, type FaultRow, type RunFigures } from '../row'
import { fullVolume, noVolume } from '../app/fullVolume'
import { between, chanceFrom } from '../world/chance'
import { fill } from '../world/fill'

const reserveLength = 64 * 1024

/** 20: on a full disk nothing is said to be saved that is not, it is told, and it opens again. */
export const fullDisk: FaultRow = {
  row: 20,
  name: 'disk full',
  async run(context) {
    return together(await onDouble(context), await onVolume(context))
  },
  inProgram: { run: fullVolume, without: noVolume('the real program was not run') },
  async control({ seed }) {
    let red = 0
    for (let run = 0; run < 6; run += 1) {
      const { falseSaves } = await filledUp(seed + run, swallowing).catch(() => ({ falseSaves: 1 }))
      if (falseSaves > 0) red += 1
    }
    return { runs: 6, red }
  },
}

/** A journal that takes no notice of what the system says about a write. */
function swallowing(files: DiskFiles): DiskFiles {
  return {
    ...bound(files),
    open: async (path) => {
      const handle = await files.open(path)
      return { ...handle, write: (bytes, position) => handle.write(bytes, position).catch(() => undefined) }
    },
  }
}

/** The methods of an object of a class, which spreading would leave out. */
function bound(files: DiskFiles): DiskFiles {
  return {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    open: (path) => files.open(path),
    create: (path) => files.create(path),
    rename: (from, to) => files.rename(from, to),
    copy: (from, to) => files.copy(from, to),
    remove: (path) => files.remove(path),
    makeFolder: (path) => files.makeFolder(path),
    removeFolder: (path) => files.removeFolder(path),
    syncFolder: (path) => files.syncFolder(path),
    freeBytes: (path) => files.freeBytes(path),
  }
}

async function filledUp(seed: number, wrap: (files: DiskFiles) => DiskFiles = (files) => files) {
  const chance = chanceFrom(seed)
  const disk = new MemoryDisk()
  const { journal } = await journalOn(wrap(disk), { reserveLength })
  for (let count = between(chance, 0, 5); count > 0; count -= 1) await save(journal, `before-${count}`, 200)
  await journal.atRest()
  disk.capacity = disk.usedBytes() + between(chance, 0, 20_000)
  const saved: string[] = []
  let refused = 0
  for (let count = 0; count < 400 && refused < 5; count += 1) {
    const id = `a${count}`
    if (await save(journal, id, between(chance, 50, 4_000))) saved.push(id)
    else refused += 1
  }
  const told = journal.diskState
  const after = disk.afterPowerCut(() => (chance() < 0.5 ? 'lost' : 'kept'))
  const again = await journalOn(after, { reserveLength })
  const present = new Set<string>(again.journal.entries().map(({ action }) => action.actionId))
  after.capacity = Infinity
  const savesAgain = await save(again.journal, 'room again', 200)
  return {
    saved: saved.length,
    refused,
    falseSaves: saved.filter((id) => !present.has(id)).length,
    isTold: told === 'full' && savesAgain && again.damage === null,
  }
}

async function save(journal: Journal, id: string, length: number): Promise<boolean> {
  return journal.saveAction(noteOn(id, id, 'x'.repeat(length)), null).then(
    () => true,
    () => false,
  )
}

async function onDouble({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const runs = quick ? 20 : 500
  const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
  let good = true
  for (let run = 0; run < runs; run += 1) {
    const found = await filledUp(seed + run)
    totals.faults += found.refused
    totals.saved += found.saved
    totals.lost += found.falseSaves
    good &&= found.isTold
    if (!found.isTold || found.falseSaves > 0) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
  }
  const figure = `${runs} disks filled: ${totals.saved} saved, ${totals.faults} refused, ${totals.lost} false acknowledgements`
  return { ...totals, figure, ok: good && totals.faults > 0 }
}

/** A small ext4 filled to its last block, the real journal on it. */
async function onVolume({ quick }: FaultContext): Promise<RunFigures> {
  const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
  if (!canMountVolumes()) {
    return { ...totals, figure: 'this machine mounts no volumes, so no real one was filled', ok: true }
  }
  let opened = 0
  for (let run = 0; run < (quick ? 1 : 10); run += 1) {
    const volume = new RealVolume(8)
    try {
      const folder = join(volume.folder, 'officer')
      mkdirSync(folder)
      const journal = await openReal(folder, realDiskFiles)
      await journal.atRest()
      const fillers = fill(volume.folder)
      const saved: string[] = []
      // The reserve is far smaller: whoever goes on saving after that does not save.
      while (saved.length < 2_000 && (await save(journal, `a${saved.length}`, 2_000)))
        saved.push(`a${saved.length}`)
      totals.faults += 1
      await journal.close()
      const again = await openReal(folder, realDiskFiles)
      const present = new Set<string>(again.entries().map(({ action }) => action.actionId))
      totals.lost += saved.filter((id) => !present.has(id)).length
      for (const filler of fillers) rmSync(filler, { force: true })
      if (await save(again, 'room again', 200)) opened += 1
      await again.close()
      totals.runs += 1
      totals.saved += saved.length
    } finally {
      volume.remove()
    }
  }
  const figure = `${totals.runs} real volumes filled to the last block: ${totals.saved} saved in the reserve, ${totals.lost} false, ${opened} opened again`
  return { ...totals, figure, ok: opened === totals.runs }
}
