import type { FaultContext, FaultRow } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { ModelNational, caseId, problem, sari } from '../world/modelNational'
import { refusalsTakenForFaults } from '../world/removals'
import { compared } from '../world/verdict'
import { Wire, noFault } from '../world/wire'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'

const cases = 6

/** 13: after 413 the batch is split; one that is too large alone is set aside, and the queue drains. */
export const tooLarge: FaultRow = {
  row: 13,
  name: '413: batch split; one that is too large is set aside',
  async run({ seed, quick, note }) {
    const runs = quick ? 60 : 1_500
    const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [drained, aside] = [0, 0]
    for (let run = 0; run < runs; run += 1) {
      const found = await oneQueue(seed + run)
      totals.faults += found.refused
      totals.saved += found.verdict.saved
      totals.lost += found.verdict.lost.length
      totals.doubled += found.verdict.doubled.length
      drained += found.drained ? 1 : 0
      aside += found.aside
      if (!found.drained) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
    }
    const figure = `${drained} of ${runs} queues drained, ${aside} actions set aside`
    return { ...totals, figure, ok: drained === runs && aside > 0 }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 6; run += 1) {
      if (!(await oneQueue(seed + run, refusalsTakenForFaults)).drained) red += 1
    }
    return { runs: 6, red }
  },
}

async function oneQueue(
  seed: number,
  wrap: (inner: NationalTransport) => NationalTransport = (inner) => inner,
) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now(), cases)
  const most = between(chance, 1_200, 4_000)
  let refused = 0
  national.instead = ({ path, body }) => {
    if (path !== '/v1/actions' || JSON.stringify(body).length <= most) return null
    refused += 1
    return problem(413, 'too_large')
  }
  const wire = new Wire(national, clock)
  const world = new DeskWorld({ clock, officer: sari, transport: wrap(wire), random: chance })
  await world.start()
  await world.pass(2_000)
  // An outage until all holds are over, so that everything goes out in one request.
  const back = clock.elapsed + 20_000
  wire.faultOf = () => (clock.elapsed < back ? { kind: 'request-lost' } : noFault)
  await world.engine.syncNow()
  const tooLong = between(chance, 1, cases)
  for (let count = 0; count < between(chance, 8, 25); count += 1) {
    const { payload } = world.note()
    const text = `${payload.text} ${'panjang '.repeat(between(chance, 0, 30))}`.trim()
    await world.act(caseId(between(chance, 1, cases)), { type: 'note', payload: { text, uploads: [] } })
  }
  const long = `terlalu panjang ${'x'.repeat(most)}`
  await world.act(caseId(tooLong), { type: 'note', payload: { text: long, uploads: [] } })
  await world.pass(1_800_000)
  const open = (await world.engine.outbox()).filter(({ state }) => state !== 'needs-you')
  const aside = await world.engine.needsYou()
  const verdict = compared(
    world.saved,
    national.ledger,
    aside.map(({ text }) => text),
  )
  world.kill()
  return {
    refused,
    verdict,
    aside: aside.length,
    drained: open.length === 0 && verdict.lost.length === 0 && aside.length === 1,
  }
}
