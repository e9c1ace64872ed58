import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseEvent } from '../../../shared/domain/case'
import type { FaultRow } from '../row'
import type { DeskWorld } from '../world/deskWorld'
import { Noticed, controlMany, playMany } from '../world/manySchedules'
import { sari, type ModelNational } from '../world/modelNational'
import { beginningWith, schedulesWithAll, type Happening } from '../world/schedule'

/** What others do meanwhile comes while the note is still held. */
const pulledWhileHeld: readonly Happening[] = [
  { kind: 'colleague', of: 1 },
  { kind: 'colleague', of: 1 },
  { kind: 'note', of: 1 },
  { kind: 'sync-now' },
  { kind: 'pass', milliseconds: 3_000 },
]

/** 5: a pull never overwrites unsent work. */
export const overlay: FaultRow = {
  row: 5,
  name: 'a pull never overwrites unsent work',
  async run({ seed, quick, note }) {
    let looks = 0
    const look = async (world: DeskWorld, national: ModelNational): Promise<void> => {
      looks += 1
      await expectAllShown(world, async (caseId) => {
        const view = await world.ask((engine) => engine.caseView(caseId))
        // Who was killed while looking saw nothing; the next life is looked at after the next happening.
        return view === 'killed' ? null : (view?.timeline.map(({ event }) => event) ?? null)
      })
      await expectInOutbox(world, national)
    }
    const setting = {
      seed: seed + 5,
      count: quick ? 120 : 5_000,
      schedules: schedulesWithAll,
      playing: { look },
    }
    const many = await playMany(setting)
    if (many.firstBad !== null) note(many.firstBad)
    return {
      ...many,
      figure: `${many.runs} schedules, looked at ${looks} times: all that was saved was always shown`,
      ok: looks > 0 && many.undelivered === 0,
    }
  },
  async control({ seed, quick }) {
    return controlMany({
      seed: seed + 5,
      count: quick ? 40 : 300,
      schedules: beginningWith(pulledWhileHeld, schedulesWithAll),
      playing: { look: lookAtMixed() },
    })
  },
}

/** Each saved note stands in its case’s timeline, once, in the order in which it was done. */
async function expectAllShown(
  world: DeskWorld,
  eventsOf: (caseId: CaseId) => Promise<readonly CaseEvent[] | null>,
): Promise<void> {
  for (const caseId of new Set(world.saved.map((one) => one.caseId))) {
    const events = await eventsOf(caseId)
    // Not pulled again yet after the cache vanished.
    if (events === null) continue
    const mine = events.filter(({ actor }) => actor.id === sari.id).map(({ text }) => text ?? '')
    const wanted = world.saved.filter((one) => one.caseId === caseId).map(({ text }) => text)
    const shown = mine.filter((text) => wanted.includes(text))
    if (shown.join('\n') !== wanted.join('\n')) {
      throw new Noticed(`${caseId} shows ${shown.join(', ')} and not ${wanted.join(', ')}`)
    }
  }
}

/** What the national system has not taken stands in *Kotak keluar*, also while the cache is being rebuilt. */
async function expectInOutbox(world: DeskWorld, national: ModelNational): Promise<void> {
  const taken = new Set(national.ledger.map(({ text }) => text))
  const items = await world.ask((engine) => engine.outbox())
  if (items === 'killed') return
  const shown = new Set(items.map(({ text }) => text))
  for (const { text } of world.saved) {
    if (!taken.has(text) && !shown.has(text)) throw new Noticed(`${text} is not in the outbox`)
  }
}

/** A desk that writes what the officer does into the stored case, where the next pull writes too. */
function lookAtMixed(): (world: DeskWorld) => Promise<void> {
  const written = new Set<string>()
  return async (world) => {
    const stored = world.kept.ofLife(() => true)
    for (const { caseId, text, actionId } of world.saved) {
      if (written.has(actionId)) continue
      written.add(actionId)
      const held = await stored.caseById(caseId)
      const [like] = held?.events ?? []
      const event: CaseEvent = {
        ...(like ?? { visibility: 'internal', at: held?.updatedAt ?? nowhen }),
        // Made by the control; the casts only add the brands.
        id: `mixed-${text}` as CaseEvent['id'],
        actor: { kind: 'officer', id: sari.id, name: sari.name },
        type: 'note',
        text,
      } as CaseEvent
      if (held)
        await stored.updateHeld([{ ...held, version: held.version + 1, events: [...held.events, event] }])
    }
    await expectAllShown(world, async (caseId) => (await stored.caseById(caseId))?.events ?? null)
  }
}

const nowhen = '2026-11-24T01:00:00.000Z'
