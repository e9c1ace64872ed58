import type { z } from 'zod'

/**
 * What the sandbox asks of its database: SQL with `$1` parameters, rows checked by a schema. Behind it is PGlite in
 * the process or a PostgreSQL server; both get the same statements.
 */
export interface Queryable {
  /** The rows that the statement gives, each checked; throws when one is not of that shape. */
  rows<Row>(shape: z.ZodType<Row>, sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** Runs a statement whose rows nobody needs. */
  run(sql: string, parameters?: readonly unknown[]): Promise<void>
  /** Several statements without parameters, as migrations have them. */
  script(sql: string): Promise<void>
}

/**
 * Any call may throw `DatabaseBusy` or `DatabaseLost`. Inside a transaction ask its own `Queryable` only: there may
 * be no other connection.
 */
export interface Database extends Queryable {
  /**
   * All or nothing: what `work` wrote is undone when it throws. `work` may run more than once (a deadlock is tried
   * again), so it changes nothing but the database.
   */
  transaction<Result>(work: (queryable: Queryable) => Promise<Result>): Promise<Result>
  /** A transaction while no other one runs, of this program or any other on the same database. */
  alone<Result>(work: (queryable: Queryable) => Promise<Result>): Promise<Result>
  /**
   * Calls `heard` with the payload of every notification on the channel once the transaction that sent it
   * (`pg_notify`) is committed; with null after a time in which some may have been lost, as when the connection
   * broke. Gives what ends it. `heard` must not throw.
   */
  listen(channel: string, heard: (payload: string | null) => void): Promise<() => Promise<void>>
  /** Flushes and closes; nothing may be asked afterwards. */
  close(): Promise<void>
}

/** Somebody else's lock was in the way for too long, or again and again; nothing was done, and trying again helps. */
export class DatabaseBusy extends Error {}

/**
 * The server cannot be reached, or the connection broke. A transaction was undone, unless the connection broke while
 * it was being committed: then only its own recorded result tells.
 */
export class DatabaseLost extends Error {}

/** The first row or null. */
export async function firstRow<Row>(
  queryable: Queryable,
  shape: z.ZodType<Row>,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row | null> {
  const [row] = await queryable.rows(shape, sql, parameters)
  return row ?? null
}
