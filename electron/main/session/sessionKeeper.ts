import { problemOf } from './sessionAnswer'
import type { NetworkFault } from './nationalFetch'
import type { SessionRequestAnswer, SessionRequests } from './sessionRequests'
import type { StoredSession } from './sessionFile'
import type { Problem } from '../../../shared/protocol/problem'

export type AuthorisedAnswer =
  | { readonly kind: 'response'; readonly response: Response }
  /** The national system ended the session: only signing in again helps (PROTOCOL.md 1.4). */
  | { readonly kind: 'ended' }
  /** The refresh that the request needed was answered by a problem; the request itself was not repeated. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly retryAfterSeconds: number | undefined }
  | { readonly kind: 'no-answer'; readonly fault: NetworkFault }
  /** The new pair of tokens could not be put on the disk, so it was not used. */
  | { readonly kind: 'not-saved' }

export type SessionState =
  | 'valid'
  /** Only signing in again helps; nothing here is touched (PROTOCOL.md 1.4). */
  | 'ended'
  /** 403 `device_revoked`: the only answer that makes the desk wipe itself (PROTOCOL.md 1.4). */
  | 'revoked'

type RefreshOutcome = { readonly kind: 'refreshed' } | Exclude<AuthorisedAnswer, { kind: 'response' }>

/**
 * Holds the tokens of an open desk. They are given to nobody but the request that is being sent; a new pair is on
 * the disk before it is used, and however many requests find the old one expired, one refresh serves them all
 * (PROTOCOL.md 1.4, 2.2; RELIABILITY.md 10).
 */
export class SessionKeeper {
  private refreshing: Promise<RefreshOutcome> | null = null
  private standing: SessionState = 'valid'

  constructor(
    private session: StoredSession,
    private readonly requests: SessionRequests,
    private readonly save: (session: StoredSession) => Promise<void>,
    private readonly changed: () => void,
  ) {}

  get current(): StoredSession {
    return this.session
  }

  get state(): SessionState {
    return this.standing
  }

  /** After signing in again: the new session must be on the disk already. */
  replace(session: StoredSession): void {
    this.session = session
    this.standing = 'valid'
    this.changed()
  }

  /** Sends a request with the access token; when that has expired, refreshes and sends it once more. */
  async authorised(send: (accessToken: string) => Promise<Response>): Promise<AuthorisedAnswer> {
    if (this.standing !== 'valid') return { kind: 'ended' }
    const usedToken = this.session.accessToken
    const first = await this.sendOnce(send, usedToken)
    if (first.code !== 'token_expired') return first.answer
    // Somebody else may have refreshed while this request was under way.
    if (this.session.accessToken === usedToken) {
      const outcome = await this.refreshOnce()
      if (outcome.kind !== 'refreshed') return outcome
    }
    const second = await this.sendOnce(send, this.session.accessToken)
    return second.answer
  }

  private async sendOnce(
    send: (accessToken: string) => Promise<Response>,
    accessToken: string,
  ): Promise<{ readonly answer: AuthorisedAnswer; readonly code: string | null }> {
    const response = await send(accessToken)
    const { status, headers } = response
    if (status !== 401 && status !== 403) return { answer: { kind: 'response', response }, code: null }
    const text = await response.text()
    const code = problemOf({ status, headers, text })?.code ?? null
    if (code === 'session_revoked') {
      if (this.session.accessToken === accessToken) this.become('ended')
      return { answer: { kind: 'ended' }, code }
    }
    if (status === 403 && code === 'device_revoked') this.become('revoked')
    return { answer: { kind: 'response', response: new Response(text, { status, headers }) }, code }
  }

  private refreshOnce(): Promise<RefreshOutcome> {
    this.refreshing ??= this.refresh().finally(() => {
      this.refreshing = null
    })
    return this.refreshing
  }

  private async refresh(): Promise<RefreshOutcome> {
    const before = this.session
    const answer = await this.requests.refresh(before.server, before.refreshToken)
    // The officer signed in again meanwhile: that session is the one to go on with.
    if (this.session !== before) return { kind: 'refreshed' }
    if (answer.kind !== 'session') return this.refreshRefused(answer)
    const { accessToken, refreshToken, officer } = answer.session
    const session: StoredSession = { server: before.server, accessToken, refreshToken, officer }
    try {
      await this.save(session)
    } catch {
      // The old refresh token goes on answering the same pair until that is used: nothing is lost (PROTOCOL.md 2.2).
      return { kind: 'not-saved' }
    }
    this.session = session
    this.changed()
    return { kind: 'refreshed' }
  }

  private refreshRefused(answer: Exclude<SessionRequestAnswer, { kind: 'session' }>): RefreshOutcome {
    if (answer.kind === 'no-answer') return { kind: 'no-answer', fault: answer.fault }
    // An answer that is not of the protocol is a network fault (PROTOCOL.md 1.3).
    if (!answer.problem) return { kind: 'no-answer', fault: 'unreachable' }
    if (answer.problem.status === 401) {
      this.become('ended')
      return { kind: 'ended' }
    }
    if (answer.problem.status === 403 && answer.problem.code === 'device_revoked') this.become('revoked')
    const { retryAfterSeconds } = answer.failure
    return { kind: 'refused', problem: answer.problem, retryAfterSeconds }
  }

  /** A computer that was revoked stays so, whatever is heard of the session afterwards. */
  private become(standing: Exclude<SessionState, 'valid'>): void {
    if (this.standing === 'revoked') return
    this.standing = standing
    this.changed()
  }
}
