import type { Page } from '@playwright/test'
import type { OptionalPeer } from '../world/optionalPeers'

/*
 * The first pull by libraries that need not be there: each stores all cases in clear as its documentation has it for
 * many documents. What of them is used is named here, since their types are there only when they are.
 */

interface PlainCase {
  readonly id: string
}

interface PlainPage {
  readonly changes: readonly { readonly case: PlainCase }[]
  readonly cursor: string
  readonly more: boolean
}

interface Rxdb {
  readonly createRxDatabase: (options: object) => Promise<{
    addCollections(collections: object): Promise<{
      cases: {
        bulkInsert(documents: readonly object[]): Promise<{ error: readonly unknown[] }>
        count(): { exec(): Promise<number> }
      }
    }>
    remove(): Promise<unknown>
  }>
  readonly getRxStorageDexie: () => object
}

interface Pouch {
  PouchDB: new (name: string) => {
    bulkDocs(documents: readonly object[]): Promise<unknown>
    info(): Promise<{ doc_count: number }>
    destroy(): Promise<unknown>
  }
}

export interface PeerPull {
  readonly milliseconds: number
  readonly cases: number
}

export const optionalPulls = {
  RxDB: storedByRxdb,
  PouchDB: storedByPouch,
} as const satisfies Record<OptionalPeer, (page: Page, limit: number) => Promise<PeerPull>>

/** RxDB on its storage for IndexedDB, `bulkInsert`, three indexes. */
function storedByRxdb(page: Page, limit: number): Promise<PeerPull> {
  return page.evaluate(async (most) => {
    const address = '/libraries/rxdb.mjs'
    // Its own types are there only when it is.
    const { createRxDatabase, getRxStorageDexie } = (await import(address)) as Rxdb
    const text = { type: 'string', maxLength: 100 }
    const database = await createRxDatabase({
      ...{ name: `peer${Date.now()}`, storage: getRxStorageDexie(), multiInstance: false, eventReduce: true },
    })
    const schema = {
      ...{ version: 0, primaryKey: 'id', type: 'object', additionalProperties: true },
      properties: { id: text, status: text, dueAt: text, assigneeId: text },
      ...{ required: ['id', 'status', 'dueAt', 'assigneeId'], indexes: ['status', 'dueAt', 'assigneeId'] },
    }
    const { cases: collection } = await database.addCollections({ cases: { schema } })
    const began = performance.now()
    let cursor: string | null = null
    for (;;) {
      const since: string = cursor === null ? '' : `&since=${encodeURIComponent(cursor)}`
      const response = await fetch(`/api/v1/changes?limit=${most}${since}`)
      // What is measured here is what others do with an answer, not whether it is right.
      const given = (await response.json()) as PlainPage
      const { error } = await collection.bulkInsert(
        // An indexed field must be there.
        given.changes.map((change) => {
          const subject = change.case as { dueAt?: string | null; assigneeId?: string | null }
          return { ...subject, dueAt: subject.dueAt ?? '', assigneeId: subject.assigneeId ?? '' }
        }),
      )
      if (error.length > 0) throw new Error(`RxDB refused ${error.length} cases.`)
      cursor = given.cursor
      if (!given.more) break
    }
    const cases = await collection.count().exec()
    const milliseconds = performance.now() - began
    await database.remove()
    return { milliseconds, cases }
  }, limit)
}

/** PouchDB on IndexedDB, `bulkDocs`; indexes are views there and come later, so that none are counted. */
function storedByPouch(page: Page, limit: number): Promise<PeerPull> {
  return page.evaluate(async (most) => {
    const address = '/libraries/pouchdb.mjs'
    // Its own types are there only when it is.
    const { PouchDB } = (await import(address)) as Pouch
    const database = new PouchDB(`peer${Date.now()}`)
    const began = performance.now()
    let cursor: string | null = null
    for (;;) {
      const since: string = cursor === null ? '' : `&since=${encodeURIComponent(cursor)}`
      const response = await fetch(`/api/v1/changes?limit=${most}${since}`)
      // What is measured here is what others do with an answer, not whether it is right.
      const given = (await response.json()) as PlainPage
      await database.bulkDocs(given.changes.map((change) => ({ ...change.case, _id: change.case.id })))
      cursor = given.cursor
      if (!given.more) break
    }
    const cases = (await database.info()).doc_count
    const milliseconds = performance.now() - began
    await database.destroy()
    return { milliseconds, cases }
  }, limit)
}
