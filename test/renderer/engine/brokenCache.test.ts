import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CacheDatabase, migrations } from '../../../renderer/engine/cache/database'
import type { CaseId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { loseLongValue } from './support/lostValue'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const firstCase = 'case-1' as CaseId
const words = { type: 'note', payload: { text: 'Kata-kata saya', uploads: [] } } as const

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk | null = null

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (let number = 1; number <= 3; number += 1) national.put(caseNumbered(number))
  desk = await newDesk()
})

afterEach(async () => {
  await running?.kill()
  running = null
  await desk.remove()
})

async function start(): Promise<RunningDesk> {
  running = await startDesk(desk, sari, clock, national)
  return running
}

/** Holds all cases, has one action that is not sent, and is ended. */
async function leaveWithUnsentWork(): Promise<void> {
  const { engine, kill } = await start()
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  expect(await engine.act(firstCase, words)).toMatchObject({ outcome: 'saved' })
  await kill()
  running = null
}

async function inDatabase(change: (database: CacheDatabase) => Promise<unknown>): Promise<void> {
  const database = new CacheDatabase(desk.databaseName)
  await database.open()
  await change(database)
  database.close()
}

/** Lets time pass until everything is held and sent again. */
async function expectWholeAgain({ engine }: RunningDesk): Promise<void> {
  await eventually(async () => {
    clock.advance(5_000)
    const { cache, unsent } = await engine.syncStatus()
    return cache.state === 'whole' && unsent === 0
  }, 'the cache is whole and all is sent')
  expect((await engine.rows(everything, 0, 9)).total).toBe(3)
  expect(national.ledger).toHaveLength(1)
  expect((await engine.caseView(firstCase))?.timeline.map(({ event }) => event.text)).toEqual([
    words.payload.text,
  ])
}

describe('a cache that is not as it was left', () => {
  beforeEach(leaveWithUnsentWork)

  test.each([
    ['empty', 'vanished', () => Dexie.delete(desk.databaseName)],
    ['without a case', 'incomplete', () => inDatabase(({ cases }) => cases.delete(firstCase))],
    ['without what says where the pull stands', 'incomplete', () => inDatabase((it) => it.standing.clear())],
    ['without what is sealed beside', 'incomplete', () => inDatabase(({ sealed }) => sealed.clear())],
    [
      'of other bytes',
      'damaged',
      () => inDatabase(({ cases }) => cases.toCollection().modify({ sealed: new Uint8Array(40) })),
    ],
  ] as const)('%s is told, pulled anew, and unsent work is whole', async (_how, loss, damage) => {
    await damage()
    national.fault = ({ path }) => (path === '/v1/changes' ? 'request-lost' : 'none')
    const { engine } = await start()
    expect((await engine.syncStatus()).cache).toMatchObject({ state: 'rebuilding', loss })
    expect(await engine.outbox()).toMatchObject([{ text: words.payload.text, caseTitle: null }])
    national.fault = () => 'none'
    await expectWholeAgain(await Promise.resolve(running ?? (await start())))
  })

  test('with a value of which the bytes are gone: it opens whole, and is told, pulled anew, and work is whole', async () => {
    const gone = loseLongValue('reference')
    national.fault = ({ path }) => (path === '/v1/changes' ? 'request-lost' : 'none')
    try {
      const opened = await start()
      const { engine } = opened
      expect((await engine.syncStatus()).cache).toMatchObject({ state: 'rebuilding', loss: 'damaged' })
      expect(await engine.outbox()).toMatchObject([{ text: words.payload.text }])
      national.fault = () => 'none'
      await expectWholeAgain(opened)
    } finally {
      gone.end()
    }
  })

  test('blocked by another connection: the desk goes on without it and comes back to it', async () => {
    await Dexie.delete(desk.databaseName)
    const other = indexedDB.open(desk.databaseName, 10)
    await new Promise((resolve) => (other.onsuccess = resolve))
    const opened = await start()
    const { engine } = opened
    expect((await engine.syncStatus()).cache).toMatchObject({ state: 'in-memory', obstacle: 'blocked' })
    await eventually(
      async () => (await engine.rows(everything, 0, 9)).total === 3,
      'the cases came into memory',
    )
    await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the round is over')
    clock.advance(10_000)
    await eventually(() => national.ledger.length === 1, 'unsent work goes out')
    other.result.close()
    await expectWholeAgain(opened)
  })

  test('of a newer program: it is left as it is, and the desk goes on without it', async () => {
    const newer = new Dexie(desk.databaseName)
    newer.version(migrations.length + 1).stores({ cases: 'id, generation', standing: 'key', sealed: 'name' })
    await newer.open()
    newer.close()
    const { engine } = await start()
    expect((await engine.syncStatus()).cache).toEqual({
      state: 'in-memory',
      obstacle: 'newer',
      nextTryAt: null,
    })
    await eventually(async () => {
      clock.advance(10_000)
      return national.ledger.length === 1 && (await engine.rows(everything, 0, 9)).total === 3
    }, 'cases come and work goes out')
    const untouched = await new Dexie(desk.databaseName).open()
    expect(await untouched.table('cases').count()).toBe(3)
    untouched.close()
  })
})

test('a case that is lost while the desk is open is noticed when it is asked for, and comes back', async () => {
  const { engine } = await start()
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  await inDatabase(({ cases }) => cases.delete(firstCase))
  national.fault = ({ path }) => (path === '/v1/changes' ? 'request-lost' : 'none')
  expect(await engine.caseView(firstCase)).toBeNull()
  expect((await engine.syncStatus()).cache).toMatchObject({ state: 'rebuilding', loss: 'incomplete' })
  national.fault = () => 'none'
  await eventually(async () => {
    clock.advance(5_000)
    return (await engine.caseView(firstCase)) !== null
  }, 'the case is there again')
  expect((await engine.syncStatus()).cache).toEqual({ state: 'whole' })
})

test('the time before which nothing is asked outlives the cache', async () => {
  const { engine, kill } = await start()
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  const problem = { type: 'about:blank', title: 'x', status: 429, code: 'too_many' }
  national.instead = () => ({
    kind: 'answer',
    status: 429,
    text: JSON.stringify(problem),
    etag: null,
    retryAfter: '600',
  })
  await engine.syncNow()
  await eventually(async () => (await engine.syncStatus()).problem === 'too-many', 'it is told')
  await kill()
  await Dexie.delete(desk.databaseName)
  national.instead = () => null
  const asked = national.requests.length
  const again = await start()
  await again.engine.syncNow()
  clock.advance(590_000)
  expect(national.requests.length).toBe(asked)
  clock.advance(20_000)
  await eventually(async () => (await again.engine.rows(everything, 0, 9)).total === 3, 'it is asked again')
})
