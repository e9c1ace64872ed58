import type { CaseId } from '../../shared/domain/identifiers'
import { password } from '../e2e/desk'
import { installed } from '../e2e/ordinaryUser'
import { TestDesk } from '../national/testDesk'
import type { Measured } from './report/benchRow'
import { judged } from './report/floors'
import { pause } from './rows/rowWork'
import { median } from './statistics'
import { note, type TableRun } from './tableRun'
import type { BenchWorld } from './world/benchWorld'
import { mostActions, openCases, retitling } from './world/changedTitles'
import { otherSupervisor } from './world/peerPage'
import { mainProcessBelow, memoryOf, processesOf } from './world/processes'

/** Of a busy agency in 8 hours; the quick form only shows that the measuring works. */
const changes = { whole: 100_000, quick: 2_000 } as const
const samples = 20
/** A session ends when it is not renewed; another is begun before that. */
const pushesOfASession = 50

/**
 * A desk takes in 100,000 changes of others, each as it comes, with the memory of all its processes after each
 * twentieth of them. What a long day adds is the median of the last quarter less that of the second one.
 */
export async function runSoak(
  world: BenchWorld,
  { size, quick }: { readonly size: number; readonly quick: boolean },
): Promise<TableRun> {
  const { url } = await world.national(size)
  const desk = await world.desk(size)
  try {
    const { electron } = await installed()
    const main = mainProcessBelow(desk.mainProcess.process().pid ?? 0, electron)
    if (main === null) throw new Error('The desk’s process is not there.')
    const pushes = Math.ceil((quick ? changes.quick : changes.whole) / mostActions)
    const between = Math.max(1, Math.floor(pushes / samples))
    const memory: number[] = []
    let other = await TestDesk.signIn({ url, password }, otherSupervisor)
    // Changes fall on all open cases in turn, so that no case becomes longer than one does.
    const subjects = await openCases(other, size)
    const versions = new Map<CaseId, number>()
    for (let push = 1; push <= pushes; push += 1) {
      if (push % pushesOfASession === 0) other = await TestDesk.signIn({ url, password }, otherSupervisor)
      const chosen = Array.from({ length: Math.min(mostActions, subjects.length) }, (_, place) => {
        return subjects[(push * mostActions + place) % subjects.length]
      }).filter((id) => id !== undefined)
      await (
        await retitling(other, chosen, `Judul yang berubah, ke-${push}`, versions)
      )()
      if (push % between !== 0) continue
      await desk.page.locator('[data-testid=sync-status][data-state=idle]').waitFor()
      await pause(2_000)
      memory.push(memoryOf(processesOf(main)))
      note(`soak: ${push * mostActions} changes, ${memory.at(-1)?.toFixed(0)} MB`)
    }
    const quarter = Math.max(1, memory.length >> 2)
    const measured: Measured = {
      ...{ id: 'P7', key: 'soak-growth', name: `memory added by ${pushes * mostActions} changes`, size },
      ...{ unit: 'MB', ours: median(memory.slice(-quarter)) - median(memory.slice(quarter, 2 * quarter)) },
      ...{ limit: null, peers: {}, against: null, samples: memory.length },
    }
    return { rows: [judged(measured)], broken: [] }
  } finally {
    await desk.close()
  }
}
