import type { Action } from '../../../shared/domain/action'
import { writtenText } from '../../../shared/domain/action'
import type { FaultContext, FaultRow } from '../row'
import { among, between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { ModelNational, answered, caseId, problem, sari, type Answered } from '../world/modelNational'
import { refusalsTakenForFaults } from '../world/removals'
import { compared } from '../world/verdict'
import { Wire, noFault } from '../world/wire'
import type { NationalRequest, NationalTransport } from '../../../renderer/engine/sync/transport'

const cases = 8
const codes: readonly (readonly [number, string])[] = [
  [403, 'forbidden'],
  [404, 'not_found'],
  [422, 'invalid'],
]

/** 11: after 403, 404 or 422 that case waits, visibly; all others are delivered. */
export const badCase: FaultRow = {
  row: 11,
  name: '403, 404, 422: that case waits, visibly; all others are delivered',
  async run(context) {
    const runs = context.quick ? 60 : 1_500
    const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [others, delivered] = [0, 0]
    for (let run = 0; run < runs; run += 1) {
      const found = await oneBadCase(context.seed + run)
      totals.faults += found.refused
      totals.saved += found.verdict.saved
      totals.lost += found.verdict.lost.length
      totals.doubled += found.verdict.doubled.length
      others += found.others
      delivered += found.delivered
      if (found.verdict.lost.length > 0) context.note(`seed ${context.seed + run}: ${JSON.stringify(found)}`)
    }
    const figure = `${delivered} of ${others} actions on the other cases delivered (${Math.floor((100 * delivered) / others)} %)`
    return { ...totals, figure, ok: delivered === others && totals.faults > 0 }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 6; run += 1) {
      const { others, delivered, verdict } = await oneBadCase(seed + run, {
        wrap: refusalsTakenForFaults,
        byEnvelope: true,
      })
      if (delivered < others || verdict.lost.length > 0) red += 1
    }
    return { runs: 6, red }
  },
}

interface BadCaseSetting {
  readonly wrap?: (inner: NationalTransport) => NationalTransport
  readonly byEnvelope?: boolean
}

/** One case that the national system refuses, by the envelope or by a result, among others. */
async function oneBadCase(seed: number, { wrap = (inner) => inner, ...fixed }: BadCaseSetting = {}) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now(), cases)
  const bad = caseId(between(chance, 1, cases))
  const [status, code] = among(chance, codes)
  const byEnvelope = fixed.byEnvelope ?? chance() < 0.5
  let refused = 0
  national.instead = (request) => {
    const actions = actionsIn(request)
    if (!actions.some((action) => action.caseId === bad)) return null
    refused += 1
    return byEnvelope ? problem(status, code) : withOneRejected(national, request, bad, code)
  }
  const wire = new Wire(national, clock)
  const world = new DeskWorld({ clock, officer: sari, transport: wrap(wire), random: chance })
  await world.start()
  await world.pass(2_000)
  // In half of the runs an outage until the holds are over, so that many go out in one request.
  const back = chance() < 0.5 ? clock.elapsed + 60_000 : 0
  wire.faultOf = () => (clock.elapsed < back ? { kind: 'request-lost' } : noFault)
  await world.engine.syncNow()
  await world.act(bad)
  for (let count = between(chance, 5, 20); count > 0; count -= 1) {
    await world.act(caseId(between(chance, 1, cases)))
    if (chance() < 0.3) await world.pass(between(chance, 100, 15_000))
  }
  await world.pass(3_600_000)
  const visible = (await world.engine.outbox()).map(({ text }) => text)
  const needsYou = await world.engine.needsYou()
  const verdict = compared(world.saved, national.ledger, visible)
  const isShown = needsYou.some((item) => item.caseId === bad)
  world.kill()
  const ofOthers = world.saved.filter((one) => one.caseId !== bad)
  const done = new Set(national.ledger.map(({ text }) => text))
  return {
    refused,
    verdict: isShown ? verdict : { ...verdict, lost: [...verdict.lost, 'the bad case is not shown'] },
    others: ofOthers.length,
    delivered: ofOthers.filter(({ text }) => done.has(text)).length,
  }
}

function actionsIn({ path, body }: NationalRequest): readonly Action[] {
  // The engine's own request, which the model reads by the schema.
  return path === '/v1/actions' ? (body as { actions: readonly Action[] }).actions : []
}

function withOneRejected(
  national: ModelNational,
  request: NationalRequest,
  bad: Action['caseId'],
  code: string,
): Answered {
  const { epoch } = request.body as { epoch: string }
  const actions = actionsIn(request)
  const others = actions.filter((action) => action.caseId !== bad)
  const before = national.instead
  national.instead = () => null
  const answer = national.take({ ...request, body: { epoch, actions: others } })
  national.instead = before
  const { results } = JSON.parse(answer.text) as { results: { actionId: string }[] }
  const byId = new Map(results.map((result) => [result.actionId, result]))
  let isFirst = true
  const all = actions.map((action) => {
    const result = byId.get(action.actionId)
    if (result) return result
    const blocked = !isFirst
    isFirst = false
    const detail = writtenText(action)?.text
    return blocked
      ? { actionId: action.actionId, outcome: 'retry', code: 'blocked' }
      : { actionId: action.actionId, outcome: 'rejected', code, detail }
  })
  return answered(200, JSON.stringify({ results: all }))
}
