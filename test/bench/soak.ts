import type { CaseId } from '../../shared/domain/identifiers'
import { password } from '../e2e/desk'
import { TestDesk } from '../national/testDesk'
import type { BenchRow } from './report/benchRow'
import { judged } from './report/floors'
import { pause } from './rows/rowWork'
import { median } from './statistics'
import { note, type TableRun } from './tableRun'
import { untilAtRest } from './world/atRest'
import type { BenchWorld } from './world/benchWorld'
import { mostActions, openCases, retitling } from './world/changedTitles'
import { Launch } from './world/launch'
import { liveHeapOf, type LiveHeap } from './world/liveHeap'
import { otherSupervisor } from './world/peerPage'
import { memoryOf } from './world/processes'

/** Of a busy agency in 8 hours; the quick form only shows that the measuring works. */
const changes = { whole: 100_000, quick: 2_000 } as const
/** Of so many of them the heaps are looked into: what a heap keeps shows in fewer. */
const shareForHeaps = 0.2
const samples = 20
/** A session ends when it is not renewed; another is begun before that. */
const pushesOfASession = 50

interface Soaked {
  readonly world: BenchWorld
  readonly size: number
  readonly pushes: number
  /** Pushes as many changes as the national system takes at once. */
  readonly push: () => Promise<void>
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
  await world.profile(size)
  const pushes = Math.ceil((quick ? changes.quick : changes.whole) / mostActions)
  const push = await pushingChanges(url, size)
  const memory = await memoryDuring({ world, size, pushes, push })
  const forHeaps = Math.ceil(pushes * shareForHeaps)
  const heaps = await heapsDuring({ world, size, pushes: forHeaps, push })
  const grown = (key: string, what: string, of: number, figures: readonly number[]): BenchRow =>
    judged({
      ...{ id: 'P7', key, name: `${what} added by ${of * mostActions} changes`, size, unit: 'MB' },
      ...{ ours: growthOf(figures), limit: null, peers: {}, against: null, samples: figures.length },
    })
  const rows = [
    grown('soak-growth', 'memory', pushes, memory),
    ...(['page', 'engine'] as const).map((heap) => {
      const figures = heaps.map((used) => used[heap])
      return grown(`soak-${heap}-heap`, `heap of the ${heap}`, forHeaps, figures)
    }),
  ]
  return { rows, broken: [] }
}

/** Changes fall on all open cases in turn, so that no case becomes longer than one does. */
async function pushingChanges(url: string, size: number): Promise<() => Promise<void>> {
  const signIn = (): Promise<TestDesk> => TestDesk.signIn({ url, password }, otherSupervisor)
  let other = await signIn()
  const subjects = await openCases(other, size)
  const versions = new Map<CaseId, number>()
  let pushed = 0
  return async () => {
    pushed += 1
    if (pushed % pushesOfASession === 0) other = await signIn()
    const chosen = Array.from({ length: Math.min(mostActions, subjects.length) }, (_, place) => {
      return subjects[(pushed * mostActions + place) % subjects.length]
    }).filter((id) => id !== undefined)
    const change = await retitling(other, chosen, `Judul yang berubah, ke-${pushed}`, versions)
    await change()
  }
}

/** MB of all processes, with nobody attached: what drives a program for tests keeps each answer that it gets. */
async function memoryDuring({ world, size, pushes, push }: Soaked): Promise<readonly number[]> {
  const started = { program: 'desk', profile: await world.profile(size) } as const
  return Launch.during(await world.programs(), started, async (launch) => {
    await launch.painted()
    return sampling({ pushes, push }, async (made) => {
      await untilAtRest(() => launch.processes())
      const memory = memoryOf(launch.processes())
      note(`soak: ${made} changes, ${memory.toFixed(1)} MB`)
      return memory
    })
  })
}

async function heapsDuring({ world, size, pushes, push }: Soaked): Promise<readonly LiveHeap[]> {
  const desk = await world.desk(size)
  try {
    return await sampling({ pushes, push }, async (made) => {
      await desk.page.locator('[data-testid=sync-status][data-state=idle]').waitFor()
      await pause(2_000)
      const heap = await liveHeapOf(desk.mainProcess)
      note(
        `soak: ${made} changes, heap of page ${heap.page.toFixed(1)}, of engine ${heap.engine.toFixed(1)} MB`,
      )
      return heap
    })
  } finally {
    await desk.close()
  }
}

/** Takes a sample after each twentieth of the pushes; it is told how many changes were made. */
async function sampling<Sample>(
  { pushes, push }: Pick<Soaked, 'pushes' | 'push'>,
  take: (made: number) => Promise<Sample>,
): Promise<readonly Sample[]> {
  const between = Math.max(1, Math.floor(pushes / samples))
  const taken: Sample[] = []
  for (let pushed = 1; pushed <= pushes; pushed += 1) {
    await push()
    if (pushed % between === 0) taken.push(await take(pushed * mostActions))
  }
  return taken
}

/** The last quarter's median less the second one's. */
function growthOf(figures: readonly number[]): number {
  const quarter = Math.max(1, figures.length >> 2)
  return median(figures.slice(-quarter)) - median(figures.slice(quarter, 2 * quarter))
}
