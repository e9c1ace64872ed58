import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId, OfficerId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const boss = officer('boss', 'supervisor')
const caseId = (number: number): CaseId => `case-${number}` as CaseId
const caseIds = (count: number): CaseId[] => Array.from({ length: count }, (_, index) => caseId(index + 1))
const id = (plain: string): OfficerId => plain as OfficerId
const balanced = { kind: 'balanced' } as const
const to = (plain: string) => ({ kind: 'officer', officerId: id(plain) }) as const
const late = { dueAt: '2026-11-20T15:59:59.999Z', dueKind: 'first_response' } as never

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk

beforeEach(async () => {
  clock = new VirtualClock()
  desk = await newDesk()
})

afterEach(async () => {
  await running.kill()
  await desk.remove()
})

/** `actor` holds `count` cases, of which the first three are late. */
async function startWith(count: number, who = boss): Promise<RunningDesk['engine']> {
  national = new ScriptedNational(who, () => clock.now())
  for (let number = 1; number <= count; number += 1) {
    const held = { status: 'in_progress', assigneeId: id('actor'), ...(number <= 3 ? late : {}) } as const
    national.put(caseNumbered(number, held))
  }
  national.put(caseNumbered(count + 1, { status: 'closed', assigneeId: id('actor') }))
  running = await startDesk(desk, who, clock, national)
  await eventually(async () => (await running.engine.syncStatus()).lastSyncedAt !== null, 'all came')
  return running.engine
}

async function drain(): Promise<void> {
  await eventually(async () => {
    clock.advance(30_000)
    return (await running.engine.syncStatus()).unsent === 0
  }, 'all is sent')
}

describe('reassigning many cases', () => {
  test('proposes to spread all open cases of an officer over the others of the unit, late ones first', async () => {
    const engine = await startWith(8)
    const preview = await engine.previewReassign({ ofOfficer: id('actor') }, balanced)
    expect(preview).toMatchObject({
      total: 8,
      done: 8,
      left: [],
      unassigned: 0,
      from: { officerId: 'actor' },
    })
    expect(preview.shares.map(({ officerId, gets, gives }) => [officerId, gets, gives])).toEqual([
      ['other', { open: 4, late: 2, atRisk: 0 }, { open: 0, late: 0, atRisk: 0 }],
      ['third', { open: 4, late: 1, atRisk: 0 }, { open: 0, late: 0, atRisk: 0 }],
      ['actor', { open: 0, late: 0, atRisk: 0 }, { open: 8, late: 3, atRisk: 0 }],
    ])
    expect(preview.shares.at(-1)?.before).toEqual({ open: 8, late: 3, atRisk: 0 })
    expect((await engine.syncStatus()).unsent).toBe(0)
  })

  test('does what it proposed, with the reason in every case, and each is delivered once', async () => {
    const engine = await startWith(600)
    const answer = await engine.reassign({ ofOfficer: id('actor') }, balanced, ' Pindah tugas. ')
    if (answer.outcome !== 'done') throw new Error('Nothing was done.')
    expect(answer).toMatchObject({ failure: null, left: [] })
    expect(answer.actionIds).toHaveLength(600)
    expect(running.events.filter(({ kind }) => kind === 'bulk-progress')).toHaveLength(2)
    await drain()
    expect(new Set(national.ledger).size).toBe(600)
    expect(new Set(national.texts())).toEqual(new Set(['Pindah tugas.']))
    const held = (holder: string) => [...national.cases.values()].filter((one) => one.assigneeId === holder)
    expect([held('other').length, held('third').length]).toEqual([300, 300])
    expect(held('actor').map((one) => one.status)).toEqual(['closed'])
  })

  test('is taken back as a whole while it is held', async () => {
    const engine = await startWith(4)
    const answer = await engine.reassign({ caseIds: caseIds(4) }, to('other'), '')
    if (answer.outcome !== 'done') throw new Error('Nothing was done.')
    await engine.undoMany(answer.actionIds)
    clock.advance(60_000)
    expect(national.ledger).toEqual([])
    expect(national.cases.get(caseId(1))?.assigneeId).toBe('actor')
  })

  test('says which cannot be given to whom was named, and why', async () => {
    const engine = await startWith(2)
    const why = async (officerId: string) => {
      const { done, left } = await engine.previewReassign({ caseIds: caseIds(3) }, to(officerId))
      return [done, ...left.map((group) => [group.why, group.cases.length])]
    }
    expect(await why('other')).toEqual([2, ['not_in_this_status', 1]])
    expect(await why('actor')).toEqual([0, ['stays', 2], ['not_in_this_status', 1]])
    expect(await why('nurse')).toEqual([0, ['unit-not-seen', 2], ['not_in_this_status', 1]])
    for (const name of ['inspector', 'retired', 'nobody']) {
      expect(await why(name)).toEqual([0, ['not-possible', 2], ['not_in_this_status', 1]])
    }
    expect(await engine.previewReassign({ caseIds: caseIds(2) }, { kind: 'nobody' })).toMatchObject({
      done: 2,
    })
  })

  test('takes a whole list by its query, without what is closed', async () => {
    const engine = await startWith(5)
    const preview = await engine.previewReassign({ query: everything }, balanced)
    expect(preview).toMatchObject({ total: 5, done: 5, left: [] })
  })

  test('lets an officer pass on or let go their own, and nothing else', async () => {
    const actor = officer('actor')
    const engine = await startWith(2, actor)
    national.put(caseNumbered(8, { status: 'in_progress', assigneeId: id('other') }))
    national.put(caseNumbered(9, { status: 'dispositioned', assigneeId: null }))
    await engine.syncNow()
    await eventually(async () => (await engine.syncStatus()).casesHeld === 5, 'they came')
    const all = { caseIds: [...caseIds(2), caseId(8), caseId(9)] }
    const preview = await engine.previewReassign(all, balanced)
    expect(preview.done).toBe(2)
    expect(preview.left.map(({ why }) => why).sort()).toEqual(['held_by_another', 'only_to_oneself'])
    expect((await engine.previewReassign(all, to('actor'))).done).toBe(1)
  })

  test('comes back as needing the supervisor where another gave the case to somebody else, with both names', async () => {
    const engine = await startWith(3)
    await engine.reassign({ caseIds: caseIds(3) }, to('other'), 'Cuti.')
    national.happen(
      caseId(2),
      { type: 'assign', visibility: 'internal', data: { assigneeId: 'third', reason: 'Lebih dekat.' } },
      { assigneeId: id('third') },
    )
    await eventually(async () => {
      clock.advance(30_000)
      return (await engine.syncStatus()).unsent === 1
    }, 'the others are sent')
    // What the other did comes with the next pull.
    await eventually(async () => {
      clock.advance(30_000)
      return (await engine.needsYou())[0]?.othersSince.length === 1
    }, 'what the other did came')
    expect(await engine.needsYou()).toHaveLength(1)
    expect((await engine.needsYou())[0]).toMatchObject({
      caseId: caseId(2),
      refusal: { outcome: 'conflict' },
      decision: { type: 'assign', payload: { assigneeId: 'other', reason: 'Cuti.' } },
      othersSince: [{ type: 'assign', data: { assigneeId: 'third', reason: 'Lebih dekat.' } }],
      present: { assigneeId: 'third' },
    })
  })

  test('names everybody who could hold them, with what they hold and how many they may take', async () => {
    const engine = await startWith(2)
    const possible = await engine.possibleHolders({ caseIds: caseIds(2) })
    expect(possible.map(({ officerId, mayHold, load }) => [officerId, mayHold, load.open])).toEqual([
      ['actor', 2, 2],
      ['boss', 2, 0],
      ['other', 2, 0],
      ['third', 2, 0],
      ['nurse', 0, 0],
    ])
  })
})
