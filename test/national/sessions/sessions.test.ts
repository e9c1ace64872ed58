import { createHook } from 'node:async_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import type { RunningNational } from '../startNational'
import { parsed, problemOf, startTestNational, TestClock } from '../testDesk'
import { newSession, reference, refresh, refreshed, signIn, signOut } from './signedIn'

const clock = new TestClock()
let national: RunningNational

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, cases: 20, accessSeconds: 600 })
})
afterAll(() => national.close())

const revoked = { status: 401, code: 'session_revoked' }

describe('signing in (PROTOCOL.md 2.1)', () => {
  it('2.1 signs an officer in and says who it is (2.4)', async () => {
    const answer = await signIn(national, { username: 'SARI ' })
    expect(answer.status).toBe(201)
    expect(parsed(sessionResponseSchema, answer)).toMatchObject({
      expiresIn: 600,
      officer: { username: 'sari', name: 'Sari Wulandari', role: 'officer' },
    })
  })

  it('2.1 refuses a wrong password, and after 10 failures in 15 minutes any password of that name', async () => {
    for (let failure = 0; failure < 10; failure += 1) {
      const answer = await signIn(national, { username: 'ashar', password: 'salah' })
      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'bad_credentials' })
    }
    clock.pass(5)
    const refused = await signIn(national, { username: 'ashar' })
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'too_many' })
    expect(refused.headers.get('retry-after')).toBe('600')
    expect((await signIn(national, { username: 'irfan' })).status).toBe(201)
    clock.pass(10)
    expect((await signIn(national, { username: 'ashar' })).status).toBe(201)
  })

  it('2.1 counts failures that come at the same time, however many', async () => {
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => signIn(national, { username: 'mulyadi', password: 'salah' })),
    )
    const codes = answers.map((answer) => problemOf(answer).code)
    expect(codes.filter((code) => code === 'bad_credentials')).toHaveLength(10)
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(4)
  })

  it('2.1 a success forgets the failures before it', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 0; failure < 9; failure += 1) {
        await signIn(national, { username: 'irfan', password: 'salah' })
      }
      expect((await signIn(national, { username: 'irfan' })).status).toBe(201)
    }
  })

  it('2.1 a name that nobody has is answered, counted and worked on like any other', async () => {
    const known = await hashesMadeBy(() => signIn(national, { username: 'nurhayati', password: 'salah' }))
    const unknown = await hashesMadeBy(() => signIn(national, { username: 'bukan-siapa-siapa' }))
    expect(unknown.body).toEqual(known.body)
    expect([known.hashes, unknown.hashes]).toEqual([1, 1])
    for (let failure = 1; failure < 10; failure += 1) {
      await signIn(national, { username: 'bukan-siapa-siapa' })
    }
    const refused = problemOf(await signIn(national, { username: 'Bukan-Siapa-Siapa' }))
    expect(refused).toMatchObject({ status: 429, code: 'too_many' })
  })
})

/** How many passwords were hashed for an answer: the work that takes the time. */
async function hashesMadeBy(work: () => ReturnType<typeof signIn>) {
  let hashes = 0
  const hook = createHook({
    init(_id, type) {
      if (type === 'SCRYPTREQUEST') hashes += 1
    },
  }).enable()
  try {
    const { body } = await work()
    return { body, hashes }
  } finally {
    hook.disable()
  }
}

describe('refreshing (PROTOCOL.md 2.2)', () => {
  it('1.4 answers an access token that has expired with token_expired, and the refresh token still works', async () => {
    const session = await newSession(national)
    expect((await reference(national, session)).status).toBe(200)
    clock.pass(10)
    expect(problemOf(await reference(national, session))).toMatchObject({
      status: 401,
      code: 'token_expired',
    })
    const fresh = await refreshed(national, session)
    expect((await reference(national, fresh)).status).toBe(200)
  })

  it('2.2 a refresh token has no end of its own', async () => {
    const session = await newSession(national)
    clock.pass(60 * 24 * 365)
    expect((await reference(national, await refreshed(national, session))).status).toBe(200)
  })

  it('2.2 the old refresh token gives the same new pair until the new one is first used', async () => {
    const old = await newSession(national)
    const fresh = await refreshed(national, old)
    expect(fresh.accessToken).not.toBe(old.accessToken)
    expect(fresh.refreshToken).not.toBe(old.refreshToken)
    expect(await refreshed(national, old)).toEqual(fresh)
    clock.pass(60 * 24)
    expect(await refreshed(national, old)).toEqual(fresh)
    expect((await reference(national, fresh)).status).toBe(200)
  })

  it('2.2 two refreshes at the same time give one pair', async () => {
    const old = await newSession(national)
    const pairs = await Promise.all(Array.from({ length: 6 }, () => refreshed(national, old)))
    expect(new Set(pairs.map(({ refreshToken }) => refreshToken)).size).toBe(1)
    const [pair = old] = pairs
    expect((await reference(national, pair)).status).toBe(200)
  })

  it('2.2 the old access token stays good until the new one is first used', async () => {
    const old = await newSession(national)
    const fresh = await refreshed(national, old)
    expect((await reference(national, old)).status).toBe(200)
    expect(await refreshed(national, old)).toEqual(fresh)
    expect((await reference(national, fresh)).status).toBe(200)
    expect(problemOf(await reference(national, old))).toMatchObject({ status: 401, code: 'token_expired' })
  })

  it('2.2 after the new access token was used, the old refresh token revokes the session', async () => {
    const old = await newSession(national)
    const fresh = await refreshed(national, old)
    await reference(national, fresh)
    expect(problemOf(await refresh(national, old))).toMatchObject(revoked)
    expect(problemOf(await reference(national, fresh))).toMatchObject(revoked)
    expect(problemOf(await refresh(national, fresh))).toMatchObject(revoked)
  })

  it('2.2 after the new refresh token was used, the old one revokes the session', async () => {
    const old = await newSession(national)
    const second = await refreshed(national, old)
    const third = await refreshed(national, second)
    expect(problemOf(await refresh(national, old))).toMatchObject(revoked)
    expect(problemOf(await reference(national, third))).toMatchObject(revoked)
  })

  it('2.2 a refresh token from long before revokes the session too', async () => {
    const oldest = await newSession(national)
    let newest = oldest
    for (let time = 0; time < 4; time += 1) {
      newest = await refreshed(national, newest)
      await reference(national, newest)
    }
    expect(problemOf(await refresh(national, oldest))).toMatchObject(revoked)
    expect(problemOf(await refresh(national, newest))).toMatchObject(revoked)
  })

  it('2.2 a refresh token brought by another device revokes the session', async () => {
    const session = await newSession(national)
    expect(problemOf(await refresh(national, session, 'device-2'))).toMatchObject(revoked)
    expect(problemOf(await reference(national, session))).toMatchObject(revoked)
  })

  it('2.2 what happens to one session touches no other of the same officer', async () => {
    const bystander = await newSession(national)
    const old = await newSession(national)
    await reference(national, await refreshed(national, old))
    await refresh(national, old)
    expect((await reference(national, bystander)).status).toBe(200)
    expect((await refresh(national, bystander)).status).toBe(200)
  })
})

describe('signing out (PROTOCOL.md 2.3)', () => {
  it('2.3 ends the session and both its tokens, once', async () => {
    const session = await newSession(national)
    expect((await signOut(national, session)).status).toBe(204)
    expect(problemOf(await reference(national, session))).toMatchObject(revoked)
    expect(problemOf(await refresh(national, session))).toMatchObject(revoked)
    expect(problemOf(await signOut(national, session))).toMatchObject(revoked)
  })

  it('2.3 ends a pair that was refreshed and not yet used as well', async () => {
    const old = await newSession(national)
    const fresh = await refreshed(national, old)
    expect((await signOut(national, old)).status).toBe(204)
    expect(problemOf(await refresh(national, old))).toMatchObject(revoked)
    expect(problemOf(await refresh(national, fresh))).toMatchObject(revoked)
  })
})
