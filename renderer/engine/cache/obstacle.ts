import type { CacheObstacle } from '../progress'
import { CacheFailure } from './caseCache'

/** With the disk full the first error is an `AbortError` (RELIABILITY.md, measured). */
const fullDisk = ['QuotaExceededError', 'AbortError']

/** What an error of the database means to the desk. */
export function obstacleIn(failure: unknown): CacheObstacle {
  if (failure instanceof CacheFailure) return failure.obstacle
  return namesIn(failure).some((name) => fullDisk.includes(name)) ? 'full' : 'failed'
}

/** Dexie wraps the browser's own error, sometimes twice. */
function namesIn(failure: unknown): string[] {
  const names: string[] = []
  for (let at = failure; at !== null && typeof at === 'object' && names.length < 4;) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name)
    at = 'inner' in at ? at.inner : null
  }
  return names
}
