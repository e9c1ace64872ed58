import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Case } from '../../../../shared/domain/case'
import type { CaseId, Cursor, Epoch } from '../../../../shared/domain/identifiers'
import type { CacheChange, CachePage } from '../../../../renderer/engine/cache/caseCache'
import { CacheDatabase, migrations } from '../../../../renderer/engine/cache/database'
import { DexieCache } from '../../../../renderer/engine/cache/dexieCache'
import { sealWith } from '../../../../renderer/engine/seal/seal'
import { reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/runningDesk'

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

async function openWith(key: number): Promise<{ cache: DexieCache; rebuilt: boolean }> {
  const opened = new DexieCache(databaseName, await sealWith(new Uint8Array(32).fill(key)))
  return { cache: opened, ...(await opened.open()) }
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
    expect(Object.keys(record as object).sort()).toEqual(['generation', 'id', 'sealed', 'version'])
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
    const reopened = await openWith(2)
    expect(reopened.rebuilt).toBe(true)
    expect(await reopened.cache.standing()).toMatchObject({ cursor: null, complete: false })
    reopened.cache.close()
    expect((await openWith(2)).rebuilt).toBe(false)
  })

  test('is refused and left as it is when a newer program made it', async () => {
    cache.close()
    const newer = new Dexie(databaseName)
    newer
      .version(migrations.length + 1)
      .stores({ cases: 'id, generation', standing: 'key', sealed: 'name', more: 'id' })
    await newer.open()
    newer.close()
    await expect(openWith(1)).rejects.toThrow('newer')
    const again = await new Dexie(databaseName).open()
    expect(again.tables.map((table) => table.name)).toContain('more')
    again.close()
  })
})
