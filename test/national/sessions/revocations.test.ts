import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { otpSecrets } from '../generator/officers'
import type { RunningNational } from '../startNational'
import { ask, post, problemOf, startTestNational, type Answer } from '../testDesk'
import { newSession, reference, refresh, signIn } from './signedIn'

let national: RunningNational

beforeAll(async () => {
  national = await startTestNational({ cases: 5 })
})
afterAll(() => national.close())

function revoke(body: Record<string, unknown>): Promise<Answer> {
  return post(`${national.url}/sandbox/revocations`, body)
}

const sessionRevoked = { status: 401, code: 'session_revoked' }
const deviceRevoked = { status: 403, code: 'device_revoked' }

/** Every `/v1` route that asks for a token. */
function guardedRoutes() {
  const open = new Set(['/v1/sessions', '/v1/sessions/refresh', '/v1/status'])
  return national.routes.filter(({ method, path }) => {
    const isDesks = path.startsWith('/v1/') && !open.has(path)
    return isDesks && !['HEAD', 'OPTIONS'].includes(method)
  })
}

function askRoute({ method, path }: { method: string; path: string }, accessToken: string): Promise<Answer> {
  const url = `${national.url}${path.replace(/:\w+|\*/g, 'x')}`
  return ask(url, { method, headers: { authorization: `Bearer ${accessToken}`, 'tus-resumable': '1.0.0' } })
}

describe('revocations (PROTOCOL.md 1.4)', () => {
  it("1.4 an officer's sessions end at once, on every path, and the officer may sign in again", async () => {
    const session = await newSession(national)
    const other = await newSession(national, { deviceId: 'device-2' })
    const bystander = await newSession(national, { username: 'ashar' })
    const answer = await revoke({ username: 'Sari', kind: 'session' })
    expect([answer.status, answer.body]).toEqual([200, { sessions: 2, devices: 0 }])
    for (const route of guardedRoutes()) {
      expect(problemOf(await askRoute(route, session.accessToken)), route.path).toMatchObject(sessionRevoked)
    }
    expect(problemOf(await refresh(national, session))).toMatchObject(sessionRevoked)
    expect(problemOf(await reference(national, other))).toMatchObject(sessionRevoked)
    expect((await reference(national, bystander)).status).toBe(200)
    expect((await signIn(national)).status).toBe(201)
  })

  it('1.4 the sessions of one device end, those on others go on', async () => {
    const here = await newSession(national, { deviceId: 'device-3' })
    const there = await newSession(national, { deviceId: 'device-4' })
    expect((await revoke({ deviceId: 'device-3', kind: 'session' })).body).toEqual({
      sessions: 1,
      devices: 0,
    })
    expect(problemOf(await reference(national, here))).toMatchObject(sessionRevoked)
    expect((await reference(national, there)).status).toBe(200)
    expect((await signIn(national, { deviceId: 'device-3' })).status).toBe(201)
  })

  it('1.4 a revoked device hears it on every path, at refresh and at sign-in, whoever tries', async () => {
    const session = await newSession(national, { deviceId: 'lost' })
    expect((await revoke({ deviceId: 'lost', kind: 'device' })).body).toEqual({ sessions: 1, devices: 1 })
    for (const route of guardedRoutes()) {
      expect(problemOf(await askRoute(route, session.accessToken)), route.path).toMatchObject(deviceRevoked)
    }
    expect(problemOf(await refresh(national, session, 'lost'))).toMatchObject(deviceRevoked)
    for (const password of [national.password, 'salah']) {
      const attempt = await signIn(national, { username: 'ashar', deviceId: 'lost', password })
      expect(problemOf(attempt)).toMatchObject(deviceRevoked)
    }
    expect((await signIn(national)).status).toBe(201)
  })

  it('1.4 a device hears it also when its session had ended before', async () => {
    const session = await newSession(national, { deviceId: 'late' })
    await revoke({ username: 'sari', kind: 'session' })
    await revoke({ deviceId: 'late', kind: 'device' })
    expect(problemOf(await reference(national, session))).toMatchObject(deviceRevoked)
  })

  it('1.4 a token of a revoked device that another device brings is no reason to wipe that one', async () => {
    const session = await newSession(national, { deviceId: 'stolen' })
    await revoke({ deviceId: 'stolen', kind: 'device' })
    expect(problemOf(await refresh(national, session, 'device-1'))).toMatchObject(sessionRevoked)
    const brought = await reference(national, session, { 'x-device-id': 'device-1' })
    expect(problemOf(brought)).toMatchObject(sessionRevoked)
  })

  it('1.4 all devices of an officer can be revoked, and one that never signed in', async () => {
    const username = 'mardiana'
    const sessions = [
      await newSession(national, { username, deviceId: 'mardiana-1' }),
      await newSession(national, { username, deviceId: 'mardiana-2' }),
    ]
    expect((await revoke({ username, kind: 'device' })).body).toEqual({ sessions: 2, devices: 2 })
    for (const session of sessions) {
      expect(problemOf(await reference(national, session))).toMatchObject(deviceRevoked)
    }
    expect((await revoke({ deviceId: 'never-seen', kind: 'device' })).body).toEqual({
      sessions: 0,
      devices: 1,
    })
    const first = await signIn(national, { deviceId: 'never-seen' })
    expect(problemOf(first)).toMatchObject(deviceRevoked)
  })

  it('1.4 a revoked device is not asked for a one-time code', async () => {
    const [username = ''] = otpSecrets.keys()
    await revoke({ deviceId: 'lost-too', kind: 'device' })
    expect(problemOf(await signIn(national, { username, deviceId: 'lost-too' }))).toMatchObject(deviceRevoked)
  })

  it.each([
    [{}],
    [{ kind: 'session' }],
    [{ kind: 'officer', username: 'sari' }],
    [{ kind: 'session', username: 'sari', deviceId: 'device-1' }],
    [{ kind: 'session', username: 'bukan-siapa-siapa' }],
    [{ kind: 'device', deviceId: 'x'.repeat(65) }],
  ])('what cannot be meant is refused: %j', async (body) => {
    expect(problemOf(await revoke(body))).toMatchObject({ status: 422, code: 'invalid' })
  })
})
