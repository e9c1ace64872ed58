import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId, UnitId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { noSteps, type OnStep } from '../../../renderer/engine/steps'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const caseId = (number: number): CaseId => `case-${number}` as CaseId
const caseIds = (count: number): CaseId[] => Array.from({ length: count }, (_, index) => caseId(index + 1))
const other = 'other' as never

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  desk = await newDesk()
})

afterEach(async () => {
  await running.kill()
  await desk.remove()
})

async function startWith(count: number, step: OnStep = noSteps): Promise<RunningDesk['engine']> {
  for (let number = 1; number <= count; number += 1) national.put(caseNumbered(number))
  national.put(caseNumbered(count + 1, { status: 'in_progress', assigneeId: other }))
  national.put(caseNumbered(count + 2, { status: 'closed' }))
  running = await startDesk(desk, sari, clock, national, () => 0.5, step)
  await eventually(async () => (await running.engine.syncStatus()).lastSyncedAt !== null, 'all came')
  return running.engine
}

async function drain(): Promise<void> {
  await eventually(async () => {
    clock.advance(30_000)
    return (await running.engine.syncStatus()).unsent === 0
  }, 'all is sent')
}

describe('one decision for many cases', () => {
  test('says before what it would do, to how many, and to which not and why', async () => {
    const engine = await startWith(5)
    const preview = await engine.previewBulk([...caseIds(7), caseId(99)], { kind: 'accept' })
    expect(preview.done).toBe(5)
    expect(preview.left.map(({ why, cases }) => [why, cases.map((left) => left.caseId)])).toEqual([
      ['held_by_another', [caseId(6)]],
      ['not_in_this_status', [caseId(7)]],
      ['case-left', [caseId(99)]],
    ])
    expect(preview.left[0]?.cases[0]).toMatchObject({ title: 'Laporan 6', assigneeName: 'Petugas other' })
    expect((await engine.syncStatus()).unsent).toBe(0)
  })

  test('does what it said, in parts, tells how far it is, and each is delivered once', async () => {
    const engine = await startWith(600)
    const answer = await engine.actOnMany(caseIds(602), { kind: 'accept' })
    if (answer.outcome !== 'done') throw new Error('Nothing was done.')
    expect(answer).toMatchObject({ failure: null, holdMilliseconds: 10_000 })
    expect(answer.actionIds).toHaveLength(600)
    expect(answer.left.map(({ why }) => why).sort()).toEqual(['held_by_another', 'not_in_this_status'])
    const told = running.events.filter((event) => event.kind === 'bulk-progress')
    expect(told.map(({ done, total }) => [done, total])).toEqual([
      [500, 602],
      [602, 602],
    ])
    await eventually(async () => {
      return (await engine.rows({ ...everything, view: 'mine' }, 0, 1)).total === 600
    }, 'the rows show it')
    await drain()
    expect(national.ledger).toHaveLength(600)
    expect(new Set(national.ledger).size).toBe(600)
  })

  test('is taken back as a whole while it is held, without leaving a draft of what was written', async () => {
    const engine = await startWith(3)
    const bulk = { kind: 'forward', unitId: 'hospital' as UnitId, text: 'Mohon ditangani.' } as const
    const answer = await engine.actOnMany(caseIds(3), bulk)
    if (answer.outcome !== 'done') throw new Error('Nothing was done.')
    expect((await engine.undoMany(answer.actionIds)).undone).toEqual(answer.actionIds)
    expect((await engine.syncStatus()).unsent).toBe(0)
    expect(await engine.drafts(caseId(1))).toEqual([])
    clock.advance(60_000)
    expect(national.ledger).toHaveLength(0)
    // And not once it went out.
    const again = await engine.actOnMany(caseIds(3), bulk)
    if (again.outcome !== 'done') throw new Error('Nothing was done.')
    await drain()
    expect((await engine.undoMany(again.actionIds)).undone).toEqual([])
    expect(national.texts()).toEqual(['Mohon ditangani.', 'Mohon ditangani.', 'Mohon ditangani.'])
  })

  test.each([
    ['took a while', 2_000],
    ['took longer than the hold lasts', 6_000],
  ])('is taken back as a whole although saving its parts %s', async (_name, milliseconds) => {
    let saved = 0
    const engine = await startWith(1200, async (name) => {
      if (name !== 'act-save') return
      saved += 1
      if (saved > 1) clock.advance(milliseconds)
    })
    const answer = await engine.actOnMany(caseIds(1200), { kind: 'accept' })
    if (answer.outcome !== 'done') throw new Error('Nothing was done.')
    expect(saved).toBe(3)
    expect(answer.holdMilliseconds).toBe(10_000)
    clock.advance(9_000)
    expect((await engine.undoMany(answer.actionIds)).undone).toHaveLength(1200)
    clock.advance(60_000)
    expect(national.ledger).toHaveLength(0)
  })

  test('goes on top of what the officer did to a case before, and is nothing new where it is so already', async () => {
    const engine = await startWith(2)
    await engine.act(caseId(1), { type: 'accept', payload: {} })
    const answer = await engine.actOnMany([caseId(1), caseId(2), caseId(2)], { kind: 'accept' })
    expect(answer).toMatchObject({
      outcome: 'done',
      left: [{ why: 'already-so', cases: [{ caseId: caseId(1) }] }],
    })
    await engine.actOnMany(caseIds(2), { kind: 'tag', add: ['mudik2026'], remove: [] })
    await drain()
    expect(national.ledger).toHaveLength(4)
    expect(national.cases.get(caseId(1))?.tags).toEqual(['mudik2026'])
    expect(national.cases.get(caseId(2))?.status).toBe('in_progress')
  })

  test('saves nothing when its text is not within the limits', async () => {
    const engine = await startWith(2)
    const unitId = 'hospital' as UnitId
    expect(await engine.actOnMany(caseIds(2), { kind: 'forward', unitId, text: ' ' })).toEqual({
      outcome: 'invalid',
      problem: 'empty-text',
    })
    expect((await engine.syncStatus()).unsent).toBe(0)
  })

  test('says which were not saved when the journal takes no more', async () => {
    const engine = await startWith(2)
    await running.journal.journal.close()
    const answer = await engine.actOnMany(caseIds(2), { kind: 'accept' })
    expect(answer).toMatchObject({
      outcome: 'done',
      actionIds: [],
      failure: 'closed',
      left: [{ why: 'not-saved', cases: [{ caseId: caseId(1) }, { caseId: caseId(2) }] }],
    })
  })
})
