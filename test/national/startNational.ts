import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { instantFrom, type CalendarDate, type Instant } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import type { LogLine } from './answerProblems'
import { buildApplication, type Route } from './application'
import { deriveMissingColumns } from './cases/derivedColumns'
import { Clock } from './clock'
import { firstRow, type Database, type Queryable } from './database/database'
import { migrate } from './database/migrate'
import { openDatabase, type Storage } from './database/openDatabase'
import { seed } from './database/seed'
import { storedValue } from './database/storedValue'
import { ensureEpoch } from './epoch'
import { errorPlaces } from './errorPlaces'
import { Service } from './gate/service'
import { EventHub } from './events/eventHub'
import { generateNational } from './generator/generate'
import { officers, password } from './generator/officers'
import type { National } from './national'
import { identifierOf } from './newIdentifier'
import { References } from './references'
import { Faults } from './sandbox/faults'
import type { Fault } from './sandbox/faultSchema'
import { hashPassword } from './sessions/passwords'
import { sweep } from './sweep'

/** A folder or a server that holds a database is not filled again. */
export interface NationalOptions extends Storage {
  /** 0 picks a free one. */
  readonly port: number
  readonly seed: string
  readonly cases: number
  /** The generated cases' today; the current UTC date unless given. */
  readonly anchor?: CalendarDate | undefined
  /** Seconds that an access token is good for; 900 unless given. */
  readonly accessSeconds?: number | undefined
  /** Requests that a device may make in a minute; 12,000 unless given. */
  readonly deviceRequestsPerMinute?: number | undefined
  /** Requests to the citizens' side that an address may make in a minute; any number unless given. */
  readonly publicRequestsPerMinute?: number | undefined
  /** The least version of a desk that may sync; any unless given. */
  readonly leastVersion?: string | undefined
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
  /** What it answers, for tests that ask everything. */
  readonly routes: readonly Route[]
  /** Ends connections, flushes and closes the database. */
  close(): Promise<void>
}

const sweepEvery = 60_000

/** Starts the sandbox of the national system in this process, reachable from this machine only. */
export async function startNational(options: NationalOptions): Promise<RunningNational> {
  const clock = new Clock(options.now ?? (() => instantFrom(Date.now())))
  const database = await openDatabase(options)
  try {
    // Of two programs that start at once on one server, one makes the database ready and the other finds it so.
    await database.alone(async (transaction) => {
      await migrate(transaction)
      await fillIfEmpty(transaction, options, clock.now())
      await deriveMissingColumns(transaction)
      await ensureEpoch(transaction)
    })
    const national = await nationalOf(database, clock, options)
    national.faults.set(options.faults ?? [])
    await sweep(national)
    return await listen(national, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function fillIfEmpty(transaction: Queryable, options: NationalOptions, now: Instant): Promise<void> {
  const filled = await firstRow(transaction, z.object({ id: z.number() }), 'select id from reference_data')
  if (filled) return
  const anchor = options.anchor ?? identifierOf<CalendarDate>(now.slice(0, 10))
  const data = await generateNational({ seed: options.seed, cases: options.cases, anchor })
  await seed(transaction, data, await hashPassword(password))
}

async function nationalOf(database: Database, clock: Clock, options: NationalOptions): Promise<National> {
  const secret = await storedValue(database, 'secret', () => randomBytes(32).toString('base64url'))
  return {
    database,
    clock,
    accessSeconds: options.accessSeconds ?? 900,
    limits: {
      ofDevice: options.deviceRequestsPerMinute ?? 12_000,
      ofAddress: options.publicRequestsPerMinute ?? null,
    },
    service: new Service(options.leastVersion ?? null),
    references: new References(database, clock),
    secret: Buffer.from(secret, 'base64url'),
    faults: new Faults(),
    events: await EventHub.listening({ database, clock }),
  }
}

async function listen(national: National, options: NationalOptions): Promise<RunningNational> {
  const log = options.log ?? (() => undefined)
  const { server: application, routes } = buildApplication(national, log)
  const url = await application.listen({ host: '127.0.0.1', port: options.port })
  let sweeping: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    sweeping = sweep(national).catch((error: unknown) => {
      log(`sweep failed: ${errorPlaces(error)}`)
    })
  }, sweepEvery)
  timer.unref()
  return {
    url,
    officers,
    password,
    routes,
    async close() {
      clearInterval(timer)
      await application.close()
      await sweeping
      await national.database.close()
    },
  }
}
