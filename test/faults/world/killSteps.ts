import { chanceFrom } from './chance'
import { DeskWorld, type WorldSetting, type WorldStep } from './deskWorld'
import { FaultClock } from './faultClock'
import { ModelNational, caseId, sari } from './modelNational'
import { verdictOf, isGood, type Verdict } from './verdict'
import { Wire } from './wire'

/** A day with everything in it that is written down: acts, an undo, sending, results, settling, pulling. */
async function day(world: DeskWorld, national: ModelNational): Promise<readonly string[]> {
  const takenBack: string[] = []
  await world.pass(2_000)
  for (const number of [1, 2, 1]) if (world.isAlive) await world.act(caseId(number))
  if (world.isAlive) await Promise.all([world.act(caseId(3)), world.act(caseId(2))])
  const last = world.saved.at(-1)
  if (world.isAlive && last && (await world.undo(last)) === 'undone') takenBack.push(last.text)
  national.happen(caseId(1), { type: 'note', text: 'rekan', visibility: 'internal' })
  await world.pass(11_000)
  if (world.isAlive) await world.act(caseId(1))
  await world.pass(75_000)
  return takenBack
}

export interface KillFigures {
  readonly kills: number
  readonly steps: ReadonlySet<WorldStep>
  readonly saved: number
  readonly lost: number
  readonly doubled: number
  readonly red: number
  readonly firstBad: string | null
}

/**
 * Lives the day once to count the named steps, then once for each of them, killed there; what is left is opened, the
 * queue drained and the ledger compared.
 */
export async function killedAtEveryStep(
  seed: number,
  wrap: (clock: FaultClock) => Partial<WorldSetting> = () => ({}),
  every = 1,
): Promise<KillFigures> {
  const steps: WorldStep[] = []
  await live(seed, Infinity, wrap, (step) => steps.push(step))
  let [saved, lost, doubled, red, kills] = [0, 0, 0, 0, 0]
  let firstBad: string | null = null
  for (let at = 0; at < steps.length; at += every) {
    const verdict = await live(seed, at, wrap)
    kills += 1
    saved += verdict.saved
    lost += verdict.lost.length
    doubled += verdict.doubled.length
    if (isGood(verdict)) continue
    red += 1
    firstBad ??= `killed before ${steps[at]}, step ${at}: ${JSON.stringify(verdict)}`
  }
  return { kills, steps: new Set(steps), saved, lost, doubled, red, firstBad }
}

async function live(
  seed: number,
  killAt: number,
  wrap: (clock: FaultClock) => Partial<WorldSetting>,
  passed: (step: WorldStep) => void = () => undefined,
): Promise<Verdict> {
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  const transport = new Wire(national, clock)
  const compaction = { fromBytes: 0, recordsForEachLive: 3, timesLength: Infinity }
  const random = chanceFrom(seed)
  const world = new DeskWorld({ clock, officer: sari, transport, random, compaction, ...wrap(clock) })
  try {
    let count = 0
    world.onStep = (step) => {
      passed(step)
      if (count === killAt) world.kill()
      count += 1
    }
    const takenBack = (await world.start()) ? await day(world, national) : []
    world.onStep = () => undefined
    if (!world.isAlive) await world.start()
    const delivered = await world.drain()
    const verdict = await verdictOf(world, national.ledger, takenBack)
    return delivered === null ? { ...verdict, lost: [...verdict.lost, 'never delivered'] } : verdict
  } finally {
    world.kill()
  }
}
