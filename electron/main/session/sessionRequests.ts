import type { Failure } from '../../../shared/bridge/desk'
import type { DeviceId } from '../../../shared/domain/identifiers'
import type { SignInRequest } from '../../../shared/protocol/session'
import { bounded } from './boundedBody'
import { networkFaultOf, withTimeLimit, type NationalFetch, type NetworkFault } from './nationalFetch'
import { readSessionAnswer, type ReadAnswer, type SessionAnswer } from './sessionAnswer'

/** Until an answer to a sign-in or refresh is read to the end. */
const answerTimeMilliseconds = 30_000
/** Signing out waits no longer for a server that the officer may not be able to reach. */
const signOutTimeMilliseconds = 3_000
/** A session is a few hundred bytes; a page of a captive portal is read to be told from it. */
const longestAnswer = 4 * 1024 * 1024

export interface DeskIdentity {
  readonly deviceId: DeviceId
  readonly deviceName: string
  readonly version: string
}

export type SessionRequestAnswer =
  SessionAnswer | { readonly kind: 'no-answer'; readonly fault: NetworkFault; readonly failure: Failure }

/** The three requests of PROTOCOL.md 2. */
export class SessionRequests {
  constructor(
    readonly fetch: NationalFetch,
    readonly identity: DeskIdentity,
    private readonly now: () => number = Date.now,
  ) {}

  signIn(
    server: string,
    credentials: Omit<SignInRequest, 'deviceId' | 'deviceName'>,
  ): Promise<SessionRequestAnswer> {
    const { deviceId, deviceName } = this.identity
    return this.post(server, '/v1/sessions', { ...credentials, deviceId, deviceName })
  }

  refresh(server: string, refreshToken: string): Promise<SessionRequestAnswer> {
    return this.post(server, '/v1/sessions/refresh', { refreshToken, deviceId: this.identity.deviceId })
  }

  /** Best effort: the tokens are forgotten here whatever becomes of it. */
  async signOut(server: string, accessToken: string): Promise<void> {
    const { controller, stop } = withTimeLimit(signOutTimeMilliseconds)
    const headers = { ...this.headers(), authorization: `Bearer ${accessToken}` }
    try {
      const request = { method: 'DELETE', headers, signal: controller.signal }
      await this.fetch(`${server}/v1/sessions/current`, request)
    } catch {
      // The session ends by itself at the national system; the officer must not have to wait for a network.
    } finally {
      stop()
    }
  }

  headers(): Record<string, string> {
    return { 'x-desk-version': this.identity.version, 'x-device-id': this.identity.deviceId }
  }

  private async post(server: string, path: string, body: unknown): Promise<SessionRequestAnswer> {
    const { host } = new URL(server)
    const { controller, stop } = withTimeLimit(answerTimeMilliseconds)
    const headers = { ...this.headers(), 'content-type': 'application/json', accept: 'application/json' }
    const request = { method: 'POST', headers, body: JSON.stringify(body), signal: controller.signal }
    try {
      const answer = await readWhole(await this.fetch(`${server}${path}`, request))
      if (answer.status >= 300 && answer.status < 400) return noAnswer('redirected', host)
      return readSessionAnswer(answer, host, this.now())
    } catch (error) {
      return noAnswer(networkFaultOf(error), host)
    } finally {
      stop()
    }
  }
}

async function readWhole(response: Response): Promise<ReadAnswer> {
  const text = response.body
    ? await new Response(response.body.pipeThrough(bounded(longestAnswer))).text()
    : ''
  return { status: response.status, headers: response.headers, text }
}

function noAnswer(fault: NetworkFault, host: string): SessionRequestAnswer {
  // Nothing of the protocol redirects: whoever does is a captive portal or another site (PROTOCOL.md 1.3).
  const reason = fault === 'redirected' ? 'not-the-national-system' : fault
  return { kind: 'no-answer', fault, failure: { reason, detail: host } }
}
