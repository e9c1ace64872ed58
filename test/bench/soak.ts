import type { CaseId } from '../../shared/domain/identifiers'
import { password } from '../e2e/desk'
import { installed } from '../e2e/ordinaryUser'
import { TestDesk } from '../national/testDesk'
import type { BenchRow } from './report/benchRow'
import { judged } from './report/floors'
import { pause } from './rows/rowWork'
import { median } from './statistics'
import { note, type TableRun } from './tableRun'
import type { BenchWorld } from './world/benchWorld'
import { liveHeapOf } from './world/liveHeap'
import { mostActions, openCases, retitling } from './world/changedTitles'
import { otherSupervisor } from './world/peerPage'
import { mainProcessBelow, memoryOf, processesOf } from './world/processes'

/** Of a busy agency in 8 hours; the quick form only shows that the measuring works. */
const changes = { whole: 100_000, quick: 2_000 } as const
const samples = 20
/** A session ends when it is not renewed; another is begun before that. */
const pushesOfASession = 50

/** MB. */
interface Sample {
  /** All processes, as they are. */
  readonly memory: number
  /** What is in use in the heap of the page and of the engine, once the rest is collected. */
  readonly page: number
  readonly engine: number
}

/**
 * A desk takes in 100,000 changes of others, each as it comes, with the memory of all its processes after each
 * twentieth of them: more rounds of syncing than eight hours have. What a long day adds is the median of the last
 * quarter less that of the second one.
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
    const taken: Sample[] = []
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
      const memory = memoryOf(processesOf(main))
      const sample = { memory, ...(await liveHeapOf(desk.mainProcess)) }
      taken.push(sample)
      const [all, page, engine] = [sample.memory, sample.page, sample.engine].map((mb) => mb.toFixed(1))
      note(`soak: ${push * mostActions} changes, ${all} MB; heap of page ${page}, of engine ${engine} MB`)
    }
    const made = `${pushes * mostActions} changes`
    const grown = (key: string, name: string, of: (sample: Sample) => number): BenchRow =>
      judged({
        ...{
          id: 'P7',
          key,
          name: `${name} added by ${made}`,
          size,
          unit: 'MB',
          ours: growthOf(taken.map(of)),
        },
        ...{ limit: null, peers: {}, against: null, samples: taken.length },
      })
    const rows = [
      grown('soak-growth', 'memory', (sample) => sample.memory),
      grown('soak-page-heap', 'heap of the page', (sample) => sample.page),
      grown('soak-engine-heap', 'heap of the engine', (sample) => sample.engine),
    ]
    return { rows, broken: [] }
  } finally {
    await desk.close()
  }
}

/** The last quarter's median less the second one's. */
function growthOf(figures: readonly number[]): number {
  const quarter = Math.max(1, figures.length >> 2)
  return median(figures.slice(-quarter)) - median(figures.slice(quarter, 2 * quarter))
}
