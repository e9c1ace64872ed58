import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { z } from 'zod'
import type { Database, Queryable } from './database'
import { openNewDatabase } from './emptyDatabase'
import { lockFolder } from './folderLock'

function queryableOf(source: Pick<Transaction, 'query' | 'exec'>): Queryable {
  return {
    async rows<Row>(shape: z.ZodType<Row>, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await source.query(sql, [...parameters])
      return z.array(shape).parse(rows)
    },
    async run(sql, parameters = []) {
      await source.query(sql, [...parameters])
    },
    async script(sql) {
      await source.exec(sql)
    },
  }
}

/** PostgreSQL in the process: in memory, or kept in a folder so that it can be stopped and started again. */
export async function openPgliteDatabase(folder: string | null): Promise<Database> {
  if (folder === null) return databaseOf(await openNewDatabase('memory://'), () => Promise.resolve())
  const release = await lockFolder(folder)
  try {
    const files = join(folder, 'database')
    const kept = existsSync(join(files, 'PG_VERSION'))
    return databaseOf(kept ? await PGlite.create(files) : await openNewDatabase(files), release)
  } catch (error) {
    await release()
    throw error
  }
}

function databaseOf(pglite: PGlite, release: () => Promise<void>): Database {
  // There is one connection, which does one transaction after the other: every one is alone.
  const transaction: Database['transaction'] = (work) =>
    pglite.transaction((inside) => work(queryableOf(inside)))
  return {
    ...queryableOf(pglite),
    transaction,
    alone: transaction,
    listen: (channel, heard) => pglite.listen(channel, heard),
    async close() {
      await pglite.close()
      await release()
    },
  }
}
