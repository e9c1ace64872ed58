import type { FaultContext, FaultRow, RunFigures } from '../row'
import { chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { controlMany } from '../world/manySchedules'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { newIdAtEachTry } from '../world/removals'
import { beginningWith, schedules, type Happening } from '../world/schedule'
import { isGood, verdictOf, type Verdict } from '../world/verdict'
import { Wire, noFault, type WireFault } from '../world/wire'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'

const faults: readonly WireFault[] = [
  { kind: 'request-lost' },
  { kind: 'response-lost' },
  { kind: 'doubled' },
  { kind: 'late-copy', milliseconds: 3_000 },
  { kind: 'late-copy', milliseconds: 200_000 },
  { kind: 'slow', milliseconds: 20_000 },
  { kind: 'server-error' },
  { kind: 'truncated', part: 0.9 },
]

/** What takes effect and is not heard of, and then goes again. */
const lostAnswer: readonly Happening[] = [
  { kind: 'note', of: 1 },
  { kind: 'network', faults: [{ kind: 'response-lost' }, { kind: 'response-lost' }] },
  { kind: 'pass', milliseconds: 30_000 },
]

/** 3: an action takes effect once, whatever happens to whichever request. */
export const once: FaultRow = {
  row: 3,
  name: 'an action takes effect once',
  async run(context) {
    return atEveryRequest(context)
  },
  control: ({ seed, quick }) =>
    controlMany({
      seed,
      count: quick ? 40 : 300,
      schedules: beginningWith(lostAnswer, schedules),
      playing: { wrapTransport: newIdAtEachTry },
      isRed: ({ verdict }) => verdict.doubled.length > 0,
    }),
}

/** Each fault at each request of the day, then each pair of them in a row. */
async function atEveryRequest({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const { requests } = await day(seed, new Map())
  const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
  let good = true
  const meet = async (plan: ReadonlyMap<number, WireFault>): Promise<void> => {
    const { verdict } = await day(seed, plan)
    totals.runs += 1
    totals.faults += plan.size
    totals.saved += verdict.saved
    totals.lost += verdict.lost.length
    totals.doubled += verdict.doubled.length
    if (isGood(verdict)) return
    good = false
    note(`${JSON.stringify([...plan])}: ${JSON.stringify(verdict)}`)
  }
  for (let number = 0; number < requests; number += 1) {
    for (const [index, fault] of faults.entries()) {
      await meet(new Map([[number, fault]]))
      const other = faults[(index + number + 1) % faults.length]
      if (other)
        await meet(
          new Map([
            [number, fault],
            [number + 1, other],
          ]),
        )
      if (quick) continue
      for (const third of faults)
        await meet(
          new Map([
            [number, fault],
            [number + 1, third],
            [number + 2, fault],
          ]),
        )
    }
  }
  const figure = `${faults.length} faults at each of ${requests} requests: ${totals.faults} faults, ${totals.doubled} doubles in the ledger`
  return { ...totals, figure, ok: good }
}

async function day(
  seed: number,
  plan: ReadonlyMap<number, WireFault>,
  wrap: (wire: Wire) => NationalTransport = (wire) => wire,
): Promise<{ readonly requests: number; readonly verdict: Verdict }> {
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  const wire = new Wire(national, clock)
  wire.faultOf = (number) => plan.get(number) ?? noFault
  const world = new DeskWorld({ clock, officer: sari, transport: wrap(wire), random: chanceFrom(seed) })
  try {
    await world.start()
    await world.pass(30_000)
    for (const number of [1, 2, 1, 3]) await world.act(caseId(number))
    await world.pass(11_000)
    for (const number of [2, 2]) await world.act(caseId(number))
    await world.pass(70_000)
    await world.drain()
    await world.pass(250_000)
    return { requests: wire.requests, verdict: await verdictOf(world, national.ledger) }
  } finally {
    world.kill()
  }
}
