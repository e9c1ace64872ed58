import { z } from 'zod'
import type { Database } from './database'

/** Something that a test waits for, and that another part of it makes happen. */
export interface Gate {
  readonly passed: Promise<void>
  open(): void
}

export function newGate(): Gate {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

/** A transaction that has done `work` and stays open until it is told to end. */
export interface HeldTransaction {
  /** Commits it. */
  end(): Promise<void>
}

export async function hold(
  database: Database,
  work: Parameters<Database['transaction']>[0],
): Promise<HeldTransaction> {
  const [done, mayEnd] = [newGate(), newGate()]
  const ended = database.transaction(async (transaction) => {
    await work(transaction)
    done.open()
    await mayEnd.passed
  })
  await Promise.race([done.passed, ended])
  return {
    async end() {
      mayEnd.open()
      await ended
    },
  }
}

const waitingSchema = z.object({ pid: z.number() })

/** The connections of this database that wait for a lock, once there are so many. */
export async function untilWaiting(database: Database, count: number): Promise<number[]> {
  for (;;) {
    const rows = await database.rows(
      waitingSchema,
      `select pid from pg_stat_activity
        where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    )
    if (rows.length >= count) return rows.map(({ pid }) => pid)
  }
}
