import { DatabaseError } from 'pg'
import { DatabaseBusy, DatabaseLost } from './database'

/** serialization_failure and deadlock_detected: the transaction was undone and may be tried again at once. */
const worthRetrying = new Set(['40001', '40P01'])
/** lock_not_available, query_canceled (`statement_timeout`): it has waited long enough. */
const waitedTooLong = new Set(['55P03', '57014'])

/** Whether the server undid the transaction only because others were faster. */
export function isCollision(error: unknown): boolean {
  return error instanceof DatabaseError && worthRetrying.has(error.code ?? '')
}

/**
 * What `pg` throws as what `Database` promises to throw. The cause stays with it for the log, which never prints
 * messages: PostgreSQL's quote rows.
 */
export function translated(error: unknown): unknown {
  if (isCollision(error)) return new DatabaseBusy('collided too often', { cause: error })
  if (error instanceof DatabaseError) {
    const code = error.code ?? ''
    if (waitedTooLong.has(code)) return new DatabaseBusy('waited too long', { cause: error })
    return saysThatItIsGone(code) ? new DatabaseLost(`refused with ${code}`, { cause: error }) : error
  }
  return isBrokenConnection(error) ? new DatabaseLost('no connection', { cause: error }) : error
}

/**
 * Classes of PostgreSQL's appendix A: 08 connection, 53 no disk, memory or connections, 57P shutting down; and
 * 25P03, a transaction that stood idle for too long.
 */
function saysThatItIsGone(code: string): boolean {
  return /^(08|53|57P)/.test(code) || code === '25P03'
}

/** The driver's own errors have a system call's code, or no code and one of these texts. */
function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return true
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/.test(
    error.message,
  )
}
