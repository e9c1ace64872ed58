import { folderOfTheUser } from '../../e2e/ordinaryUser'
import type { Measured } from '../report/benchRow'
import { median } from '../statistics'
import { Launch } from '../world/launch'
import { inTurn, rounds, type RowContext, type RowWork } from './rowWork'

/** The least that the sandbox can be asked for. */
const nearlyNone = 1

/**
 * P1: from the start of Electron's process to the first rows on screen, in a session with a keychain, signed in and
 * without a PIN; against an empty window, and against our own start with one case. Nobody is attached to the program.
 */
export const launch: RowWork = { ids: ['P1'], measure }

async function measure({ world, size, note }: RowContext): Promise<readonly Measured[]> {
  const programs = await world.programs()
  const full = await world.profile(size)
  const almostEmpty = await world.profile(nearlyNone)
  const times = {
    full: [] as number[],
    almostEmpty: [] as number[],
    window: [] as number[],
    listed: [] as number[],
  }

  const startDesk = (profile: string, taken: number[], counted?: number[]): Promise<void> =>
    Launch.during(programs, { program: 'desk', profile }, async (started) => {
      taken.push(await started.painted())
      if (counted) counted.push(await started.listed(size))
    })
  const startWindow = (): Promise<void> => {
    const profile = folderOfTheUser('empty')
    return Launch.during(programs, { program: 'empty', profile }, async (started) => {
      times.window.push(await started.painted())
    })
  }
  const contestants = [
    startWindow,
    () => startDesk(full, times.full, times.listed),
    () => startDesk(almostEmpty, times.almostEmpty),
  ]
  for (let round = 0; round <= rounds; round += 1) {
    for (const start of inTurn(contestants, round)) await start()
    // The first round only brings the files into the system's memory.
    if (round === 0) for (const taken of Object.values(times)) taken.length = 0
    else note(`launch, round ${round} of ${rounds}`)
  }
  const figure = (key: string, name: string, ours: number): Measured => {
    const peers = { 'ours with 1 case': median(times.almostEmpty) }
    const against = key === 'launch-to-own-empty' ? 'ours with 1 case' : 'limit'
    const head = { id: 'P1', key, name, size, unit: 'ms' } as const
    return { ...head, ours, limit: median(times.window), peers, against, samples: rounds }
  }
  const own = median(times.full)
  return [
    figure('launch-to-empty-window', 'launch to rows painted, against an empty window', own),
    figure('launch-to-own-empty', 'the same, against our own launch with one case', own),
    figure('launch-to-all-listed', 'launch to all cases listed', median(times.listed)),
  ]
}
