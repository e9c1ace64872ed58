import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const caseId = (number: number): CaseId => `case-${number}` as CaseId

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (const number of [1, 2, 3]) national.put(caseNumbered(number))
  national.put(caseNumbered(4, { status: 'in_progress' }))
  desk = await newDesk()
  await start()
})

afterEach(async () => {
  await running.kill()
  await desk.remove()
})

async function start(): Promise<void> {
  running = await startDesk(desk, sari, clock, national)
  await inStep()
}

/** Until all that the national system has is here. */
async function inStep(): Promise<void> {
  await running.engine.syncNow()
  await eventually(async () => {
    clock.advance(1_000)
    const { state, lastSyncedAt, firstPull } = await running.engine.syncStatus()
    return state === 'idle' && lastSyncedAt !== null && firstPull === null
  }, 'all is in step')
}

async function marks(): Promise<string[]> {
  const { rows } = await running.engine.rows(
    { ...everything, order: { by: 'number', descending: false } },
    0,
    9,
  )
  return rows.map((row) => row.seen)
}

async function look(number: number): Promise<string | null> {
  const view = await running.engine.caseView(caseId(number))
  await running.engine.markSeen(caseId(number))
  return view?.seenUntil ?? null
}

async function othersAct(number: number): Promise<void> {
  national.happen(caseId(number), { type: 'note', text: 'Catatan rekan' })
  await eventually(async () => {
    await running.engine.syncNow()
    clock.advance(1_000)
    const view = await running.engine.caseView(caseId(number))
    return view?.case.version === national.cases.get(caseId(number))?.version
  }, 'it came')
}

describe('what the officer looked at', () => {
  test('is unread until it was shown, and only what is new to the desk', async () => {
    expect(await marks()).toEqual(['unread', 'unread', 'unread', 'seen'])
    // Given to the page, and not before the officer yet.
    await running.engine.caseView(caseId(1))
    expect(await marks()).toEqual(['unread', 'unread', 'unread', 'seen'])
    await running.engine.markSeen(caseId(1))
    expect(await marks()).toEqual(['seen', 'unread', 'unread', 'seen'])
  })

  test('is changed when somebody else did something since, and not by what the officer did', async () => {
    await look(1)
    await look(2)
    await othersAct(1)
    expect(await marks()).toEqual(['changed', 'seen', 'unread', 'seen'])
    await running.engine.act(caseId(2), { type: 'note', payload: { text: 'Catatan saya', uploads: [] } })
    clock.advance(11_000)
    await eventually(async () => {
      clock.advance(1_000)
      return (await running.engine.syncStatus()).unsent === 0
    }, 'it is sent')
    expect((await marks())[1]).toBe('seen')
    await look(1)
    expect((await marks())[0]).toBe('seen')
  })

  test('says up to when it was seen before, for as long as it is looked at', async () => {
    expect(await look(1)).toBeNull()
    expect(await look(1)).toBeNull()
    await look(2)
    const seenBefore = await look(1)
    expect(seenBefore).not.toBeNull()
    clock.advance(60_000)
    await othersAct(1)
    // What came while it is open is still new, and its row is not changed once it was shown.
    expect(await look(1)).toBe(seenBefore)
    expect((await marks())[0]).toBe('seen')
    await look(3)
    expect(await look(1)).not.toBe(seenBefore)
  })

  test('can be put back among the unread, whatever its status, and stays there until it is opened again', async () => {
    await look(1)
    await running.engine.markUnread([caseId(1), caseId(4)])
    expect(await marks()).toEqual(['unread', 'unread', 'unread', 'unread'])
    expect(await look(4)).toBeNull()
    expect((await marks())[3]).toBe('seen')
  })

  test('is known after a restart', async () => {
    await look(1)
    await look(2)
    await running.engine.markUnread([caseId(2)])
    await running.engine.stop()
    await running.kill()
    await start()
    expect(await marks()).toEqual(['seen', 'unread', 'unread', 'seen'])
  })

  test('is forgotten with a case that left, so that it is new when it comes back', async () => {
    await look(1)
    const left = national.cases.get(caseId(1))
    national.remove(caseId(1))
    await eventually(async () => {
      await running.engine.syncNow()
      clock.advance(1_000)
      return (await running.engine.rows(everything, 0, 9)).total === 3
    }, 'it left')
    if (left) national.put({ ...left, version: left.version + 1 })
    await eventually(async () => {
      await running.engine.syncNow()
      clock.advance(1_000)
      return (await running.engine.rows(everything, 0, 9)).total === 4
    }, 'it came back')
    expect((await marks())[0]).toBe('unread')
  })
})

describe('a cache that was lost', () => {
  test('makes nothing unread that was there when all was in step last; what comes later is', async () => {
    await running.engine.stop()
    await running.kill()
    await Dexie.delete(desk.databaseName)
    clock.advance(86_400_000)
    national.put(caseNumbered(5, { dispositionedAt: new Date(clock.now() - 1000).toISOString() as never }))
    await start()
    expect(await marks()).toEqual(['seen', 'seen', 'seen', 'seen', 'unread'])
    // It stays so at the next start, which finds a whole cache.
    await running.engine.stop()
    await running.kill()
    await start()
    expect(await marks()).toEqual(['seen', 'seen', 'seen', 'seen', 'unread'])
  })
})
