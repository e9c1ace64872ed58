import { MemoryDisk } from '../../electron/main/memoryDisk'
import { cutRuns, faultyCases, killedCases } from '../../electron/main/journal/cutRuns'
import { carelessDiskFiles, realCutRuns } from '../../electron/main/journal/realCuts'
import { canMountVolumes } from '../../electron/main/journal/realVolume'
import {
  controlsTogether,
  together,
  type ControlFigures,
  type FaultContext,
  type FaultRow,
  type RunFigures,
} from '../row'

/** 2: … and a power cut. The journal's own double and, where the machine allows it, a real ext4 without its last flush. */
export const powerCut: FaultRow = {
  row: 2,
  name: 'an action shown as saved survives a power cut',
  async run(context) {
    return together(await onDouble(context), await onVolume(context))
  },
  async control({ seed, quick }) {
    const figures = await cutRuns(quick ? 30 : 200, seed, () => new MemoryDisk(false))
    const parts: ControlFigures[] = [{ runs: figures.cuts, red: figures.lost }]
    if (canMountVolumes()) {
      const cuts = quick ? 2 : 20
      const careless = await realCutRuns(cuts, carelessDiskFiles)
      parts.push({ runs: cuts, red: careless.lost > 0 ? cuts : 0 })
    }
    return controlsTogether(...parts)
  },
}

async function onDouble({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const count = quick ? 80 : 2_000
  const plain = await cutRuns(count, seed, () => new MemoryDisk())
  const faulty = await cutRuns(count / 2, seed, () => new MemoryDisk(), faultyCases)
  const killed = await cutRuns(count / 2, seed, () => new MemoryDisk(), killedCases)
  const all = [plain, faulty, killed]
  for (const { firstLoss } of all) if (firstLoss !== null) note(firstLoss)
  const sum = (of: (figures: (typeof all)[number]) => number): number =>
    all.reduce((total, one) => total + of(one), 0)
  const cuts = sum((one) => one.cuts)
  const lost = sum((one) => one.lost)
  return {
    runs: cuts,
    faults: sum((one) => one.duringWork),
    saved: sum((one) => one.saved),
    lost,
    doubled: 0,
    figure: `${cuts} cuts on the disk double, ${lost} lost`,
    ok: true,
  }
}

async function onVolume({ quick }: FaultContext): Promise<RunFigures> {
  if (!canMountVolumes()) {
    const figure = 'this machine mounts no volumes, so no real ext4 was cut: only the double shows it'
    return { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0, figure, ok: true }
  }
  const { cuts, saved, lost } = await realCutRuns(quick ? 8 : 100)
  return {
    runs: cuts,
    faults: cuts,
    saved,
    lost,
    doubled: 0,
    figure: `${cuts} cuts of a real ext4 without flushing, ${saved} saved, ${lost} lost`,
    ok: saved > 0,
  }
}
