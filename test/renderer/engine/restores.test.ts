import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const firstCase = 'case-1' as CaseId

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (let number = 1; number <= 3; number += 1) national.put(caseNumbered(number))
  desk = await newDesk()
  running = await startDesk(desk, sari, clock, national)
  await eventually(async () => (await running.engine.syncStatus()).lastSyncedAt !== null, 'it has pulled')
})

afterEach(async () => {
  await running.kill()
  await desk.remove()
})

async function noted(text: string, caseId = firstCase): Promise<ActionId> {
  const saved = await running.engine.act(caseId, { type: 'note', payload: { text, uploads: [] } })
  if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved))
  return saved.actionId
}

async function drain(): Promise<void> {
  await eventually(async () => {
    clock.advance(20_000)
    return running.journal.journal.entries().length === 0
  }, 'all is taken and settled')
}

function asked(): number {
  return national.requests.filter(({ path }) => path.startsWith('/v1/actions/')).length
}

describe('a national system that was restored from a backup', () => {
  test('is asked once about each action that it had taken, and given back what it lost', async () => {
    const kept = await noted('sebelum')
    await drain()
    const backup = national.backup()
    const lost = [await noted('sesudah'), await noted('di laporan lain', 'case-2' as CaseId)]
    await drain()
    national.restore(backup)
    expect(national.ledger).toEqual([kept])
    await running.engine.syncNow()
    await eventually(() => {
      clock.advance(1_000)
      return national.ledger.length === 3
    }, 'what was lost is done again')
    await drain()
    expect([...national.ledger].sort()).toEqual([kept, ...lost].sort())
    expect(asked()).toBe(3)

    await running.kill()
    running = await startDesk(desk, sari, clock, national)
    await drain()
    await running.engine.syncNow()
    await eventually(async () => {
      clock.advance(1_000)
      return (await running.engine.syncStatus()).state === 'idle'
    }, 'it is in step')
    expect(asked()).toBe(3)
  })

  test('is noticed too when the cache vanished at the same time', async () => {
    const backup = national.backup()
    const lost = await noted('sesudah')
    await drain()
    await running.kill()
    await Dexie.delete(desk.databaseName)
    national.restore(backup)
    running = await startDesk(desk, sari, clock, national)
    await eventually(() => {
      clock.advance(1_000)
      return national.ledger.length === 1
    }, 'what was lost is done again')
    await drain()
    expect(national.ledger).toEqual([lost])
  })

  test('that others went on with meets what was lost like any other work: nothing is sent over theirs', async () => {
    const backup = national.backup()
    const saved = await running.engine.act(firstCase, {
      type: 'respond',
      payload: { text: 'Jawaban saya', uploads: [] },
    })
    expect(saved.outcome).toBe('saved')
    await drain()
    national.restore(backup)
    // Versions begin anew with the epoch: the colleague’s answer is later than all that the restored system knows.
    for (const text of ['Dari rekan', 'Dari rekan lagi', 'Dan lagi']) {
      national.happen(firstCase, { type: 'respond', text }, { status: 'answered' })
    }
    await eventually(async () => {
      clock.advance(20_000)
      return (await running.engine.syncStatus()).needsYou === 1
    }, 'it needs the officer')
    expect(await running.engine.needsYou()).toMatchObject([{ text: 'Jawaban saya' }])
    expect(national.ledger).toEqual([])
  })

  test('goes on where the asking stopped when it was killed, and no new work goes before the old', async () => {
    const backup = national.backup()
    for (let number = 0; number < 50; number += 1) await noted(`catatan ${number}`)
    await drain()
    national.restore(backup)
    let answered = 0
    national.fault = ({ path }) => {
      if (!path.startsWith('/v1/actions/')) return 'none'
      return ++answered > 45 ? 'request-lost' : 'none'
    }
    await noted('yang baru')
    await eventually(() => {
      clock.advance(5_000)
      return answered > 45
    }, 'the asking was interrupted')
    await running.kill()
    national.fault = () => 'none'
    const before = asked()
    running = await startDesk(desk, sari, clock, national)
    clock.advance(10_000)
    await drain()
    // The forty of the first part were noted and are not asked again.
    expect(asked() - before).toBe(10)
    expect(national.texts()).toEqual([
      ...Array.from({ length: 50 }, (_none, at) => `catatan ${at}`),
      'yang baru',
    ])
  })

  test('that fails on one action is sent that action: the id tells it what it knows', async () => {
    const known = await noted('sudah ada')
    await drain()
    national.restore(national.backup())
    national.fault = ({ path }) => (path === `/v1/actions/${known}` ? 'server-error' : 'none')
    const later = await noted('berikutnya')
    await eventually(() => {
      clock.advance(30_000)
      return national.ledger.includes(later)
    }, 'work goes on')
    await drain()
    expect(national.ledger).toEqual([known, later])
  })
})
