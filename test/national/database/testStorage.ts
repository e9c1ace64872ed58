import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { Storage } from './openDatabase'

/** Names the private server for the tests that run on PostgreSQL; without it they run on PGlite in memory. */
export const testServerVariable = 'NATIONAL_TEST_POSTGRES'

/** The database that tests copy: migrated and empty. */
export const templateName = 'migrated'

export interface TestStorage {
  readonly storage: Storage
  /** Call it when the database is closed. */
  readonly remove: () => Promise<void>
}

/** A new database for one sandbox; it need not be migrated where a test is about just that. */
export async function newTestStorage({ migrated = true } = {}): Promise<TestStorage> {
  const server = process.env[testServerVariable]
  if (server === undefined) return { storage: {}, remove: () => Promise.resolve() }
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await askServer(server, `create database ${name} template ${migrated ? templateName : 'template1'}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    storage: { databaseUrl: url.href },
    // Connections that a test cut off may not have gone yet.
    remove: () => askServer(server, `drop database ${name} with (force)`),
  }
}

async function askServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
