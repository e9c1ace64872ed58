import type { FaultRow } from '../row'
import { controlMany, playMany } from '../world/manySchedules'
import { byTheDevicesClock } from '../world/removals'
import { beginningWith, schedulesWithJumps, type Happening } from '../world/schedule'

const backBetweenTwo: readonly Happening[] = [
  { kind: 'note', of: 1 },
  { kind: 'clock-jumps', milliseconds: -86_400_000_000 },
  { kind: 'note', of: 1 },
  // So that both go out in one request.
  { kind: 'outage', milliseconds: 15_000 },
  { kind: 'pass', milliseconds: 30_000 },
]

/** 16: a clock that is wrong by years and jumps changes nothing. */
export const wrongClock: FaultRow = {
  row: 16,
  name: 'a clock that is wrong by years, jumping back',
  async run({ seed, quick, note }) {
    const many = await playMany({
      seed: seed + 16,
      count: quick ? 100 : 4_000,
      schedules: schedulesWithJumps,
    })
    if (many.firstBad !== null) note(many.firstBad)
    return {
      ...many,
      figure: `${many.runs} schedules with jumps up to 11 years, ${many.inversions} changes of the order`,
      ok: many.inversions === 0 && many.undelivered === 0 && many.unwanted === 0,
    }
  },
  control: ({ seed, quick }) =>
    controlMany({
      seed: seed + 16,
      count: quick ? 20 : 300,
      schedules: beginningWith(backBetweenTwo, schedulesWithJumps),
      playing: { wrapTransport: byTheDevicesClock },
      isRed: ({ verdict }) => verdict.inversions > 0,
    }),
}
