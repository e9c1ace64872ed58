import { sessionResponseSchema, type SessionResponse } from '../../../shared/protocol/session'
import type { RunningNational } from '../startNational'
import { ask, parsed, post, type Answer } from '../testDesk'

type Server = Pick<RunningNational, 'url' | 'password'>

/** What a test says at sign-in; what it leaves out is right. */
interface Credentials {
  readonly username?: string
  readonly password?: string
  readonly otp?: string
  readonly deviceId?: string
}

export function signIn(national: Server, given: Credentials = {}): Promise<Answer> {
  const usual = { username: 'sari', password: national.password, deviceId: 'device-1', deviceName: 'Test' }
  return post(`${national.url}/v1/sessions`, { ...usual, ...given })
}

export async function newSession(national: Server, given: Credentials = {}): Promise<SessionResponse> {
  return parsed(sessionResponseSchema, await signIn(national, given))
}

export function refresh(
  national: Server,
  { refreshToken }: Pick<SessionResponse, 'refreshToken'>,
  deviceId = 'device-1',
): Promise<Answer> {
  return post(`${national.url}/v1/sessions/refresh`, { refreshToken, deviceId })
}

export async function refreshed(national: Server, session: SessionResponse): Promise<SessionResponse> {
  return parsed(sessionResponseSchema, await refresh(national, session))
}

/** The first use that a test makes of an access token. */
export function reference(
  national: Server,
  { accessToken }: Pick<SessionResponse, 'accessToken'>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return ask(`${national.url}/v1/reference`, {
    headers: { authorization: `Bearer ${accessToken}`, ...headers },
  })
}

export function signOut(
  national: Server,
  { accessToken }: Pick<SessionResponse, 'accessToken'>,
): Promise<Answer> {
  return ask(`${national.url}/v1/sessions/current`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${accessToken}` },
  })
}
