import type { NationalFailure } from '../findingApi'
import type { Fault } from './fault'

/** Somebody waits in front of the screen. */
const patienceMilliseconds = 20_000

/** For a question that somebody waits for: it ends by itself. */
export function patience(): AbortSignal {
  return AbortSignal.timeout(patienceMilliseconds)
}

/** Why a question that was asked once got no answer; nobody repeats it by itself. */
export function failureOf(fault: Fault): NationalFailure {
  switch (fault.kind) {
    case 'again':
    case 'stop':
      return { outcome: 'failed', problem: fault.problem, detail: null }
    case 'not-before':
      return { outcome: 'failed', problem: fault.problem, detail: fault.detail }
    case 'refused':
      return { outcome: 'failed', problem: 'refused', detail: fault.detail }
    // Nothing was heard in time.
    case 'aborted':
      return { outcome: 'failed', problem: 'unreachable', detail: null }
    case 'epoch-changed':
    case 'cursor-expired':
      return { outcome: 'failed', problem: 'server-error', detail: null }
  }
}
