import type { TestProject } from 'vitest/node'
import { Client } from 'pg'
import { findPostgres } from './findPostgres'
import { migrate } from './migrate'
import { openPostgresDatabase } from './postgresDatabase'
import { startPrivatePostgres } from './privatePostgres'
import { templateName } from './testStorage'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the private server's own database, or in words why there is none. */
    readonly postgres: { readonly url: string } | { readonly missing: string }
  }
}

/** Starts a server for the tests of the project `national-postgres`, once for all of its files. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const programs = findPostgres()
  if ('missing' in programs) {
    console.log(`The sandbox's tests are not run on PostgreSQL: ${programs.missing}.`)
    project.provide('postgres', programs)
    return undefined
  }
  const server = await startPrivatePostgres(programs.folder, { durable: false })
  try {
    await makeTemplate(server.urlOf('postgres'), server.urlOf(templateName))
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('postgres', { url: server.urlOf('postgres') })
  return () => server.stop()
}

async function makeTemplate(administrationUrl: string, templateUrl: string): Promise<void> {
  const client = new Client({ connectionString: administrationUrl })
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  const database = await openPostgresDatabase(templateUrl)
  await database.alone(migrate)
  await database.close()
}
