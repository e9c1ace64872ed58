import type { FaultContext, FaultRow } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { ModelNational, caseId, caseNumbered, sari } from '../world/modelNational'
import { rejectionsTakenForSuccess } from '../world/removals'
import { Wire, noFault } from '../world/wire'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'

const secret = 'kenari di tiang bendera'

/** 15: a case reassigned away with unsent work: its content goes, the officer's words stay in *needs you*. */
export const reassigned: FaultRow = {
  row: 15,
  name: 'a case reassigned away with unsent work',
  async run({ seed, quick, note }) {
    const runs = quick ? 60 : 1_500
    const totals = { runs, faults: runs, saved: 0, lost: 0, doubled: 0 }
    let [silent, residue] = [0, 0]
    for (let run = 0; run < runs; run += 1) {
      const found = await oneReassigned(seed + run)
      totals.saved += found.saved
      totals.lost += found.silent
      silent += found.silent
      residue += found.residue
      if (found.silent + found.residue > 0) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
    }
    return { ...totals, figure: `${silent} silent, ${residue} with residue of the case`, ok: residue === 0 }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 10; run += 1) {
      if ((await oneReassigned(seed + run, rejectionsTakenForSuccess)).silent > 0) red += 1
    }
    return { runs: 10, red }
  },
}

async function oneReassigned(
  seed: number,
  wrap: (inner: NationalTransport) => NationalTransport = (inner) => inner,
) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now(), 0)
  const leaving = caseId(1)
  national.put(caseNumbered(1, { body: secret }))
  for (const number of [2, 3]) national.put(caseNumbered(number))
  const wire = new Wire(national, clock)
  const world = new DeskWorld({ clock, officer: sari, transport: wrap(wire), random: chance })
  await world.start()
  await world.pass(3_000)
  for (let count = between(chance, 1, 4); count > 0; count -= 1) {
    await world.act(leaving)
    await world.act(caseId(between(chance, 2, 3)))
  }
  // Before the hold is over, while it is being sent, or only found by the pull.
  if (chance() < 0.5) await world.pass(between(chance, 0, 9_000))
  if (chance() < 0.3) wire.faultOf = (number) => (number % 2 ? { kind: 'request-lost' } : noFault)
  national.reassign(leaving)
  if (chance() < 0.5) await world.engine.syncNow()
  if (chance() < 0.4) {
    await world.pass(between(chance, 0, 12_000))
    world.kill()
    await world.start()
  }
  wire.faultOf = () => noFault
  await world.pass(900_000)
  const visible = (await world.engine.outbox()).map(({ text }) => text)
  const needsYou = await world.engine.needsYou()
  const done = new Set(national.ledger.map(({ text }) => text))
  const words = world.saved.filter(({ text }) => !done.has(text))
  const silent = words.filter(({ text }) => !visible.includes(text)).length
  const unasked = words.length > 0 && !needsYou.some((item) => item.caseId === leaving) ? 1 : 0
  const held: string[] = []
  await world.kept.ofLife(() => true).scan((some) => held.push(...some.map(({ body }) => body)))
  const shown = await world.engine.caseView(leaving)
  const told = JSON.stringify([needsYou, await world.engine.outbox()])
  world.kill()
  const residue = held.includes(secret) || shown !== null || told.includes(secret) ? 1 : 0
  return { saved: world.saved.length, silent: silent + unasked, residue }
}
