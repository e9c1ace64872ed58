import type { Page } from '@playwright/test'
import type { Dexie as DexieLibrary } from 'dexie'

/*
 * A first pull by others, in a page of their own: all pages of changes are fetched and parsed, and of Dexie every case
 * is stored in clear under three indexes, then counted and listed. Each gives its milliseconds, from the first request on.
 */

/** How a case looks to who only stores it. */
interface PlainCase {
  readonly id: string
  readonly status: string
}

interface PlainPage {
  readonly changes: readonly { readonly case: PlainCase }[]
  readonly cursor: string
  readonly more: boolean
}

/** Only fetched and parsed: nothing that has the cases can be faster. */
export function parsedOnly(page: Page, limit: number): Promise<{ milliseconds: number; cases: number }> {
  return page.evaluate(async (most) => {
    const began = performance.now()
    let cursor: string | null = null
    let cases = 0
    for (;;) {
      const since = cursor === null ? '' : `&since=${encodeURIComponent(cursor)}`
      const response = await fetch(`/api/v1/changes?limit=${most}${since}`)
      // What is measured here is what others do with an answer, not whether it is right.
      const given = (await response.json()) as PlainPage
      cases += given.changes.length
      cursor = given.cursor
      if (!given.more) return { milliseconds: performance.now() - began, cases }
    }
  }, limit)
}

/**
 * Dexie as its documentation has it for many objects: `bulkAdd`, one transaction for each page; the next page is on its
 * way meanwhile, as ours is.
 */
export function storedByDexie(page: Page, limit: number): Promise<{ milliseconds: number; cases: number }> {
  return page.evaluate(async (most) => {
    // The page has no bundler: it loads the library as it is published, under an address that no type knows.
    const address = '/libraries/dexie.mjs'
    const { Dexie } = (await import(address)) as { readonly Dexie: typeof DexieLibrary }
    await Dexie.delete('peer')
    const database = new Dexie('peer')
    database.version(1).stores({ cases: 'id, status, dueAt, assigneeId' })
    await database.open()
    const table = database.table('cases')
    const ask = async (cursor: string | null): Promise<PlainPage> => {
      const since = cursor === null ? '' : `&since=${encodeURIComponent(cursor)}`
      const response = await fetch(`/api/v1/changes?limit=${most}${since}`)
      // What is measured here is what others do with an answer, not whether it is right.
      return (await response.json()) as PlainPage
    }
    const began = performance.now()
    let next = ask(null)
    for (;;) {
      const given = await next
      if (given.more) next = ask(given.cursor)
      await table.bulkAdd(given.changes.map((change) => change.case))
      if (!given.more) break
    }
    const cases = await table.count()
    await table.where('status').equals('dispositioned').count()
    await table.orderBy('dueAt').limit(50).toArray()
    const milliseconds = performance.now() - began
    database.close()
    return { milliseconds, cases }
  }, limit)
}
