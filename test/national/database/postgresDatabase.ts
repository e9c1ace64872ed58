import { setTimeout as pause } from 'node:timers/promises'
import { Pool, type PoolClient } from 'pg'
import { z } from 'zod'
import { DatabaseLost, type Database, type Queryable } from './database'
import { isCollision, translated } from './postgresErrors'
import { PostgresListener } from './postgresListener'

/** Names of this program's advisory locks; the first of two numbers, so that no other use of them meets these. */
const gate = '(4510, 0)'

const mostConnections = 10

/** So many times a transaction is begun in all when it collides with others. */
const mostAttempts = 5

/**
 * A PostgreSQL server by its URL. Transactions are READ COMMITTED: whoever writes a row has locked it before reading
 * it (`for update`), and what has no row yet is locked by name (`pg_advisory_xact_lock`), so that two officers at one
 * case follow one another instead of failing. Parameters in the URL count more than what stands here.
 */
export async function openPostgresDatabase(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    application_name: 'meja-aduan-national',
    max: mostConnections,
    connectionTimeoutMillis: 5_000,
    // Less than a statement may take, so that waiting is told from working.
    lock_timeout: 5_000,
    statement_timeout: 30_000,
    // A program that hangs in the middle of a transaction must not keep its locks.
    idle_in_transaction_session_timeout: 30_000,
  })
  // A connection that breaks says so to whoever asks it next; without listeners it would end the program.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const database = databaseOf(pool, new PostgresListener(url))
  try {
    await database.run('select 1')
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

function databaseOf(pool: Pool, listener: PostgresListener): Database {
  const single = queryableOf(pool)
  return {
    // A statement of its own that collided was undone as a whole, so it is tried again like a transaction.
    rows: (shape, sql, parameters) => retried(() => single.rows(shape, sql, parameters)),
    run: (sql, parameters) => retried(() => single.run(sql, parameters)),
    script: (sql) => retried(() => single.script(sql)),
    transaction: (work) =>
      retried(() => transact(pool, `begin; select pg_advisory_xact_lock_shared${gate}`, work)),
    alone: (work) =>
      retried(() =>
        transact(
          pool,
          // Others end their transactions first, and filling a new database takes its time.
          `begin; set local lock_timeout = 0; set local statement_timeout = 0;
           set local idle_in_transaction_session_timeout = 0; select pg_advisory_xact_lock${gate}`,
          work,
        ),
      ),
    listen: listener.listen,
    async close() {
      await listener.close()
      await pool.end()
    },
  }
}

function queryableOf(source: Pick<PoolClient, 'query'>): Queryable {
  return {
    async rows<Row>(shape: z.ZodType<Row>, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await source.query<Record<string, unknown>>(sql, [...parameters])
      return z.array(shape).parse(rows)
    },
    async run(sql, parameters = []) {
      await source.query(sql, [...parameters])
    },
    async script(sql) {
      // Without parameters the driver uses the simple protocol, which takes several statements.
      await source.query(sql)
    },
  }
}

async function transact<Result>(
  pool: Pool,
  begin: string,
  work: (queryable: Queryable) => Promise<Result>,
): Promise<Result> {
  const client = await beginOn(pool, begin)
  try {
    const result = await work(queryableOf(client))
    const { command } = await client.query('commit')
    // The server answers a commit after a failed statement by undoing it all.
    if (command !== 'COMMIT') throw new Error('A statement failed and its error was not passed on')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      // A connection on which not even that works is of no use; the server undoes what it left.
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}

/** Kept connections may have broken since they were last used: nothing was done then, and the next one is tried. */
async function beginOn(pool: Pool, begin: string): Promise<PoolClient> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect()
    try {
      await client.query(begin)
      return client
    } catch (error) {
      client.release(true)
      if (attempt > mostConnections || !(translated(error) instanceof DatabaseLost)) throw error
    }
  }
}

/** Collisions are tried again after a short, random pause, so that the same two do not meet again. */
async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isCollision(error) || attempt === mostAttempts) throw translated(error)
      await pause(Math.random() * 20 * 2 ** attempt)
    }
  }
}
