import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { z } from 'zod'
import type { Database, Queryable } from './database'
import { openNewDatabase } from './emptyDatabase'

function queryableOf(source: Pick<Transaction, 'query'>): Queryable {
  return {
    async rows<Row>(shape: z.ZodType<Row>, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await source.query(sql, [...parameters])
      return z.array(shape).parse(rows)
    },
    async run(sql, parameters = []) {
      await source.query(sql, [...parameters])
    },
  }
}

/** PostgreSQL in the process: in memory, or kept in a folder so that it can be stopped and started again. */
export async function openPgliteDatabase(folder: string | null): Promise<Database> {
  const kept = folder !== null && existsSync(join(folder, 'PG_VERSION'))
  const pglite = kept ? await PGlite.create(folder) : await openNewDatabase(folder ?? 'memory://')
  return {
    ...queryableOf(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(queryableOf(transaction))),
    async script(sql) {
      await pglite.exec(sql)
    },
    close: () => pglite.close(),
  }
}
