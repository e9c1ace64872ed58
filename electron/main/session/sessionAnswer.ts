import type { Failure, FailureReason } from '../../../shared/bridge/desk'
import { problemMime, problemSchema, type Problem } from '../../../shared/protocol/problem'
import { sessionResponseSchema, type SessionResponse } from '../../../shared/protocol/session'
import { retryAfterSeconds } from './retryAfter'

export type SessionAnswer =
  | { readonly kind: 'session'; readonly session: SessionResponse }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly problem: Problem | null }

/** An answer with its body read to the end. */
export interface ReadAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What the national system's answer to a sign-in or refresh says (PROTOCOL.md 1.3, 1.4, 2.1, 2.2). */
export function readSessionAnswer(answer: ReadAnswer, host: string, now: number): SessionAnswer {
  const problem = problemOf(answer)
  const retryAfter = retryAfterSeconds(answer.headers, now)
  const failed = (reason: FailureReason): SessionAnswer => {
    return { kind: 'failure', problem, failure: { reason, detail: host, retryAfterSeconds: retryAfter } }
  }
  if (problem) return failed(reasonOf(problem))
  if (answer.status >= 500) return failed('server-error')
  if (answer.text.trim() === '') return failed('empty-answer')
  if (answer.status !== 200 && answer.status !== 201) return failed('not-the-national-system')
  const session = sessionResponseSchema.safeParse(parsed(answer.text))
  return session.success ? { kind: 'session', session: session.data } : failed('not-the-national-system')
}

/** The problem that an answer holds; null when it is not one in the protocol's form (PROTOCOL.md 1.3). */
export function problemOf({ status, headers, text }: ReadAnswer): Problem | null {
  const mime = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (status < 400 || mime !== problemMime) return null
  const problem = problemSchema.safeParse(parsed(text))
  return problem.success ? problem.data : null
}

const reasons: Readonly<Record<string, FailureReason>> = {
  bad_credentials: 'bad-credentials',
  otp_required: 'otp-required',
  too_many: 'too-many-attempts',
  maintenance: 'maintenance',
  upgrade_required: 'upgrade-required',
  device_revoked: 'device-revoked',
}

function reasonOf({ code }: Problem): FailureReason {
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? 'server-error') : 'server-error'
}

/** Undefined, which no schema takes, when the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
