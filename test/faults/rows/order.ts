import type { FaultRow } from '../row'
import { controlMany, playMany } from '../world/manySchedules'
import { latestFirst } from '../world/removals'
import { beginningWith, schedulesWithAll, type Happening } from '../world/schedule'

const several: readonly Happening[] = [
  { kind: 'two-notes', of: 1, and: 1 },
  { kind: 'note', of: 1 },
  // So that they go out in one request.
  { kind: 'outage', milliseconds: 15_000 },
  { kind: 'pass', milliseconds: 30_000 },
]

/** 4: a case's actions keep their order. */
export const order: FaultRow = {
  row: 4,
  name: 'a case’s actions keep their order',
  async run({ seed, quick, note }) {
    const many = await playMany({ seed: seed + 4, count: quick ? 150 : 5_000, schedules: schedulesWithAll })
    if (many.firstBad !== null) note(many.firstBad)
    return {
      ...many,
      figure: `${many.runs} sequences, ${many.inversions} inversions`,
      ok: many.inversions === 0 && many.undelivered === 0,
    }
  },
  control: ({ seed, quick }) =>
    controlMany({
      seed: seed + 4,
      count: quick ? 40 : 300,
      schedules: beginningWith(several, schedulesWithAll),
      playing: { wrapTransport: latestFirst },
      isRed: ({ verdict }) => verdict.inversions > 0,
    }),
}
