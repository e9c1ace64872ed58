import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Queryable } from './database'

const migrationFolder = new URL('./migrations/', import.meta.url)

/**
 * Brings the database to the newest shape: each file of the folder once, in the order of their names. Call it inside
 * a transaction that is alone, so that of two programs that start at once one migrates and the other finds it done.
 */
export async function migrate(transaction: Queryable): Promise<void> {
  await transaction.run('create table if not exists schema_migrations (name text primary key)')
  const done = await transaction.rows(z.object({ name: z.string() }), 'select name from schema_migrations')
  const doneNames = new Set(done.map((row) => row.name))
  const files = (await readdir(migrationFolder)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of files) {
    if (doneNames.has(name)) continue
    await transaction.script(await readFile(new URL(name, migrationFolder), 'utf8'))
    await transaction.run('insert into schema_migrations (name) values ($1)', [name])
  }
}
