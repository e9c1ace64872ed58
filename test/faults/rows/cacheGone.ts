import type { FaultContext, FaultRow, RunFigures } from '../row'
import { damages } from '../app/damages'
import { notRun } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld, folder } from '../world/deskWorld'
import { dexieCacheNamed } from '../world/dexieCaches'
import { FaultClock, turn } from '../world/faultClock'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { loseLongValue } from '../../renderer/engine/support/lostValue'
import { compared, isGood, verdictOf } from '../world/verdict'

/** What becomes of the database while the program does not run. */
const losses = [
  'deleted',
  'emptied',
  'cases lost',
  'one record lost',
  'one chunk lost',
  'one head lost',
  'one summary lost',
  'standing lost',
  'unreadable',
  'a long value lost',
] as const
type Loss = (typeof losses)[number]

/** 19: a cache that is damaged or gone is noticed and rebuilt, the journal whole. */
export const cacheGone: FaultRow = {
  row: 19,
  name: 'cache damaged or gone',
  run: inModel,
  inProgram: { run: damages, without: notRun('no real profile was damaged', true) },
  async control({ seed }) {
    // Without the mark that main knows too, an empty database looks like a new one.
    let red = 0
    for (let run = 0; run < 3; run += 1) {
      if (!(await oneLoss(seed + run, 'deleted', true)).noticed) red += 1
    }
    return { runs: 3, red }
  },
}

async function inModel({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
  let [noticed, rebuilt] = [0, 0]
  for (let run = 0; run < (quick ? 2 : 40); run += 1) {
    for (const loss of losses) {
      const found = await oneLoss(seed + run, loss, false)
      totals.runs += 1
      totals.faults += 1
      totals.saved += found.verdict.saved
      totals.lost += found.verdict.lost.length
      totals.doubled += found.verdict.doubled.length
      noticed += found.noticed ? 1 : 0
      rebuilt += found.rebuilt ? 1 : 0
      if (!found.noticed || !found.rebuilt || !isGood(found.verdict))
        note(`${loss}: ${JSON.stringify(found)}`)
    }
  }
  const figure = `${losses.length} losses in the model: ${noticed} of ${totals.runs} noticed, ${rebuilt} rebuilt`
  return { ...totals, figure, ok: noticed === totals.runs && rebuilt === totals.runs }
}

/** So many that two chunks are full and one case lies in a record. */
const held = 7
/** Where cases lie, each with sealed bytes; the heads of chunks have none. */
const sealedStores = ['cases', 'chunks', 'summaries'] as const

let databases = 0

async function oneLoss(seed: number, loss: Loss, forgetsMark: boolean) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now(), held)
  const name = `gone-${(databases += 1)}`
  const rest = async (): Promise<void> => {
    for (let count = 0; count < 12; count += 1) await turn()
  }
  const storedCache = () => dexieCacheNamed(name)
  const world = new DeskWorld({
    clock,
    officer: sari,
    transport: national,
    random: chance,
    storedCache,
    rest,
  })
  await world.start()
  while ((await world.engine.syncStatus()).casesHeld < held) await world.pass(1_000)
  for (let count = between(chance, 1, 4); count > 0; count -= 1)
    await world.act(caseId(between(chance, 1, held)))
  await world.pass(2_000)
  world.kill()
  await lose(name, loss)
  if (forgetsMark) world.disk.uproot(`${folder}/engine-notes.sealed`)
  const longValue = loss === 'a long value lost' ? loseLongValue('reference') : null
  await world.start().catch(() => undefined)
  if (!world.isAlive || (await world.engine.syncStatus().catch(() => null)) === null) {
    longValue?.end()
    world.kill()
    const verdict = compared(world.saved, national.ledger)
    return { noticed: false, rebuilt: false, seen: ['the desk did not start'], verdict }
  }
  const seen = new Set([(await world.engine.syncStatus()).cache.state])
  const shown = (await world.engine.outbox()).length
  for (const event of world.events) if (event.kind === 'sync-status') seen.add(event.status.cache.state)
  const delivered = await world.drain()
  for (
    let second = 0;
    second < 600 && (await world.engine.syncStatus()).cache.state !== 'whole';
    second += 1
  ) {
    await world.pass(1_000)
  }
  for (const event of world.events) if (event.kind === 'sync-status') seen.add(event.status.cache.state)
  longValue?.end()
  const status = await world.engine.syncStatus()
  const verdict = await verdictOf(world, national.ledger)
  world.kill()
  return {
    noticed: seen.has('rebuilding'),
    rebuilt: status.cache.state === 'whole' && status.casesHeld === held && delivered !== null && shown > 0,
    seen: [...seen],
    verdict,
  }
}

async function lose(name: string, loss: Loss): Promise<void> {
  if (loss === 'deleted') return void (await answered(indexedDB.deleteDatabase(name)))
  const database = await answered(indexedDB.open(name))
  const stores = [...database.objectStoreNames]
  const transaction = database.transaction(stores, 'readwrite')
  const clear = (...names: readonly string[]): void => {
    for (const store of names) transaction.objectStore(store).clear()
  }
  const loseOne = async (store: string): Promise<void> => {
    const keys = await answered(transaction.objectStore(store).getAllKeys())
    const [first] = keys
    if (first === undefined) throw new Error(`There is nothing in ${store} that could be lost.`)
    transaction.objectStore(store).delete(first)
  }
  if (loss === 'emptied') clear(...stores)
  if (loss === 'cases lost') clear(...sealedStores, 'heads')
  if (loss === 'one record lost') await loseOne('cases')
  if (loss === 'one chunk lost') await loseOne('chunks')
  if (loss === 'one head lost') await loseOne('heads')
  if (loss === 'one summary lost') await loseOne('summaries')
  if (loss === 'standing lost') clear('standing')
  if (loss === 'unreadable') {
    for (const store of sealedStores) {
      const records = (await answered(transaction.objectStore(store).getAll())) as { sealed: Uint8Array }[]
      for (const record of records) {
        transaction.objectStore(store).put({ ...record, sealed: new Uint8Array(record.sealed.length) })
      }
    }
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  database.close()
}

function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The database refused.'))
  })
}
