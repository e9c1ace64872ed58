import type { Database } from './database'
import { openPgliteDatabase } from './pgliteDatabase'
import { openPostgresDatabase } from './postgresDatabase'

/** Where the sandbox keeps what it knows; in memory when neither is given. */
export interface Storage {
  /** A folder for PGlite. */
  readonly folder?: string | undefined
  /** `postgresql://…`, a server's database. */
  readonly databaseUrl?: string | undefined
}

/** PGlite in the process, or a PostgreSQL server. */
export async function openDatabase({ folder, databaseUrl }: Storage): Promise<Database> {
  if (databaseUrl === undefined) return openPgliteDatabase(folder ?? null)
  if (folder !== undefined)
    throw new Error('Data are kept in a folder or in a PostgreSQL server, not in both')
  return openPostgresDatabase(databaseUrl)
}
