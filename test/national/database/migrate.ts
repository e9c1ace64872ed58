import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Database } from './database'

const migrationFolder = new URL('./migrations/', import.meta.url)

/** Brings the database to the newest shape: each file of the folder once, in the order of their names. */
export async function migrate(database: Database): Promise<void> {
  await database.run('create table if not exists schema_migrations (name text primary key)')
  const done = await database.rows(z.object({ name: z.string() }), 'select name from schema_migrations')
  const doneNames = new Set(done.map((row) => row.name))
  const files = (await readdir(migrationFolder)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of files) {
    if (doneNames.has(name)) continue
    const sql = await readFile(new URL(name, migrationFolder), 'utf8')
    // One transaction with its mark: a migration cut off in the middle is done anew, not twice.
    await database.script(`begin; ${sql}; insert into schema_migrations (name) values ('${name}'); commit;`)
  }
}
