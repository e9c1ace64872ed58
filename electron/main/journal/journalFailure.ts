import type { JournalFailureCode } from '../../../shared/bridge/journalPort'
import { isOutOfSpace, systemErrorCode } from '../files/diskFiles'

/** Why the journal did not do what it was asked; nothing of it counts. */
export class JournalFailure extends Error {
  constructor(
    readonly code: JournalFailureCode,
    detail: string,
  ) {
    super(detail)
    this.name = 'JournalFailure'
  }
}

/** What a failed write means to the officer. */
export function journalFailureOf(error: unknown): JournalFailure {
  if (error instanceof JournalFailure) return error
  return new JournalFailure(
    isOutOfSpace(error) ? 'disk-full' : 'write-failed',
    systemErrorCode(error) ?? 'unknown',
  )
}
