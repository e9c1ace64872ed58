import { kills } from '../app/kills'
import { notRun, together, type FaultContext, type FaultRow, type RunFigures } from '../row'
import { journalSteps } from '../../../electron/main/journal/steps'
import { killedAtEveryStep } from '../world/killSteps'
import { playMany } from '../world/manySchedules'
import { saidBeforeItIsSaved } from '../world/removals'
import { schedulesWithAll } from '../world/schedule'

/** 1: what is shown as saved survives a kill. */
export const killed: FaultRow = {
  row: 1,
  name: 'an action shown as saved survives a kill',
  async run(context) {
    return together(await atEveryStep(context), await atRandom(context))
  },
  inProgram: { run: kills, without: notRun('the real program was not run', false) },
  async control({ seed }) {
    const { kills, red } = await killedAtEveryStep(
      seed,
      (clock) => ({ wrapPort: saidBeforeItIsSaved(clock, 50) }),
      3,
    )
    return { runs: kills, red }
  },
}

async function atEveryStep({ seed, note }: FaultContext): Promise<RunFigures> {
  const found = await killedAtEveryStep(seed)
  if (found.firstBad !== null) note(found.firstBad)
  const { kills, saved, lost, doubled, steps } = found
  const ofJournal = journalSteps.filter((step) => steps.has(step)).length
  return {
    runs: kills,
    faults: kills,
    saved,
    lost,
    doubled,
    figure: `killed at each of ${kills} steps (${steps.size} kinds, ${ofJournal} of the journal's), ${lost} lost`,
    ok: kills > 100,
  }
}

async function atRandom({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const many = await playMany({ seed, count: quick ? 100 : 3_000, schedules: schedulesWithAll })
  if (many.firstBad !== null) note(many.firstBad)
  return {
    ...many,
    faults: many.kills,
    figure: `${many.runs} schedules with ${many.kills} kills, ${many.undelivered} not delivered`,
    ok: many.undelivered === 0 && many.kills > 0 && many.unwanted === 0,
  }
}
