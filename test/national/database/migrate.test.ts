import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Database, Queryable } from './database'
import { migrate } from './migrate'
import { openDatabase } from './openDatabase'

const folder = new URL('./migrations/', import.meta.url)

/** A database as it was before a migration, with a case and two changes of it: it came, and it moved. */
async function databaseBefore(migration: string): Promise<Database> {
  const database = await openDatabase({})
  await database.alone(async (transaction) => {
    await transaction.run('create table schema_migrations (name text primary key)')
    for (const name of (await readdir(folder)).sort()) {
      if (name >= migration) break
      await transaction.script(await readFile(new URL(name, folder), 'utf8'))
      await transaction.run('insert into schema_migrations (name) values ($1)', [name])
    }
    await fill(transaction)
  })
  return database
}

async function fill(transaction: Queryable): Promise<void> {
  await transaction.script(
    `insert into cases (id, tracking_id, version, agency_id, unit_id, status, updated_at, title, document)
       values ('one', '9200000', 2, 'agency', 'new-unit', 'dispositioned', '2026-01-02', 'Lampu', '{}');
     insert into changes (case_id, from_agency_id, from_unit_id, at)
       values ('one', null, null, '2026-01-01'), ('one', 'agency', 'old-unit', '2026-01-02')`,
  )
}

describe('migrations', () => {
  it('0003 keeps the numbers of the log, so that cursors stay good, and goes on after them', async () => {
    const database = await databaseBefore('0003')
    await database.alone(migrate)
    await database.run(`select log_change('one', array['agency'], array['new-unit'], '2026-01-03')`)
    const shape = z.object({ unit_id: z.string(), sequence: z.coerce.number(), at: z.string() })
    const sql = 'select unit_id, sequence, at from changes order by sequence, unit_id'
    expect(await database.rows(shape, sql)).toEqual([
      { unit_id: 'new-unit', sequence: 1, at: '2026-01-01' },
      { unit_id: 'new-unit', sequence: 2, at: '2026-01-02' },
      { unit_id: 'old-unit', sequence: 2, at: '2026-01-02' },
      { unit_id: 'new-unit', sequence: 3, at: '2026-01-03' },
    ])
    await database.close()
  })

  it('are done once, and one that fails leaves everything as it was', async () => {
    const database = await databaseBefore('0003')
    await database.run('create table changes_by_case (in_the_way integer)')
    await expect(database.alone(migrate)).rejects.toThrow('already exists')
    const [log] = await database.rows(z.object({ count: z.coerce.number() }), 'select count(*) from changes')
    expect(log?.count).toBe(2)
    await database.run('drop table changes_by_case')
    await database.alone(migrate)
    await database.alone(migrate)
    const names = await database.rows(z.object({ name: z.string() }), 'select name from schema_migrations')
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
    expect(names.map(({ name }) => name).sort()).toEqual(files.sort())
    await database.close()
  })
})
