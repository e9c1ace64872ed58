import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Case } from '../../../../shared/domain/case'
import type { CaseId, Cursor, Epoch } from '../../../../shared/domain/identifiers'
import type { CacheChange, CacheFinding, CachePage } from '../../../../renderer/engine/cache/caseCache'
import { CacheDatabase, migrations } from '../../../../renderer/engine/cache/database'
import { DexieCache } from '../../../../renderer/engine/cache/dexieCache'
import { sealWith } from '../../../../renderer/engine/seal/seal'
import { reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

// Ids, cursors and epochs are opaque; here they are made by hand.
const cursor = (text: string): Cursor => text as Cursor
const epoch = (text: string): Epoch => text as Epoch
const upsert = (number: number, version: number, change: Partial<Case> = {}): CacheChange => ({
  kind: 'upsert',
  case: caseNumbered(number, { version, ...change }),
})
const remove = (number: number): CacheChange => ({ kind: 'remove', caseId: `case-${number}` as CaseId })

function page(
  askedWith: string | null,
  to: string,
  changes: readonly CacheChange[],
  more: Partial<CachePage> = {},
): CachePage {
  return {
    askedWith: askedWith === null ? null : cursor(askedWith),
    epoch: epoch('epoch-1'),
    cursor: cursor(to),
    changes,
    snapshotDone: false,
    ...more,
  }
}

let databaseName = ''
let cache: DexieCache
let made = 0

const mark = 'mark-1'

/** As the guard opens it: what is not whole is begun anew. */
async function openWith(
  key: number,
  expected: string | null = null,
): Promise<{ readonly cache: DexieCache; readonly finding: CacheFinding }> {
  const opened = new DexieCache(databaseName, await sealWith(new Uint8Array(32).fill(key)))
  const finding = await opened.open(expected)
  if (finding.kind !== 'whole') await opened.begin(mark)
  return { cache: opened, finding }
}

async function heldVersions(): Promise<Record<string, number>> {
  const held: Record<string, number> = {}
  await cache.scan((cases) => {
    for (const subject of cases) held[subject.id] = subject.version
  })
  return held
}

beforeEach(async () => {
  databaseName = `cache-${++made}`
  cache = (await openWith(1)).cache
})

describe('a page of changes', () => {
  test('is stored together with its cursor', async () => {
    const applied = await cache.applyPage(
      page(null, 'a', [upsert(1, 1), upsert(2, 1)], { snapshotDone: true }),
    )
    expect(applied).toMatchObject({ outcome: 'applied', removed: [] })
    expect(await cache.standing()).toMatchObject({ cursor: 'a', epoch: 'epoch-1', complete: true })
    expect(await heldVersions()).toEqual({ 'case-1': 1, 'case-2': 1 })
  })

  test('leaves data and cursor as they were when a write of it fails', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1)]))
    const database = new CacheDatabase(databaseName)
    await database.open()
    const writes = (['bulkPut', 'bulkDelete', 'put'] as const).map((name) => name)
    for (const name of writes) {
      const failing = (await openWith(1)).cache
      // The tables' own methods fail, as a full disk makes them fail.
      const inner = Reflect.get(failing, 'database') as CacheDatabase
      const table = name === 'put' ? inner.standing : inner.cases
      Reflect.set(table, name, () => Promise.reject(new Error('disk full')))
      await expect(failing.applyPage(page('a', 'b', [upsert(2, 1), remove(1)]))).rejects.toThrow('disk full')
      expect((await cache.standing()).cursor).toBe('a')
      expect(await heldVersions()).toEqual({ 'case-1': 1 })
      failing.close()
    }
    database.close()
  })

  test('that was asked for with an older cursor changes nothing', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1)]))
    await cache.applyPage(page('a', 'b', [upsert(1, 2)]))
    expect(await cache.applyPage(page('a', 'c', [upsert(1, 9), remove(1)]))).toEqual({ outcome: 'stale' })
    expect((await cache.standing()).cursor).toBe('b')
    expect(await heldVersions()).toEqual({ 'case-1': 2 })
  })

  test('of another epoch than the one held changes nothing', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1)]))
    const other = page('a', 'b', [upsert(1, 2)], { epoch: epoch('epoch-2') })
    expect(await cache.applyPage(other)).toEqual({ outcome: 'stale' })
  })

  test('with a version that is not higher changes nothing of the case', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 5, { title: 'Lima' })]))
    const applied = await cache.applyPage(page('a', 'b', [upsert(1, 5, { title: 'Lain' }), upsert(1, 4)]))
    expect(applied).toMatchObject({ outcome: 'applied', stored: [] })
    expect((await cache.caseById('case-1' as CaseId))?.title).toBe('Lima')
  })

  test('takes several changes of one case in their order', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 5)]))
    await cache.applyPage(page('a', 'b', [upsert(1, 6), remove(1), upsert(1, 2), upsert(2, 3), remove(2)]))
    expect(await heldVersions()).toEqual({ 'case-1': 2 })
  })
})

describe('the result of an action', () => {
  test('updates a held case by version and never brings a removed one back', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 2), upsert(2, 2)]))
    await cache.applyPage(page('a', 'b', [remove(2)]))
    const results = [1, 2, 3].map((number) => caseNumbered(number, { version: 3 }))
    expect((await cache.updateHeld(results)).map((subject) => subject.id)).toEqual(['case-1'])
    expect(await heldVersions()).toEqual({ 'case-1': 3 })
    expect(await cache.updateHeld([caseNumbered(1, { version: 3, title: 'Terlambat' })])).toEqual([])
  })
})

describe('a full pull that begins anew', () => {
  beforeEach(async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 5), upsert(2, 5), upsert(3, 5)], { snapshotDone: true }))
  })

  test('shows what is held until it is complete, then removes what did not come again', async () => {
    await cache.pullAnew('cursor-expired')
    expect(await cache.standing()).toMatchObject({ cursor: null, complete: false, epoch: 'epoch-1' })
    await cache.applyPage(page(null, 'x', [upsert(1, 5)]))
    expect(Object.keys(await heldVersions())).toHaveLength(3)
    const last = await cache.applyPage(page('x', 'y', [upsert(2, 6)], { snapshotDone: true }))
    expect(last).toMatchObject({ outcome: 'applied', removed: ['case-3'] })
    expect(await heldVersions()).toEqual({ 'case-1': 5, 'case-2': 6 })
  })

  test('goes on where it was after a restart', async () => {
    await cache.pullAnew('cursor-expired')
    await cache.applyPage(page(null, 'x', [upsert(1, 5)]))
    cache.close()
    cache = (await openWith(1)).cache
    await cache.applyPage(page('x', 'y', [upsert(3, 5)], { snapshotDone: true }))
    expect(await heldVersions()).toEqual({ 'case-1': 5, 'case-3': 5 })
  })

  test('of another epoch takes lower versions too, since they cannot be compared', async () => {
    await cache.pullAnew('other-epoch')
    const first = page(null, 'x', [upsert(1, 2)], { epoch: epoch('epoch-2') })
    await cache.applyPage(first)
    expect((await heldVersions())['case-1']).toBe(2)
    // Within the new epoch they are compared again.
    await cache.applyPage({ ...first, askedWith: cursor('x'), cursor: cursor('y'), changes: [upsert(1, 1)] })
    expect((await heldVersions())['case-1']).toBe(2)
  })

  test('does not remove a case that came in a form that cannot be read', async () => {
    await cache.pullAnew('cursor-expired')
    await cache.applyPage(
      page(
        null,
        'x',
        [
          { kind: 'set-aside', key: 'case-2' },
          { kind: 'set-aside', key: 'x#7' },
        ],
        { snapshotDone: true },
      ),
    )
    expect(await heldVersions()).toEqual({ 'case-2': 5 })
    expect((await cache.standing()).setAside).toEqual(['case-2', 'x#7'])
    await cache.applyPage(page('x', 'y', [upsert(2, 6)]))
    expect((await cache.standing()).setAside).toEqual(['x#7'])
  })
})

describe('what lies in the database', () => {
  const canary = 'kenari-4711'

  test('holds no text of a case, of the reference data or of a note', async () => {
    const secret = {
      title: canary,
      body: canary,
      reporter: { id: 'r' as never, name: canary, phone: canary },
    }
    await cache.applyPage(page(null, 'a', [upsert(1, 1, secret)]))
    await cache.keepReference({
      reference: { ...reference, agencies: [{ ...reference.agency, name: canary }] },
      etag: null,
    })
    await cache.keepNote('mine', canary)
    const raw = await new Dexie(databaseName).open()
    const everything = await Promise.all(raw.tables.map((table) => table.toArray()))
    const bytes = Buffer.from(
      everything
        .flat()
        .flatMap((record: object) =>
          Object.values(record).flatMap((value) => [
            ...(value instanceof Uint8Array ? value : Buffer.from(String(value))),
          ]),
        ),
    )
    raw.close()
    expect(everything.flat().length).toBeGreaterThan(3)
    expect(bytes.includes(canary)).toBe(false)
    const [record] = everything.flat().filter((found: object) => 'generation' in found && 'sealed' in found)
    expect(Object.keys(record as object).sort()).toEqual(['form', 'generation', 'id', 'sealed', 'version'])
    expect((await cache.caseById('case-1' as CaseId))?.title).toBe(canary)
  })

  test('cannot be passed off as another case', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1), upsert(2, 1)]))
    const raw = new CacheDatabase(databaseName)
    await raw.open()
    const second = await raw.cases.get('case-2' as CaseId)
    if (!second) throw new Error('not stored')
    await raw.cases.put({ ...second, id: 'case-1' as CaseId })
    raw.close()
    await expect(cache.caseById('case-1' as CaseId)).rejects.toThrow('do not open')
  })

  test('is given up and made anew when the key is another one', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1)]))
    cache.close()
    const reopened = await openWith(2, mark)
    expect(reopened.finding).toEqual({ kind: 'lost', loss: 'damaged' })
    expect(await reopened.cache.standing()).toMatchObject({ cursor: null, complete: false })
    reopened.cache.close()
    expect((await openWith(2)).finding).toEqual({ kind: 'whole', mark })
  })

  test('of a key that was renewed is made anew without a word of damage, since nobody expects it', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1)]))
    cache.close()
    const reopened = await openWith(2)
    expect(reopened.finding).toEqual({ kind: 'new' })
    expect(await reopened.cache.standing()).toMatchObject({ cursor: null, complete: false })
    reopened.cache.close()
  })

  test('is refused and left as it is when a newer program made it', async () => {
    cache.close()
    const newer = new Dexie(databaseName)
    newer
      .version(migrations.length + 1)
      .stores({ cases: 'id, generation', standing: 'key', sealed: 'name', more: 'id' })
    await newer.open()
    newer.close()
    await expect(openWith(1)).rejects.toMatchObject({ obstacle: 'newer' })
    const again = await new Dexie(databaseName).open()
    expect(again.tables.map((table) => table.name)).toContain('more')
    again.close()
  })
})

describe('a database that lost something while nobody looked', () => {
  /** Changes the stores behind the cache's back, as damage does. */
  async function behindItsBack(change: (database: CacheDatabase) => Promise<unknown>): Promise<void> {
    cache.close()
    const raw = new CacheDatabase(databaseName)
    await raw.open()
    await change(raw)
    raw.close()
  }

  beforeEach(async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1), upsert(2, 1)], { snapshotDone: true }))
  })

  test('is whole when it is as it was left, and its mark is the one that was given', async () => {
    await behindItsBack(async () => undefined)
    expect((await openWith(1, mark)).finding).toEqual({ kind: 'whole', mark })
  })

  test('is vanished when it is empty although it was filled, and new when nobody expects it', async () => {
    cache.close()
    await Dexie.delete(databaseName)
    const opened = new DexieCache(databaseName, await sealWith(new Uint8Array(32).fill(1)))
    expect(await opened.open(mark)).toEqual({ kind: 'lost', loss: 'vanished' })
    expect(await opened.open(null)).toEqual({ kind: 'new' })
    opened.close()
  })

  test('is vanished when it is another one than was filled last', async () => {
    await behindItsBack(async () => undefined)
    expect((await openWith(1, 'mark-2')).finding).toEqual({ kind: 'lost', loss: 'vanished' })
  })

  test.each<[string, (database: CacheDatabase) => Promise<unknown>]>([
    ['a case', (database) => database.cases.delete('case-1' as CaseId)],
    ['all cases', (database) => database.cases.clear()],
    ['where the pull stands', (database) => database.standing.clear()],
    ['what is sealed beside', (database) => database.sealed.clear()],
  ])('is incomplete when %s is missing', async (_what, change) => {
    await behindItsBack(change)
    expect((await openWith(1, mark)).finding).toEqual({ kind: 'lost', loss: 'incomplete' })
  })

  test('says so too while it is open', async () => {
    expect(await cache.isWhole()).toBe(true)
    const raw = new CacheDatabase(databaseName)
    await raw.open()
    await raw.cases.delete('case-1' as CaseId)
    raw.close()
    expect(await cache.isWhole()).toBe(false)
    await expect(cache.scan(() => undefined)).rejects.toMatchObject({ loss: 'incomplete' })
  })

  test('counts what pages add and take away, whatever their changes are', async () => {
    await cache.applyPage(page('a', 'b', [upsert(1, 2), remove(2), upsert(3, 1), remove(9), upsert(2, 4)]))
    await cache.applyPage(page('b', 'c', [remove(1), upsert(1, 9), upsert(4, 1), remove(4)]))
    await cache.pullAnew('cursor-expired')
    await cache.applyPage(page(null, 'd', [upsert(3, 1)], { snapshotDone: true }))
    expect(await heldVersions()).toEqual({ 'case-3': 1 })
    expect(await cache.isWhole()).toBe(true)
  })

  test('waits for nobody who keeps it open in another version', async () => {
    cache.close()
    await Dexie.delete(databaseName)
    // As a program before the mark came: version 1, and it does not let go.
    const older = indexedDB.open(databaseName, 10)
    await new Promise((resolve, reject) => {
      older.onupgradeneeded = () => older.result.createObjectStore('cases', { keyPath: 'id' })
      older.onsuccess = resolve
      older.onerror = reject
    })
    const opened = new DexieCache(databaseName, await sealWith(new Uint8Array(32).fill(1)))
    await expect(opened.open(mark)).rejects.toMatchObject({ obstacle: 'blocked' })
    older.result.close()
  })

  test('of the version before is taken over with all that it holds', async () => {
    cache.close()
    await Dexie.delete(databaseName)
    const seal = await sealWith(new Uint8Array(32).fill(1))
    const [first] = migrations
    const older = new Dexie(databaseName)
    older.version(1).stores({ ...first?.stores })
    await older.open()
    const subject = caseNumbered(1)
    const sealed = await seal.seal(JSON.stringify(subject), subject.id)
    await older.table('cases').put({ id: subject.id, version: 1, generation: 1, sealed })
    await older.table('standing').put({
      key: 'standing',
      epoch: 'epoch-1',
      cursor: 'a',
      complete: true,
      generation: 1,
      epochGeneration: 1,
      setAside: [],
    })
    await older.table('sealed').put({ name: 'key-check', sealed: await seal.seal('key-check', 'key-check') })
    older.close()
    const opened = new DexieCache(databaseName, seal)
    expect(await opened.open(null)).toMatchObject({ kind: 'whole' })
    expect(await opened.standing()).toMatchObject({ cursor: 'a', complete: true })
    expect((await opened.caseById(subject.id))?.title).toBe(subject.title)
    expect(await opened.isWhole()).toBe(true)
    opened.close()
  })

  test('from before it knew what was looked at is taken over, and keeps that from then on', async () => {
    cache.close()
    await Dexie.delete(databaseName)
    const seal = await sealWith(new Uint8Array(32).fill(1))
    const older = new Dexie(databaseName)
    for (const [index, { stores }] of migrations.slice(0, 2).entries()) {
      older.version(index + 1).stores({ ...stores })
    }
    await older.open()
    const subject = caseNumbered(1)
    const sealed = await seal.seal(JSON.stringify(subject), subject.id)
    await older.table('cases').put({ id: subject.id, version: 1, generation: 1, sealed })
    await older.table('standing').put({
      key: 'standing',
      epoch: 'epoch-1',
      cursor: 'a',
      complete: true,
      generation: 1,
      epochGeneration: 1,
      setAside: [],
      mark,
      cases: 1,
    })
    await older.table('sealed').put({ name: 'key-check', sealed: await seal.seal('key-check', 'key-check') })
    older.close()
    const opened = new DexieCache(databaseName, seal)
    expect(await opened.open(mark)).toEqual({ kind: 'whole', mark })
    expect((await opened.caseById(subject.id))?.title).toBe(subject.title)
    expect(await opened.seenBlocks()).toEqual(new Map())
    await opened.keepSeenBlocks(new Map([[7, '[["case-1",5]]']]))
    opened.close()
    const again = new DexieCache(databaseName, seal)
    await again.open(mark)
    expect(await again.seenBlocks()).toEqual(new Map([[7, '[["case-1",5]]']]))
    again.close()
  })
})

describe('several at once', () => {
  test('cases that are held are read together, the others are left out', async () => {
    await cache.applyPage(page(null, 'a', [upsert(1, 1), upsert(2, 1)]))
    const found = await cache.casesById(['case-2', 'case-9', 'case-1'] as CaseId[])
    expect([...found.keys()].sort()).toEqual(['case-1', 'case-2'])
  })

  test('notes are kept and forgotten together', async () => {
    await cache.keepNotes(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
    await cache.keepNotes(
      new Map([
        ['a', null],
        ['c', '3'],
      ]),
    )
    expect(await Promise.all(['a', 'b', 'c'].map((name) => cache.note(name)))).toEqual([null, '2', '3'])
  })
})
