import { z } from 'zod'
import { firstRow, type Queryable } from './database'

/**
 * Backups lie in the database itself, one schema for each. A table that a migration adds is part of them unless it
 * is named here.
 */
const notBackedUp = new Set([
  // The database's own affairs.
  'schema_migrations',
  'backups',
  // What makes tokens stays; the epoch is begun anew.
  'national',
  // Cursors count by epochs, so nobody can ask for what was logged in another one.
  'changes',
  'changes_to_log',
  // Who may come in: a restore must not let in again whom somebody has locked out since, and nobody has to sign in
  // again because of it. That desks pull anew and reconcile (PROTOCOL.md 4.5, 5.5) takes tokens that are still good.
  'sessions',
  'sign_in_failures',
  'used_one_time_codes',
  'revoked_devices',
])

const backupSchema = z.object({ sequence: z.coerce.number(), name: z.string(), takenAt: z.string() })
export type Backup = z.infer<typeof backupSchema>

const backupColumns = 'sequence, name, taken_at as "takenAt"'

/** Takes a backup under a name, in the place of an older one of this name; call it inside a transaction. */
export async function takeBackup(transaction: Queryable, name: string, takenAt: string): Promise<Backup> {
  const [older] = await transaction.rows(
    backupSchema,
    `delete from backups where name = $1 returning ${backupColumns}`,
    [name],
  )
  if (older) await transaction.run(`drop schema ${schemaOf(older)} cascade`)
  const [backup] = await transaction.rows(
    backupSchema,
    `insert into backups (name, taken_at) values ($1, $2) returning ${backupColumns}`,
    [name, takenAt],
  )
  if (!backup) throw new Error('The backup was not written')
  await transaction.run(`create schema ${schemaOf(backup)}`)
  for (const table of await backedUpTables(transaction)) {
    const copy = `${schemaOf(backup)}.${quoted(table)}`
    await transaction.run(`create table ${copy} as table public.${quoted(table)}`)
  }
  return backup
}

/** The backup of a name, or the newest when none is named. */
export async function findBackup(queryable: Queryable, name: string | undefined): Promise<Backup | null> {
  return firstRow(
    queryable,
    backupSchema,
    `select ${backupColumns} from backups where $1::text is null or name = $1 order by sequence desc limit 1`,
    [name ?? null],
  )
}

/**
 * Puts the rows of a backup in the place of today's; call it inside a transaction that is alone. Numbers that were
 * given out since are not given out again: no citizen's tracking number ever leads to another one's report.
 */
export async function bringBack(transaction: Queryable, backup: Backup): Promise<void> {
  await deferReferences(transaction)
  const tables = await backedUpTables(transaction)
  for (const table of ['changes', ...tables]) await transaction.run(`delete from public.${quoted(table)}`)
  for (const table of tables) {
    const columns = await columnsInBoth(transaction, backup, table)
    // None: the table is newer than the backup, and was empty then.
    if (columns.length === 0) continue
    const list = columns.map(quoted).join(', ')
    await transaction.run(
      `insert into public.${quoted(table)} (${list}) overriding system value
       select ${list} from ${schemaOf(backup)}.${quoted(table)}`,
    )
  }
}

function schemaOf({ sequence }: Backup): string {
  return `backup_${sequence}`
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}

async function backedUpTables(queryable: Queryable): Promise<string[]> {
  const rows = await queryable.rows(
    z.object({ name: z.string() }),
    `select table_name::text as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  )
  return rows.map(({ name }) => name).filter((name) => !notBackedUp.has(name))
}

/** A migration since may have added columns, which then get their defaults. */
async function columnsInBoth(queryable: Queryable, backup: Backup, table: string): Promise<string[]> {
  const rows = await queryable.rows(
    z.object({ name: z.string() }),
    `select column_name::text as name from information_schema.columns
      where table_schema = 'public' and table_name = $2 and is_generated = 'NEVER'
     intersect
     select column_name::text from information_schema.columns where table_schema = $1 and table_name = $2
      order by name`,
    [schemaOf(backup), table],
  )
  return rows.map(({ name }) => name)
}

/** Lets rows that others refer to be taken out and put back: that nothing is missing is checked at the end. */
async function deferReferences(transaction: Queryable): Promise<void> {
  const strict = await transaction.rows(
    z.object({ table: z.string(), name: z.string() }),
    `select conrelid::regclass::text as table, conname::text as name from pg_constraint
      where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace`,
  )
  for (const { table, name } of strict) {
    await transaction.run(`alter table ${table} alter constraint ${quoted(name)} deferrable`)
  }
  await transaction.run('set constraints all deferred')
}
