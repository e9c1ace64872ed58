import type { FaultContext, FaultRow } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock } from '../world/faultClock'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { rebasedUnasked } from '../world/removals'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'

type Branch = 'send-on-top' | 'discard' | 'nothing'
const branches: readonly Branch[] = ['send-on-top', 'discard', 'nothing']

/** 12: what meets a conflict is never dropped and never sent over the other's work unasked. */
export const conflict: FaultRow = {
  row: 12,
  name: 'conflict: never dropped, never sent over the other’s work unasked',
  async run({ seed, quick, note }) {
    const runs = quick ? 60 : 1_500
    const totals = { runs, faults: runs, saved: 0, lost: 0, doubled: 0 }
    const decided = { 'send-on-top': 0, discard: 0, nothing: 0 }
    let wrong = 0
    for (let run = 0; run < runs; run += 1) {
      const branch = branches[run % branches.length] ?? 'nothing'
      const found = await oneConflict(seed + run, branch)
      totals.saved += found.saved
      totals.lost += found.lost
      totals.doubled += found.doubled
      decided[branch] += 1
      wrong += found.wrong.length > 0 ? 1 : 0
      if (found.wrong.length > 0) note(`seed ${seed + run}, ${branch}: ${found.wrong.join(', ')}`)
    }
    const figure = `${decided['send-on-top']} sent on top, ${decided.discard} discarded, ${decided.nothing} left: ${wrong} wrong`
    return { ...totals, figure, ok: wrong === 0 }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 9; run += 1) {
      const { wrong } = await oneConflict(seed + run, 'nothing', (inner, national) =>
        rebasedUnasked(national)(inner),
      )
      if (wrong.includes('sent over the other’s work unasked')) red += 1
    }
    return { runs: 9, red }
  },
}

async function oneConflict(
  seed: number,
  branch: Branch,
  wrap: (inner: NationalTransport, national: ModelNational) => NationalTransport = (inner) => inner,
) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  const world = new DeskWorld({ clock, officer: sari, transport: wrap(national, national), random: chance })
  const subject = caseId(1)
  await world.start()
  await world.pass(3_000)
  await world.engine.caseView(subject)
  const text = `jawaban saya ${seed}`
  const answer = { type: 'respond', payload: { text, uploads: [] } } as const
  await world.act(subject, answer)
  const followers = between(chance, 0, 2)
  for (let count = 0; count < followers; count += 1) await world.act(subject)
  national.happen(subject, { type: 'respond', text: 'jawaban rekan' }, { status: 'answered' })
  const wrong: string[] = []
  await world.pass(1_000_000)
  if (chance() < 0.5) {
    world.kill()
    await world.start()
    await world.pass(1_000_000)
  }
  const hasGone = (): boolean => national.ledger.some((effect) => effect.text === text)
  if (hasGone()) wrong.push('sent over the other’s work unasked')
  const item = (await world.engine.needsYou()).find((one) => one.text === text)
  if (!item && !hasGone()) wrong.push('dropped')
  if (item && item.othersSince.every(({ text: theirs }) => theirs !== 'jawaban rekan'))
    wrong.push('their side is not shown')
  if (item && item.waitingBehind !== followers)
    wrong.push(`${item.waitingBehind} wait behind, not ${followers}`)
  if (item && branch === 'send-on-top') {
    const again = await world.engine.sendOnTop(item.actionId)
    if (again.outcome !== 'saved') wrong.push(`not sent on top: ${again.outcome}`)
    if (again.outcome === 'saved' && again.actionId === item.actionId)
      wrong.push('sent on top under the same id')
  }
  if (item && branch === 'discard' && !(await world.engine.discard(item.actionId)).discarded)
    wrong.push('not discarded')
  await world.pass(1_000_000)
  const times = national.ledger.filter((effect) => effect.text === text).length
  const open = (await world.engine.outbox()).map((one) => one.text)
  if (branch === 'send-on-top' && times !== 1) wrong.push(`took effect ${times} times`)
  if (branch === 'discard' && times > 0) wrong.push('took effect although discarded')
  if (branch === 'nothing' && !open.includes(text)) wrong.push('not there any more')
  const notes = world.saved.filter((one) => one.text !== text)
  const done = national.ledger.map((effect) => effect.text)
  const lost = notes.filter((one) => !done.includes(one.text) && !open.includes(one.text)).length
  world.kill()
  return { saved: world.saved.length, lost, doubled: done.length - new Set(done).size, wrong }
}
