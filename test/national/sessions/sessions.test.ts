import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceSchema } from '../../../shared/protocol/reference'
import { sessionResponseSchema, type SessionResponse } from '../../../shared/protocol/session'
import type { RunningNational } from '../startNational'
import {
  ask,
  parsed,
  post,
  problemOf,
  startTestNational,
  TestClock,
  TestDesk,
  type Answer,
} from '../testDesk'

const clock = new TestClock()
let national: RunningNational

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, cases: 20, accessSeconds: 600 })
})
afterAll(() => national.close())

function signIn(username: string, password = national.password): Promise<Answer> {
  return post(`${national.url}/v1/sessions`, { username, password, deviceId: 'device-1', deviceName: 'Test' })
}

function refresh(session: SessionResponse, deviceId = 'device-1'): Promise<Answer> {
  return post(`${national.url}/v1/sessions/refresh`, { refreshToken: session.refreshToken, deviceId })
}

function reference({ accessToken }: SessionResponse): Promise<Answer> {
  return ask(`${national.url}/v1/reference`, { headers: { authorization: `Bearer ${accessToken}` } })
}

async function newSession(username = 'sari'): Promise<SessionResponse> {
  return parsed(sessionResponseSchema, await signIn(username))
}

describe('general (PROTOCOL.md 1)', () => {
  it('1.2 every response carries Date', async () => {
    expect((await ask(`${national.url}/v1/status`)).headers.get('date')).toMatch(/GMT$/)
  })

  it('1.3 a path that does not exist is a problem document', async () => {
    const answer = await ask(`${national.url}/v1/nothing`)
    expect(answer.status).toBe(404)
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('1.4 malformed JSON and wrong types are 422 and name the field', async () => {
    const headers = { 'content-type': 'application/json' }
    const cut = await ask(`${national.url}/v1/sessions`, { method: 'POST', body: '{"user', headers })
    expect(problemOf(cut)).toMatchObject({ status: 422, code: 'invalid' })
    const wrong = await post(`${national.url}/v1/sessions`, { username: 7, password: 'x' })
    expect(problemOf(wrong).detail).toContain('username')
    const form = await ask(`${national.url}/v1/sessions`, { method: 'POST', body: 'username=sari' })
    expect(problemOf(form)).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('1.6 says whether there is maintenance, without a token', async () => {
    expect((await ask(`${national.url}/v1/status`)).body).toEqual({ maintenance: null })
  })
})

describe('sessions (PROTOCOL.md 2)', () => {
  it('2.1 signs an officer in and says who it is (2.4)', async () => {
    const answer = await signIn('SARI ')
    expect(answer.status).toBe(201)
    expect(parsed(sessionResponseSchema, answer)).toMatchObject({
      expiresIn: 600,
      officer: { username: 'sari', name: 'Sari Wulandari', role: 'officer' },
    })
  })

  it('2.1 refuses a wrong password, and after 10 failures in 15 minutes any password of that name', async () => {
    for (let failure = 0; failure < 10; failure += 1) {
      expect(problemOf(await signIn('ashar', 'salah'))).toMatchObject({
        status: 401,
        code: 'bad_credentials',
      })
    }
    const refused = await signIn('ashar')
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'too_many' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await signIn('irfan')).status).toBe(201)
    clock.pass(16)
    expect((await signIn('ashar')).status).toBe(201)
  })

  it('1.4 answers an access token that has expired with token_expired', async () => {
    const session = await newSession()
    expect((await reference(session)).status).toBe(200)
    clock.pass(11)
    expect(problemOf(await reference(session))).toMatchObject({ status: 401, code: 'token_expired' })
    expect((await refresh(session)).status).toBe(200)
  })

  it('2.2 the old refresh token gives the same new pair until the new one is first used', async () => {
    const old = await newSession()
    const fresh = parsed(sessionResponseSchema, await refresh(old))
    expect(fresh.accessToken).not.toBe(old.accessToken)
    expect(parsed(sessionResponseSchema, await refresh(old))).toEqual(fresh)
    expect(parsed(sessionResponseSchema, await refresh(old))).toEqual(fresh)
    expect((await reference(fresh)).status).toBe(200)
  })

  it('2.2 after the new access token was used, the old refresh token revokes the session', async () => {
    const old = await newSession()
    const fresh = parsed(sessionResponseSchema, await refresh(old))
    await reference(fresh)
    expect(problemOf(await refresh(old))).toMatchObject({ status: 401, code: 'session_revoked' })
    expect(problemOf(await reference(fresh))).toMatchObject({ status: 401, code: 'session_revoked' })
    expect(problemOf(await refresh(fresh))).toMatchObject({ code: 'session_revoked' })
  })

  it('2.2 after the new refresh token was used, the old one revokes the session', async () => {
    const old = await newSession()
    const second = parsed(sessionResponseSchema, await refresh(old))
    const third = parsed(sessionResponseSchema, await refresh(second))
    expect(problemOf(await refresh(old))).toMatchObject({ code: 'session_revoked' })
    expect(problemOf(await reference(third))).toMatchObject({ code: 'session_revoked' })
  })

  it('2.2 a refresh token brought by another device revokes the session', async () => {
    const session = await newSession()
    expect(problemOf(await refresh(session, 'device-2'))).toMatchObject({ code: 'session_revoked' })
    expect(problemOf(await reference(session))).toMatchObject({ code: 'session_revoked' })
  })

  it('a token that was changed or made up is no token', async () => {
    const session = await newSession()
    const forged = session.accessToken.replace('.1.', '.2.')
    expect(problemOf(await reference({ ...session, accessToken: forged })).status).toBe(401)
    expect(problemOf(await reference({ ...session, accessToken: session.refreshToken })).status).toBe(401)
    expect((await ask(`${national.url}/v1/reference`)).status).toBe(401)
  })

  it('2.3 signing out ends the session', async () => {
    const session = await newSession()
    const headers = { authorization: `Bearer ${session.accessToken}` }
    const answer = await ask(`${national.url}/v1/sessions/current`, { method: 'DELETE', headers })
    expect(answer.status).toBe(204)
    expect(problemOf(await reference(session))).toMatchObject({ code: 'session_revoked' })
  })
})

describe('reference data (PROTOCOL.md 3.1)', () => {
  it('comes with an ETag and is not sent again to who holds it', async () => {
    const desk = await TestDesk.signIn(national, 'sari')
    const answer = await desk.get('/v1/reference')
    const tag = answer.headers.get('etag') ?? ''
    expect(parsed(referenceSchema, answer).agency).toMatchObject({ timeZone: 'Asia/Makassar' })
    expect((await desk.get('/v1/reference', { 'if-none-match': tag })).status).toBe(304)
    expect((await desk.get('/v1/reference', { 'if-none-match': '"other"' })).status).toBe(200)
  })
})
