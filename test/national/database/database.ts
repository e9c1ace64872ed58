import type { z } from 'zod'

/**
 * What the sandbox asks of its database: SQL with `$1` parameters, rows checked by a schema. PGlite in the process
 * is behind it; a real PostgreSQL server fits behind it as well.
 */
export interface Queryable {
  /** The rows that the statement gives, each checked; throws when one is not of that shape. */
  rows<Row>(shape: z.ZodType<Row>, sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** Runs a statement whose rows nobody needs. */
  run(sql: string, parameters?: readonly unknown[]): Promise<void>
}

export interface Database extends Queryable {
  /** All or nothing: what `work` wrote is undone when it throws. */
  transaction<Result>(work: (queryable: Queryable) => Promise<Result>): Promise<Result>
  /** Several statements without parameters, as migrations have them. */
  script(sql: string): Promise<void>
  /** Flushes and closes; nothing may be asked afterwards. */
  close(): Promise<void>
}

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
