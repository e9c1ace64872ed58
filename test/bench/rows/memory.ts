import { folderOfTheUser } from '../../e2e/ordinaryUser'
import type { Measured } from '../report/benchRow'
import { median } from '../statistics'
import { activityDuring, untilAtRest } from '../world/atRest'
import { Launch } from '../world/launch'
import { memoryOf } from '../world/processes'
import { inTurn, pause, rounds, type RowContext, type RowWork } from './rowWork'

/** So long after its start a program with few cases has put away what it needed for it. */
const settledMilliseconds = { whole: 8_000, quick: 5_000 } as const
const idleMilliseconds = { whole: 30_000, quick: 20_000 } as const

interface Taken {
  readonly memory: number[]
  /** Per cent of one core. */
  readonly processor: number[]
  /** In a second. */
  readonly wakeUps: number[]
}

/** P7 and P11: the memory of all processes some time after the start, and what they do when nobody asks for anything. */
export const memory: RowWork = { ids: ['P7', 'P11'], measure }

async function measure({ world, size, quick, note }: RowContext): Promise<readonly Measured[]> {
  const programs = await world.programs()
  const profile = await world.profile(size)
  const nothing = (): Taken => ({ memory: [], processor: [], wakeUps: [] })
  const [desk, empty] = [nothing(), nothing()]
  const contestants = [
    { program: 'desk', profile, taken: desk },
    { program: 'empty', profile: folderOfTheUser('empty'), taken: empty },
  ] as const
  const idleRounds = quick ? 1 : rounds
  for (let round = 0; round < rounds; round += 1) {
    for (const { taken, ...started } of inTurn(contestants, round)) {
      await Launch.during(programs, started, async (launch) => {
        await launch.painted()
        await pause(settledMilliseconds[quick ? 'quick' : 'whole'])
        await untilAtRest(() => launch.processes())
        taken.memory.push(memoryOf(launch.processes()))
        if (round < idleRounds) await watchIdle(launch, taken, idleMilliseconds[quick ? 'quick' : 'whole'])
      })
    }
    note(`memory, round ${round + 1} of ${rounds}`)
  }
  const window = median(empty.memory)
  return [
    {
      ...{ id: 'P7', key: 'memory-over-empty', name: 'memory over an empty window', size, unit: 'MB' },
      ...{ ours: median(desk.memory) - window, limit: window, peers: {}, against: null, samples: rounds },
    },
    {
      ...{ id: 'P11', key: 'idle-processor', name: 'processor when idle, of one core', size, unit: '%' },
      ...{ ours: median(desk.processor), limit: median(empty.processor), peers: {} },
      ...{ against: null, samples: idleRounds },
    },
    {
      ...{ id: 'P11', key: 'idle-wake-ups', name: 'wake-ups when idle', size, unit: '1/s' },
      ...{ ours: median(desk.wakeUps), limit: median(empty.wakeUps), peers: {} },
      ...{ against: null, samples: idleRounds },
    },
  ]
}

async function watchIdle(launch: Launch, taken: Taken, milliseconds: number): Promise<void> {
  const { processor, wakeUps } = await activityDuring(() => launch.processes(), milliseconds)
  taken.processor.push(processor)
  taken.wakeUps.push(wakeUps)
}
