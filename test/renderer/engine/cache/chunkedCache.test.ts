import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CaseId, Cursor, Epoch } from '../../../../shared/domain/identifiers'
import type { CacheChange, CachePage, CaseCache } from '../../../../renderer/engine/cache/caseCache'
import { caseForm } from '../../../../renderer/engine/cache/caseForm'
import { chunkName } from '../../../../renderer/engine/cache/caseReader'
import { CacheDatabase, migrations } from '../../../../renderer/engine/cache/database'
import { DexieCache } from '../../../../renderer/engine/cache/dexieCache'
import { MemoryCache } from '../../../../renderer/engine/cache/memoryCache'
import type { CaseSummary } from '../../../../renderer/engine/rows/caseSummary'
import { sealWith, type Seal } from '../../../../renderer/engine/seal/seal'
import { caseNumbered } from '../support/caseNumbered'

/** Few cases show with these what thousands show with the usual ones. */
const measures = { length: 3, mostOverLines: 1 }
const mark = 'mark-1'

let made = 0
let databaseName = ''
let seal: Seal
let cache: DexieCache

const caseId = (number: number): CaseId => `case-${number}` as CaseId
const upsert = (number: number, version = 1): CacheChange => ({
  kind: 'upsert',
  case: caseNumbered(number, { version, title: `Laporan ${number} versi ${version}` }),
})
const upserts = (from: number, to: number, version = 1): CacheChange[] =>
  Array.from({ length: to - from + 1 }, (_, index) => upsert(from + index, version))
const remove = (number: number): CacheChange => ({ kind: 'remove', caseId: caseId(number) })

let pages = 0
/** The next page of whatever cache it is. */
async function apply(to: CaseCache, changes: readonly CacheChange[], snapshotDone = false) {
  const { cursor } = await to.standing()
  const page: CachePage = {
    askedWith: cursor,
    epoch: 'epoch-1' as Epoch,
    cursor: `cursor-${(pages += 1)}` as Cursor,
    changes,
    snapshotDone,
  }
  return await to.applyPage(page)
}

async function titlesIn(held: CaseCache): Promise<Record<string, string>> {
  const titles: Record<string, string> = {}
  await held.scan((cases) => {
    for (const subject of cases) {
      expect(titles[subject.id], `${subject.id} once`).toBeUndefined()
      titles[subject.id] = subject.title
    }
  })
  return titles
}

async function summarisedIn(held: CaseCache): Promise<Record<string, CaseSummary>> {
  const found: Record<string, CaseSummary> = {}
  await held.scanSummaries((summaries) => {
    for (const summary of summaries) {
      expect(found[summary.id], `${summary.id} once`).toBeUndefined()
      found[summary.id] = summary
    }
  })
  return found
}

/** As they are read one by one: those kept open are among them. */
async function titlesOf(subject: DexieCache, ids: readonly string[]): Promise<Record<string, string>> {
  const read = await subject.casesById(ids.map((id) => id as CaseId))
  return Object.fromEntries([...read.values()].map(({ id, title }) => [id, title]))
}

async function reopened(): Promise<DexieCache> {
  cache.close()
  const again = new DexieCache(databaseName, seal, measures)
  expect(await again.open(mark)).toEqual({ kind: 'whole', mark })
  return again
}

async function tidied(subject: DexieCache): Promise<void> {
  while (await subject.tidy());
}

/** The database as it lies there: how many of each, and all texts of its chunks. */
async function lying(): Promise<{ records: number; chunks: number; texts: string }> {
  const raw = await new CacheDatabase(databaseName).open()
  const database = raw as CacheDatabase
  const chunks = await database.chunks.toArray()
  const texts = await Promise.all(chunks.map(({ number, sealed }) => seal.open(sealed, chunkName(number))))
  const records = await database.cases.count()
  database.close()
  return { records, chunks: chunks.length, texts: texts.join('\n') }
}

beforeEach(async () => {
  databaseName = `chunked-${(made += 1)}`
  seal = await sealWith(new Uint8Array(32).fill(1))
  cache = new DexieCache(databaseName, seal, measures)
  await cache.open(null)
  await cache.begin(mark)
})

describe('cases in chunks', () => {
  test('lie by the full chunk, what is left over in records, and are read from both', async () => {
    await apply(cache, upserts(1, 8), true)
    expect(await lying()).toMatchObject({ chunks: 2, records: 2 })
    expect(Object.keys(await titlesIn(cache))).toHaveLength(8)
    const found = await cache.casesById([7, 2, 99, 5].map(caseId))
    expect([...found.keys()].sort()).toEqual(['case-2', 'case-5', 'case-7'])
    expect((await (await reopened()).caseById(caseId(5)))?.title).toBe('Laporan 5 versi 1')
  })

  test('are found again by ids of any form', async () => {
    const ids = ['a"b', 'a b', 'a\\', 'a\nb', '"', 'ä'] as CaseId[]
    const changes = ids.map((id, index) => ({
      kind: 'upsert' as const,
      case: { ...caseNumbered(index), id, title: `dari ${JSON.stringify(id)}\nbaris kedua` },
    }))
    await apply(cache, changes)
    expect((await lying()).chunks).toBe(2)
    for (const id of ids) expect((await cache.caseById(id))?.title).toContain(JSON.stringify(id))
  })

  test('that change are read as they are now, before and after all is tidied', async () => {
    await apply(cache, upserts(1, 9), true)
    await apply(cache, [upsert(2, 2), upsert(3, 2), upsert(8, 2)])
    expect(await cache.updateHeld([caseNumbered(3, { version: 3, title: 'Hasil' })])).toHaveLength(1)
    const now = await titlesIn(cache)
    expect(now).toMatchObject({
      'case-2': 'Laporan 2 versi 2',
      'case-3': 'Hasil',
      'case-8': 'Laporan 8 versi 2',
    })
    await tidied(cache)
    expect(await lying()).toMatchObject({ chunks: 3, records: 1 })
    expect(await titlesIn(cache)).toEqual(now)
    expect(await titlesIn(await reopened())).toEqual(now)
  })

  test('that leave the desk leave its chunks at once, in every version', async () => {
    await apply(cache, upserts(1, 6), true)
    await apply(cache, [upsert(2, 2)])
    await apply(cache, [remove(2), remove(6)])
    const { texts, records } = await lying()
    expect(texts).not.toContain('Laporan 2 versi')
    expect(texts).not.toContain('Laporan 6 versi')
    expect(records).toBe(0)
    expect(Object.keys(await titlesIn(cache)).sort()).toEqual(['case-1', 'case-3', 'case-4', 'case-5'])
    expect(await cache.isWhole()).toBe(true)
  })

  test('give a chunk up when all of them leave', async () => {
    await apply(cache, upserts(1, 6), true)
    await apply(cache, [remove(1), remove(2), remove(3)])
    expect((await lying()).chunks).toBe(1)
    expect(Object.keys(await titlesIn(await reopened()))).toHaveLength(3)
  })

  test('of chunks that became thin are gathered into full ones', async () => {
    await apply(cache, upserts(1, 9), true)
    await apply(cache, [1, 2, 4, 5, 7, 8].map(remove))
    expect((await lying()).chunks).toBe(3)
    await tidied(cache)
    expect(await lying()).toMatchObject({ chunks: 1, records: 0 })
    expect(Object.keys(await titlesIn(await reopened())).sort()).toEqual(['case-3', 'case-6', 'case-9'])
  })

  test('of a page that is being sealed belong to the pull before, when one begins anew meanwhile', async () => {
    const applying = apply(cache, upserts(1, 3))
    const { cursor } = await cache.standing()
    expect(cursor).toBeNull()
    const anew = cache.pullAnew('cursor-expired')
    expect(await applying).toMatchObject({ outcome: 'applied' })
    await anew
    expect(await cache.standing()).toMatchObject({ cursor: null, complete: false })
  })

  test('that did not come again in a full pull go, the others stay where they are', async () => {
    await apply(cache, upserts(1, 7), true)
    await cache.pullAnew('cursor-expired')
    await apply(cache, [upsert(1), upsert(4, 2), upsert(7)])
    cache = await reopened()
    const last = await apply(cache, [upsert(5)], true)
    expect(last).toMatchObject({
      outcome: 'applied',
      removed: expect.arrayContaining(['case-2', 'case-3', 'case-6']),
    })
    expect(Object.keys(await titlesIn(cache)).sort()).toEqual(['case-1', 'case-4', 'case-5', 'case-7'])
  })

  test('that came, and came once more in a form that cannot be read, are held as they could be read', async () => {
    await apply(cache, upserts(1, 4), true)
    await cache.pullAnew('cursor-expired')
    const unreadable = [1, 4].map((number): CacheChange => ({ kind: 'set-aside', key: caseId(number) }))
    await apply(cache, [upsert(1, 2), upsert(4, 2), ...unreadable], true)
    const held = { 'case-1': 'Laporan 1 versi 2', 'case-4': 'Laporan 4 versi 2' }
    expect(await titlesIn(cache)).toEqual(held)
    expect(await titlesIn(await reopened())).toEqual(held)
  })

  test('of a form that is another by now are looked at by the schema again', async () => {
    await apply(cache, upserts(1, 3), true)
    const raw = (await new CacheDatabase(databaseName).open()) as CacheDatabase
    const [head] = await raw.heads.toArray()
    if (!head) throw new Error('There is no chunk.')
    const json = JSON.stringify({ ...caseNumbered(2), status: 'of another time' })
    const lines = head.ids.map(
      (id) => `${JSON.stringify(id)} ${id === 'case-2' ? json : JSON.stringify(caseNumbered(1))}`,
    )
    await raw.heads.put({ ...head, form: `not ${caseForm}` })
    await raw.chunks.put({
      number: head.number,
      sealed: await seal.seal(lines.join('\n'), chunkName(head.number)),
    })
    raw.close()
    await expect(cache.caseById(caseId(2))).rejects.toThrow('form that is not read any more')
    expect((await cache.caseById(caseId(1)))?.status).toBe(caseNumbered(1).status)
  })

  test('have their summaries made anew when these are of another form', async () => {
    await apply(cache, upserts(1, 3), true)
    const before = await summarisedIn(cache)
    const raw = (await new CacheDatabase(databaseName).open()) as CacheDatabase
    const [summary] = await raw.summaries.toArray()
    if (!summary) throw new Error('There is no summary.')
    await raw.summaries.put({ ...summary, form: 'another', sealed: await seal.seal('[]', 'summary:1') })
    raw.close()
    expect(await summarisedIn(cache)).toEqual(before)
    expect(Object.keys(before)).toHaveLength(3)
  })

  test('cannot be passed off as another chunk', async () => {
    await apply(cache, upserts(1, 6), true)
    const raw = (await new CacheDatabase(databaseName).open()) as CacheDatabase
    const [first, second] = await raw.chunks.toArray()
    if (!first || !second) throw new Error('There are no two chunks.')
    await raw.chunks.put({ ...second, number: first.number })
    raw.close()
    await expect(cache.caseById(caseId(1))).rejects.toThrow('do not open')
  })

  test.each(['chunks', 'heads', 'summaries'] as const)(
    'are missed when one of the %s is gone',
    async (table) => {
      await apply(cache, upserts(1, 7), true)
      const raw = (await new CacheDatabase(databaseName).open()) as CacheDatabase
      await raw.table(table).delete(1)
      raw.close()
      expect(await cache.isWhole()).toBe(false)
      await expect(cache.scan(() => undefined)).rejects.toMatchObject({ loss: 'incomplete' })
      cache.close()
      expect(await new DexieCache(databaseName, seal).open(mark)).toEqual({
        kind: 'lost',
        loss: 'incomplete',
      })
    },
  )

  test('of programs that had records alone are taken over, and go into chunks', async () => {
    cache.close()
    await Dexie.delete(databaseName)
    const older = new Dexie(databaseName)
    for (const [index, { stores }] of migrations.slice(0, 3).entries()) {
      older.version(index + 1).stores({ ...stores })
    }
    await older.open()
    for (const number of [1, 2, 3, 4]) {
      const subject = caseNumbered(number, { title: `Lama ${number}` })
      const sealed = await seal.seal(JSON.stringify(subject), subject.id)
      await older.table('cases').put({ id: subject.id, version: 1, generation: 1, sealed })
    }
    const standing = { key: 'standing', epoch: 'epoch-1', cursor: 'a', complete: true, setAside: [] }
    await older.table('standing').put({ ...standing, generation: 1, epochGeneration: 1, mark, cases: 4 })
    await older.table('sealed').put({ name: 'key-check', sealed: await seal.seal('key-check', 'key-check') })
    older.close()
    cache = new DexieCache(databaseName, seal, measures)
    expect(await cache.open(mark)).toEqual({ kind: 'whole', mark })
    const before = await titlesIn(cache)
    expect(Object.keys(before)).toHaveLength(4)
    await tidied(cache)
    expect(await lying()).toMatchObject({ chunks: 1, records: 1 })
    expect(await titlesIn(await reopened())).toEqual(before)
  })
})

describe('while it is read from end to end', () => {
  test('nothing is moved, so that nothing is missed', async () => {
    await apply(cache, upserts(1, 90), true)
    for (const number of [91, 92, 93]) await apply(cache, [upsert(number)])
    const tidying: Promise<boolean>[] = []
    const seen: string[] = []
    await cache.scan((cases) => {
      seen.push(...cases.map(({ id }) => id))
      if (tidying.length === 0) tidying.push(cache.tidy())
    })
    expect(new Set(seen).size).toBe(93)
    expect(seen).toHaveLength(93)
    await Promise.all(tidying)
    expect((await lying()).records).toBe(3)
    await tidied(cache)
    expect((await lying()).records).toBe(0)
  })
})

describe('while a step of tidying is under way', () => {
  test('whoever reads from end to end waits for it, and misses nothing', async () => {
    await apply(cache, upserts(1, 90), true)
    for (const number of [91, 92, 93]) await apply(cache, [upsert(number)])
    const tidying = cache.tidy()
    expect(Object.keys(await titlesIn(cache))).toHaveLength(93)
    expect(await tidying).toBe(true)
    expect((await lying()).records).toBe(0)
  })
})

/** What can happen to a cache. */
type Happening =
  | { readonly kind: 'page'; readonly changes: readonly CacheChange[]; readonly done: boolean }
  | { readonly kind: 'results'; readonly changes: readonly CacheChange[] }
  | { readonly kind: 'anew' | 'tidy' | 'restart' }

const number = fc.integer({ min: 1, max: 14 })
const change: fc.Arbitrary<CacheChange> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(number, fc.integer({ min: 1, max: 4 }))
      .map(([which, version]) => upsert(which, version)),
  },
  { weight: 2, arbitrary: number.map(remove) },
  { weight: 1, arbitrary: number.map((which): CacheChange => ({ kind: 'set-aside', key: caseId(which) })) },
)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('page' as const),
      changes: fc.array(change, { maxLength: 12 }),
      done: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('results' as const),
      changes: fc.array(change, { maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.constantFrom('anew', 'tidy', 'restart').map((kind) => ({ kind })) },
)

describe('whatever happens', () => {
  test('it holds what a plain map of cases holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (happenings) => {
        databaseName = `chunked-${(made += 1)}`
        cache = new DexieCache(databaseName, seal, measures)
        await cache.open(null)
        await cache.begin(mark)
        const plain = new MemoryCache()
        for (const happened of happenings) {
          switch (happened.kind) {
            case 'page': {
              const before = pages
              const ours = await apply(cache, happened.changes, happened.done)
              pages = before
              const theirs = await apply(plain, happened.changes, happened.done)
              expect(inAnyOrder(ours)).toEqual(inAnyOrder(theirs))
              break
            }
            case 'results': {
              const cases = happened.changes.flatMap((came) => (came.kind === 'upsert' ? [came.case] : []))
              expect(await cache.updateHeld(cases)).toEqual(await plain.updateHeld(cases))
              break
            }
            case 'anew':
              await cache.pullAnew('cursor-expired')
              await plain.pullAnew('cursor-expired')
              break
            case 'tidy':
              await tidied(cache)
              break
            case 'restart':
              cache = await reopened()
              break
          }
          const titles = await titlesIn(plain)
          expect(await titlesIn(cache)).toEqual(titles)
          expect(await titlesOf(cache, Object.keys(titles))).toEqual(titles)
          expect(await summarisedIn(cache)).toEqual(await summarisedIn(plain))
          expect(await cache.standing()).toEqual(await plain.standing())
          expect(await cache.isWhole()).toBe(true)
        }
        cache.close()
      }),
      { numRuns: 60 },
    )
  })
})

function inAnyOrder(application: Awaited<ReturnType<typeof apply>>): unknown {
  if (application.outcome === 'stale') return application
  return { stored: application.stored, removed: [...application.removed].sort() }
}
