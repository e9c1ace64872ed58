import { pushRequestSchema } from '../../../shared/protocol/action'
import { takeovers } from '../app/takeovers'
import { notRun, type FaultContext, type FaultRow, type RunFigures } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { isGood, verdictOf } from '../world/verdict'
import { Wire, noFault } from '../world/wire'

/** 18: second instance, reload, crash of the page or the worker: one engine, also in the middle of a push. */
export const oneEngine: FaultRow = {
  row: 18,
  name: 'second instance, reload, crash of the page or the worker',
  run: workersThatDie,
  inProgram: { run: takeovers, without: notRun('the real program was not run', false) },
  async control({ seed }) {
    let red = 0
    for (let run = 0; run < 10; run += 1) if ((await dyingInPush(seed + run, true)).sentByTwo > 0) red += 1
    return { runs: 10, red }
  },
}

async function workersThatDie({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const runs = quick ? 60 : 1_500
  const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
  let [byTwo, good] = [0, true]
  for (let run = 0; run < runs; run += 1) {
    const found = await dyingInPush(seed + run, false)
    totals.faults += found.deaths
    totals.saved += found.verdict.saved
    totals.lost += found.verdict.lost.length
    totals.doubled += found.verdict.doubled.length
    byTwo += found.sentByTwo
    good &&= found.isGood
    if (!found.isGood || found.sentByTwo > 0) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
  }
  const figure = `${totals.faults} workers died in a push, ${byTwo} times two sent at once`
  return { ...totals, figure, ok: good && byTwo === 0 && totals.faults > 0 }
}

/** The worker dies at a random step of a push, on a slow line, and another one takes over at once. */
async function dyingInPush(seed: number, beside: boolean) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  const wire = new Wire(national, clock)
  let [sentByTwo, deaths, inFlight] = [0, 0, 0]
  // Whoever died is not heard any more; what it had sent is on its way all the same.
  let generation = 0
  wire.faultOf = (_number, { path }) =>
    path === '/v1/actions' ? { kind: 'slow', milliseconds: 4_000 } : noFault
  const world = new DeskWorld({
    clock,
    officer: sari,
    random: chance,
    transport: {
      async send(request, signal) {
        if (request.path !== '/v1/actions') return wire.send(request, signal)
        pushRequestSchema.parse(JSON.parse(JSON.stringify(request.body)))
        const mine = generation
        if (inFlight > 0) sentByTwo += 1
        inFlight += 1
        const answer = await wire.send(request, signal)
        if (mine === generation) inFlight -= 1
        return answer
      },
    },
  })
  await world.start()
  await world.pass(3_000)
  let due = false
  let steps = 0
  world.onStep = (step) => {
    if (!step.startsWith('push-') && step !== 'settle') return
    steps -= 1
    if (steps <= 0) due = true
  }
  for (let round = 0; round < 6; round += 1) {
    await world.act(caseId(between(chance, 1, 3)))
    steps = between(chance, 1, 5)
    due = false
    for (let second = 0; second < 20; second += 1) {
      await world.pass(between(chance, 200, 1_000))
      if (!due) continue
      due = false
      deaths += 1
      if (!beside) {
        generation += 1
        inFlight = 0
      }
      await world.replaceEngine({ beside })
      steps = 100
    }
  }
  world.onStep = () => undefined
  const delivered = await world.drain()
  await world.pass(100_000)
  const verdict = await verdictOf(world, national.ledger)
  world.kill()
  return { deaths, sentByTwo, verdict, isGood: isGood(verdict) && delivered !== null }
}
