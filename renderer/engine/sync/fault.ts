import { problemSchema } from '../../../shared/protocol/problem'
import type { SyncProblem } from '../api'
import { backoffLimits } from './backoff'
import type { TransportAnswer } from './transport'

/** Why a request did not do what it was for, and so what the desk does next. */
export type Fault =
  /** Tried again by the backoff, without end (PROTOCOL.md 1.5). */
  | { readonly kind: 'again'; readonly problem: SyncProblem }
  /** The server named a time; not asked before it (PROTOCOL.md 1.4). */
  | {
      readonly kind: 'not-before'
      readonly problem: 'maintenance' | 'too-many' | 'server-error'
      /** Milliseconds from when it was said. */
      readonly wait: number
      readonly detail: string | null
    }
  /** Asking is of no use until somebody did something. */
  | { readonly kind: 'stop'; readonly problem: 'session-ended' | 'device-revoked' | 'upgrade-required' }
  | { readonly kind: 'epoch-changed' }
  | { readonly kind: 'cursor-expired' }
  /** The request itself is refused: repeating it as it is would change nothing. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: string
      readonly detail: string | null
    }
  | { readonly kind: 'aborted' }

type Answer = Extract<TransportAnswer, { kind: 'answer' }>

/**
 * The meaning of an answer that is not a success (PROTOCOL.md 1.3 to 1.5). `now`, in milliseconds since 1970, stands in
 * for a missing `Date`.
 */
export function faultOf(answer: Answer, now: number): Fault {
  const problem = problemIn(answer.text)
  // What does not speak the protocol's language is not the national system: a captive portal, a broken proxy.
  if (!problem) return strangerFault(answer, now)
  const { code } = problem
  const detail = problem.detail ?? null
  if (answer.status === 429 || answer.status === 503 || answer.status === 426)
    return waitOf(answer, code, detail, now)
  if (answer.status >= 500) return { kind: 'again', problem: 'server-error' }
  switch (code) {
    case 'session_revoked':
      return { kind: 'stop', problem: 'session-ended' }
    case 'device_revoked':
      return { kind: 'stop', problem: 'device-revoked' }
    case 'epoch_changed':
      return { kind: 'epoch-changed' }
    case 'cursor_expired':
      return { kind: 'cursor-expired' }
    // The gateway refreshes and repeats; what comes through all the same is worth another try.
    case 'token_expired':
      return { kind: 'again', problem: 'server-error' }
    default:
      return { kind: 'refused', status: answer.status, code, detail }
  }
}

/**
 * Whoever stands between may ask for patience too, but not for long: only the national system can close the desk's way
 * for hours.
 */
function strangerFault(answer: Answer, now: number): Fault {
  const told = answer.status === 429 || answer.status === 503 ? toldWait(answer, now) : null
  if (told !== null) {
    const wait = Math.min(told, backoffLimits.capMilliseconds)
    return { kind: 'not-before', problem: 'server-error', wait, detail: null }
  }
  return { kind: 'again', problem: answer.status >= 500 ? 'server-error' : 'not-the-national-system' }
}

function waitOf(answer: Answer, code: string, detail: string | null, now: number): Fault {
  if (answer.status === 426) return { kind: 'stop', problem: 'upgrade-required' }
  const problem = answer.status === 429 ? 'too-many' : code === 'maintenance' ? 'maintenance' : 'server-error'
  const wait = toldWait(answer, now)
  return wait === null ? { kind: 'again', problem } : { kind: 'not-before', problem, wait, detail }
}

/** Null when no time was told, or none that is to come: then the backoff decides. */
function toldWait(answer: Answer, now: number): number | null {
  // A date is the server's, so it is measured by the server's clock, whatever ours says (RELIABILITY.md 16).
  const serverNow = Date.parse(answer.date ?? '')
  return retryWait(answer.retryAfter, Number.isNaN(serverNow) ? now : serverNow) || null
}

/** `Retry-After` is a number of seconds or a date (RFC 9110); null when it is missing or neither. */
export function retryWait(retryAfter: string | null, serverNow: number): number | null {
  if (retryAfter === null) return null
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? null : Math.max(0, date - serverNow)
}

function problemIn(text: string): { readonly code: string; readonly detail?: string | undefined } | null {
  try {
    const parsed = problemSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
