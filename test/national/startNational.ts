import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { instantFrom, type CalendarDate, type Epoch, type Instant } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import type { Reference } from '../../shared/domain/reference'
import { referenceSchema } from '../../shared/protocol/reference'
import { buildApplication, type LogLine } from './application'
import { firstRow, type Database } from './database/database'
import { migrate } from './database/migrate'
import { openPgliteDatabase } from './database/pgliteDatabase'
import { seed } from './database/seed'
import { generateNational } from './generator/generate'
import { officers, password } from './generator/officers'
import type { National } from './national'
import { identifierOf } from './newIdentifier'
import { referenceTagOf } from './reference'
import { Faults, type Fault } from './sandbox/faults'
import { hashPassword } from './sessions/passwords'
import { sweep } from './sweep'

export interface NationalOptions {
  /** 0 picks a free one. */
  readonly port: number
  readonly seed: string
  readonly cases: number
  /** The generated cases' today; the current UTC date unless given. */
  readonly anchor?: CalendarDate | undefined
  /** A folder that keeps the database; in memory without it. One that holds a database is not filled again. */
  readonly folder?: string | undefined
  /** Seconds that an access token is good for; 900 unless given. */
  readonly accessSeconds?: number | undefined
  /** The server's clock; the real one unless given. */
  readonly now?: (() => Instant) | undefined
  /** What goes wrong from the first request on. */
  readonly faults?: readonly Fault[] | undefined
  /** What the sandbox logs, never any person's data; nothing unless given. */
  readonly log?: LogLine | undefined
}

export interface RunningNational {
  /** Such as `http://127.0.0.1:4510`. */
  readonly url: string
  readonly officers: readonly Officer[]
  readonly password: string
  /** Ends connections, flushes and closes the database. */
  close(): Promise<void>
}

const sweepEvery = 60_000

/** Starts the sandbox of the national system in this process, reachable from this machine only. */
export async function startNational(options: NationalOptions): Promise<RunningNational> {
  const now = options.now ?? (() => instantFrom(Date.now()))
  const database = await openPgliteDatabase(options.folder ?? null)
  try {
    await migrate(database)
    await fillIfEmpty(database, options, now())
    const national = await nationalOf(database, { now, accessSeconds: options.accessSeconds ?? 900 })
    national.faults.set(options.faults ?? [])
    await sweep(national)
    return await listen(national, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function fillIfEmpty(database: Database, options: NationalOptions, now: Instant): Promise<void> {
  const filled = await firstRow(database, z.object({ id: z.number() }), 'select id from reference_data')
  if (filled) return
  const anchor = options.anchor ?? identifierOf<CalendarDate>(now.slice(0, 10))
  const data = await generateNational({ seed: options.seed, cases: options.cases, anchor })
  await seed(database, data, await hashPassword(password))
}

async function nationalOf(
  database: Database,
  settings: Pick<National, 'now' | 'accessSeconds'>,
): Promise<National> {
  const reference = await storedReference(database)
  const epoch = await storedValue(database, 'epoch', () => randomUUID())
  const secret = await storedValue(database, 'secret', () => randomBytes(32).toString('base64url'))
  return {
    ...settings,
    database,
    reference,
    referenceTag: referenceTagOf(reference),
    epoch: identifierOf<Epoch>(epoch),
    secret: Buffer.from(secret, 'base64url'),
    faults: new Faults(),
  }
}

async function storedReference(database: Database): Promise<Reference> {
  const row = await firstRow(
    database,
    z.object({ document: z.string() }),
    'select document::text as document from reference_data',
  )
  if (!row) throw new Error('The database holds no reference data')
  return referenceSchema.parse(JSON.parse(row.document))
}

/** What is made once for each database and kept with it. */
async function storedValue(database: Database, name: string, make: () => string): Promise<string> {
  const rowSchema = z.object({ value: z.string() })
  const known = await firstRow(database, rowSchema, 'select value from national where name = $1', [name])
  if (known) return known.value
  const value = make()
  await database.run('insert into national (name, value) values ($1, $2)', [name, value])
  return value
}

async function listen(national: National, options: NationalOptions): Promise<RunningNational> {
  const log = options.log ?? (() => undefined)
  const application = buildApplication(national, log)
  const url = await application.listen({ host: '127.0.0.1', port: options.port })
  let sweeping: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    sweeping = sweep(national).catch((error: unknown) => {
      log(`sweep failed: ${error instanceof Error ? error.name : 'unknown'}`)
    })
  }, sweepEvery)
  timer.unref()
  return {
    url,
    officers,
    password,
    async close() {
      clearInterval(timer)
      await application.close()
      await sweeping
      await national.database.close()
    },
  }
}
