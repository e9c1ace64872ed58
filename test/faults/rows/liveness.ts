import fc from 'fast-check'
import type { FaultRow } from '../row'
import { quantile } from '../world/chance'
import type { LifeClock } from '../world/faultClock'
import { controlMany, playMany } from '../world/manySchedules'
import { endingWith, schedulesWithAll, type Happening } from '../world/schedule'

/** The longest backoff, a request that hangs until its time is over, and the hold of 10 s after a restart. */
const within = 400_000

const outageAtTheEnd: readonly Happening[] = [
  { kind: 'outage', milliseconds: 100_000 },
  { kind: 'note', of: 1 },
  { kind: 'pass', milliseconds: 100_000 },
]

const hours = 4 * 3_600_000
/** So long that a wait without a limit would have grown far beyond it. */
const longOutage: readonly Happening[] = [
  { kind: 'note', of: 1 },
  { kind: 'outage', milliseconds: hours },
  { kind: 'pass', milliseconds: hours },
]
const someWithLongOutage = fc.oneof(
  { weight: 4, arbitrary: schedulesWithAll },
  { weight: 1, arbitrary: endingWith(schedulesWithAll, longOutage) },
)

/** 24: once faults stop, everything is delivered within T. */
export const liveness: FaultRow = {
  row: 24,
  name: 'once faults stop, everything is delivered',
  async run({ seed, quick, note }) {
    const many = await playMany({
      seed: seed + 24,
      count: quick ? 150 : 5_000,
      schedules: someWithLongOutage,
    })
    if (many.firstBad !== null) note(many.firstBad)
    const seconds = (share: number): string => (quantile(many.delivered, share) / 1000).toFixed(0)
    const most = Math.max(...many.delivered)
    return {
      ...many,
      figure: `p50 ${seconds(0.5)} s, p95 ${seconds(0.95)} s, longest ${(most / 1000).toFixed(0)} s of ${within / 1000} s; ${many.undelivered} never`,
      ok: many.undelivered === 0 && most <= within,
    }
  },
  control: ({ seed, quick }) =>
    controlMany({
      seed: seed + 24,
      count: quick ? 20 : 100,
      schedules: endingWith(schedulesWithAll, outageAtTheEnd),
      playing: { world: { wrapClock: triesTwice } },
      isRed: ({ delivered }) => delivered === null || delivered > within,
    }),
}

/** An engine that gives up: it waits twice and never again. */
function triesTwice(clock: LifeClock): LifeClock {
  let waits = 0
  return {
    ...clock,
    after(milliseconds, action) {
      // Coalescing what is told to the page is no waiting for the network.
      if (milliseconds < 1_000) return clock.after(milliseconds, action)
      waits += 1
      return waits > 2 ? () => undefined : clock.after(milliseconds, action)
    },
  }
}
