import { randomUUID } from 'node:crypto'
import type { Queryable } from './database/database'
import { storedValue } from './database/storedValue'
import { announce } from './events/announcements'

/**
 * The server's line of history (PROTOCOL.md 4.5) is kept with the database, begun anew when that is restored, and
 * read anew by each transaction to which it matters: nothing of one epoch may be done in another.
 */
export async function ensureEpoch(transaction: Queryable): Promise<void> {
  await storedValue(transaction, 'epoch', () => randomUUID())
}

/** From now on what was pulled or sent before is of another history. Gives the new epoch. */
export async function beginEpoch(transaction: Queryable): Promise<string> {
  const epoch = randomUUID()
  await transaction.run(`update national set value = $1 where name = 'epoch'`, [epoch])
  await announce(transaction, { kind: 'restored' })
  return epoch
}
