import { Backoff } from '../../../renderer/engine/sync/backoff'
import { controlsTogether, type ControlFigures, type FaultContext, type FaultRow } from '../row'
import { among, chanceFrom } from '../world/chance'
import { DeskWorld, type WorldSetting } from '../world/deskWorld'
import { FaultClock, type LifeClock } from '../world/faultClock'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { newIdAtEachTry } from '../world/removals'
import { isGood, verdictOf } from '../world/verdict'
import { Wire, noFault, type WireFault } from '../world/wire'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'

const faults: readonly WireFault[] = [
  { kind: 'request-lost' },
  { kind: 'response-lost' },
  { kind: 'server-error' },
  { kind: 'gateway-error' },
  { kind: 'html' },
  { kind: 'truncated', part: 0.5 },
  { kind: 'garbled', part: 0.3 },
]
const minute = 60_000
const longestWait = 300_000
/** Requests of one desk in a minute, once the first waits are over. */
const highestRate = 12

/** 9: 5xx, network, garbled or HTML 200 are retried with the same id, full jitter, capped, never given up. */
export const neverGivenUp: FaultRow = {
  row: 9,
  name: '5xx, network, garbled or HTML 200: retried with the same id, never given up',
  async run({ seed, quick, note }) {
    const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [retries, rate, good] = [0, 0, true]
    for (let run = 0; run < (quick ? 8 : 100); run += 1) {
      const outage = await outageOf(seed + run, quick ? 12 : 72)
      totals.runs += 1
      totals.faults += outage.faults
      totals.saved += outage.verdict.saved
      totals.lost += outage.verdict.lost.length
      totals.doubled += outage.verdict.doubled.length
      retries += outage.retries
      rate = Math.max(rate, outage.rate)
      if (!outage.isGood) note(`seed ${seed + run}: ${JSON.stringify(outage)}`)
      good &&= outage.isGood
    }
    const share = largestShare(seed)
    const figure = `${retries} retries, highest rate ${rate} a minute; of 10,000 desks that failed together at most ${(share * 100).toFixed(1)} % in one second`
    return { ...totals, figure, ok: good && rate <= highestRate && share < 0.02 }
  },
  async control(context) {
    const ids = await red(context, { wrapTransport: newIdAtEachTry })
    return controlsTogether(await red(context, { world: { wrapClock: withoutWaiting } }), ids)
  },
}

async function red({ seed }: FaultContext, setting: OutageSetting): Promise<ControlFigures> {
  const runs = 4
  let count = 0
  for (let run = 0; run < runs; run += 1) {
    const outage = await outageOf(seed + run, 1, { mostTries: 500, ...setting })
    if (!outage.isGood || outage.rate > highestRate) count += 1
  }
  return { runs, red: count }
}

interface OutageSetting {
  readonly wrapTransport?: (wire: Wire) => NationalTransport
  readonly world?: Partial<WorldSetting>
  /** More than these no server would stand; what is seen is enough. */
  readonly mostTries?: number
}

/** So many hours in which every request fails, in every way; then none. */
async function outageOf(seed: number, hours: number, setting: OutageSetting = {}) {
  const { wrapTransport, world: more, mostTries = 5_000 } = setting
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  const wire = new Wire(national, clock)
  const transport = wrapTransport?.(wire) ?? wire
  const world = new DeskWorld({ clock, officer: sari, transport, random: chance, ...more })
  await world.start()
  await world.pass(5_000)
  const tries: number[] = []
  let atOnce = true
  wire.faultOf = () => {
    tries.push(clock.elapsed)
    return among(chance, faults)
  }
  for (const number of [1, 2, 3]) await world.act(caseId(number))
  for (let passed = 0; passed < hours * 60 && atOnce; passed += 1) {
    await world.pass(minute)
    atOnce = tries.length < mostTries
  }
  wire.faultOf = () => noFault
  const delivered = await world.drain()
  const verdict = await verdictOf(world, national.ledger)
  world.kill()
  const waits = tries.slice(1).map((time, index) => time - (tries[index] ?? 0))
  const ids = new Set(national.ledger.map(({ actionId }) => actionId))
  const capped = Math.max(...waits) <= longestWait
  return {
    faults: tries.length,
    retries: waits.length,
    rate: busiestMinute(tries.filter((time) => time > (tries[0] ?? 0) + minute)),
    verdict,
    isGood: isGood(verdict) && delivered !== null && capped && ids.size === verdict.saved,
  }
}

function busiestMinute(times: readonly number[]): number {
  let [most, start] = [0, 0]
  for (let end = 0; end < times.length; end += 1) {
    while ((times[end] ?? 0) - (times[start] ?? 0) > minute) start += 1
    most = Math.max(most, end - start + 1)
  }
  return most
}

/** The fullest second of 10,000 desks that failed together for the seventh time. */
function largestShare(seed: number): number {
  const desks = 10_000
  const chance = chanceFrom(seed)
  const seconds = new Map<number, number>()
  for (let desk = 0; desk < desks; desk += 1) {
    const backoff = new Backoff(chance)
    for (let failure = 0; failure < 9; failure += 1) backoff.next()
    const second = Math.floor(backoff.next() / 1000)
    seconds.set(second, (seconds.get(second) ?? 0) + 1)
  }
  return Math.max(...seconds.values()) / desks
}

/** An engine that tries again after a second, always. */
function withoutWaiting(clock: LifeClock): LifeClock {
  return { ...clock, after: (milliseconds, action) => clock.after(Math.min(milliseconds, 1_000), action) }
}
