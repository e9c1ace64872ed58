import type { FaultContext, FaultRow } from '../row'
import { among, between, chanceFrom } from '../world/chance'
import { DeskWorld, folder } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { ModelNational, caseId, problem, sari } from '../world/modelNational'
import { isGood, verdictOf } from '../world/verdict'

/** 14: what 429 and 503 tell with Retry-After is kept over a restart. */
export const retryAfter: FaultRow = {
  row: 14,
  name: '429, 503 with Retry-After: kept over a restart',
  async run({ seed, quick, note }) {
    const runs = quick ? 60 : 1_500
    const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [early, restarts, good] = [0, 0, true]
    for (let run = 0; run < runs; run += 1) {
      const found = await toldToWait(seed + run, false)
      totals.faults += found.told
      totals.saved += found.verdict.saved
      totals.lost += found.verdict.lost.length
      totals.doubled += found.verdict.doubled.length
      early += found.early
      restarts += found.restarts
      good &&= found.isGood
      if (!found.isGood || found.early > 0) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
    }
    const figure = `told to wait ${totals.faults} times, ${restarts} restarts meanwhile, ${early} early requests`
    return { ...totals, figure, ok: good && early === 0 && restarts > 0 }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 12; run += 1) if ((await toldToWait(seed + run, true)).early > 0) red += 1
    return { runs: 12, red }
  },
}

async function toldToWait(seed: number, forgets: boolean) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  let [told, early, restarts, closedUntil] = [0, 0, 0, 0]
  national.instead = () => {
    if (clock.elapsed < closedUntil) early += 1
    if (told >= 6 || chance() < 0.5) return null
    told += 1
    const seconds = between(chance, 5, 4_000)
    closedUntil = clock.elapsed + seconds * 1000
    const [status, code] = among(chance, [
      [429, 'too_many'],
      [503, 'unavailable'],
      [503, 'maintenance'],
    ] as const)
    // A date has whole seconds, and its second has passed at its end.
    const date = new Date(clock.now() + seconds * 1000 + 999)
    const retry = chance() < 0.5 ? String(seconds) : date.toUTCString()
    return problem(status, code, { retryAfter: retry, date: new Date(clock.now()).toUTCString() })
  }
  const world = new DeskWorld({ clock, officer: sari, transport: national, random: chance })
  await world.start()
  for (let count = 0; count < 30; count += 1) {
    const what = chance()
    if (what < 0.3) await world.act(caseId(between(chance, 1, 3)))
    else if (what < 0.5) await world.engine.syncNow()
    else if (what < 0.6) world.regainNetwork()
    else if (what < 0.75) {
      restarts += 1
      world.kill()
      if (forgets) world.disk.uproot(`${folder}/engine-notes.sealed`)
      await world.start()
    } else await world.pass(between(chance, 100, 600_000))
  }
  const delivered = await world.drain(40_000_000)
  const verdict = await verdictOf(world, national.ledger)
  world.kill()
  return { told, early, restarts, verdict, isGood: isGood(verdict) && delivered !== null }
}
