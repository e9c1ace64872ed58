import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { eventually } from './support/eventually'
import { newDesk } from './support/openJournal'
import { caseNumbered } from './support/caseNumbered'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational, type NetworkFault } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')

/** What may happen to a desk, in any order. */
type Step =
  | { readonly kind: 'note'; readonly caseNumber: number }
  | { readonly kind: 'undo-last' }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'others'; readonly caseNumber: number }
  | { readonly kind: 'network'; readonly faults: readonly NetworkFault[] }
  | { readonly kind: 'sync-now' }
  | { readonly kind: 'restart' }

const caseNumber = fc.integer({ min: 1, max: 3 })
const fault: fc.Arbitrary<NetworkFault> = fc.constantFrom(
  'none',
  'none',
  'request-lost',
  'response-lost',
  'server-error',
  'html',
  'cut-off',
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('note' as const), caseNumber }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo-last' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.integer({ min: 1, max: 70_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('others' as const), caseNumber }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('network' as const),
      faults: fc.array(fault, { maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sync-now' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
)

/** What the interface called saved and nobody took back, in the order it was done. */
interface Saved {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly text: string
}

async function rest(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}

async function play(steps: readonly Step[]): Promise<void> {
  const clock = new VirtualClock()
  const national = new ScriptedNational(sari, () => clock.now())
  national.pageSize = 2
  for (let number = 1; number <= 3; number += 1) national.put(caseNumbered(number))
  const desk = await newDesk()
  let running: RunningDesk = await startDesk(desk, sari, clock, national)
  const saved: Saved[] = []
  try {
    await eventually(
      async () => (await running.engine.rows(everything, 0, 9)).total === 3,
      'the cases are there',
    )
    for (const [index, todo] of steps.entries()) {
      switch (todo.kind) {
        case 'note': {
          const caseId = `case-${todo.caseNumber}` as CaseId
          const text = `catatan ${index}`
          const answer = await running.engine.act(caseId, { type: 'note', payload: { text, uploads: [] } })
          if (answer.outcome === 'saved') saved.push({ actionId: answer.actionId, caseId, text })
          break
        }
        case 'undo-last': {
          const last = saved.at(-1)
          if (last && (await running.engine.undo(last.actionId)).undone) saved.pop()
          break
        }
        case 'pass':
          clock.advance(todo.milliseconds)
          break
        case 'others':
          national.happen(`case-${todo.caseNumber}` as CaseId, { type: 'note', text: `rekan ${index}` })
          break
        case 'network': {
          const faults = [...todo.faults]
          national.fault = () => faults.shift() ?? 'none'
          break
        }
        case 'sync-now':
          await running.engine.syncNow()
          break
        case 'restart':
          await running.kill()
          running = await startDesk(desk, sari, clock, national)
          break
      }
      await rest()
      await expectAllShown(running, saved)
    }
    national.fault = () => 'none'
    await eventually(async () => {
      clock.advance(20_000)
      await rest()
      return running.journal.journal.entries().length === 0 && (await holdsAllOf(national, running))
    }, 'all is delivered and settled, and the desk holds what the national system does')
    await expectAllShown(running, saved)
    expect([...national.ledger].sort()).toEqual(saved.map(({ actionId }) => actionId).sort())
    for (const [caseId, present] of national.cases) {
      const mine = saved.filter((one) => one.caseId === caseId).map(({ text }) => text)
      const arrived = present.events.filter((event) => event.actionId).map((event) => event.text)
      expect([caseId, arrived]).toEqual([caseId, mine])
    }
  } finally {
    await running.kill()
    await desk.remove()
  }
}

async function holdsAllOf(national: ScriptedNational, running: RunningDesk): Promise<boolean> {
  const views = [...national.cases.values()].map(async (present) => {
    const held = (await running.engine.caseView(present.id))?.case
    return JSON.stringify(held) === JSON.stringify(present)
  })
  return (await Promise.all(views)).every((same) => same)
}

/** No pull, restart or fault hides what was saved: each stands in its case's timeline, once, in order. */
async function expectAllShown(running: RunningDesk, saved: readonly Saved[]): Promise<void> {
  for (const caseId of new Set(saved.map((one) => one.caseId))) {
    const view = await running.engine.caseView(caseId)
    const shown = view?.timeline.map(({ event }) => event).filter((event) => event.actor.id === sari.id)
    const expected = saved.filter((one) => one.caseId === caseId)
    expect(shown?.map((event) => event.text)).toEqual(expected.map(({ text }) => text))
  }
}

test('whatever the network does, what was saved is always shown and takes effect once, in each case’s order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => play(steps)),
    { numRuns: 60 },
  )
})
