import type { FaultRow } from '../row'
import { controlMany, playMany } from '../world/manySchedules'
import { epochsNotKnown } from '../world/removals'
import { schedulesWithRestores } from '../world/schedule'

/** 8: a server restored from a backup gets back what it lost. */
export const restored: FaultRow = {
  row: 8,
  name: 'a server restored from a backup',
  async run({ seed, quick, note }) {
    const many = await playMany({
      seed: seed + 8,
      count: quick ? 120 : 4_000,
      schedules: schedulesWithRestores,
    })
    if (many.firstBad !== null) note(many.firstBad)
    return {
      ...many,
      figure: `${many.runs} schedules with restores, ${many.lost} lost, ${many.undelivered} not delivered`,
      ok: many.undelivered === 0 && many.inversions === 0 && many.unwanted === 0,
    }
  },
  control: ({ seed, quick }) =>
    controlMany({
      seed: seed + 8,
      count: quick ? 40 : 300,
      schedules: schedulesWithRestores,
      playing: { wrapTransport: (wire, national) => epochsNotKnown(national)(wire) },
      isRed: ({ verdict }) => verdict.lost.length > 0,
    }),
}
