import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { newSession, reference, refresh, signIn, signOut } from '../sessions/signedIn'
import { ask, problemOf, startTestNational, TestClock, type Answer } from '../testDesk'

function put(url: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  return ask(url, { method: 'PUT', body: JSON.stringify(body), headers })
}

describe('old desks (PROTOCOL.md 1.4, 426)', () => {
  let national: RunningNational

  beforeAll(async () => {
    national = await startTestNational({ cases: 5, leastVersion: '1.2.0' })
  })
  afterAll(() => national.close())

  function status(version?: string): Promise<Answer> {
    const headers: Record<string, string> = version === undefined ? {} : { 'x-desk-version': version }
    return ask(`${national.url}/v1/status`, { headers })
  }

  it('1.4 a desk below the least version is told to upgrade, with and without a token', async () => {
    const session = await newSession(national)
    const old = { 'x-desk-version': '1.1.9' }
    const answer = await reference(national, session, old)
    expect(problemOf(answer)).toMatchObject({ status: 426, code: 'upgrade_required' })
    expect(answer.headers.get('retry-after')).toBe('3600')
    expect(problemOf(await status('1.1.9')).status).toBe(426)
    expect(problemOf(await ask(`${national.url}/v1/nothing`, { headers: old })).status).toBe(426)
    expect((await ask(`${national.url}/public/reports/1`, { headers: old })).status).toBe(404)
  })

  it('1.4 the same version, a newer one, none and one that cannot be read are let through', async () => {
    for (const version of ['1.2.0', '1.3.0', undefined, 'newest']) {
      expect((await status(version)).status).toBe(200)
    }
  })

  it('1.4 the least version can be raised and taken away', async () => {
    expect((await put(`${national.url}/sandbox/versions`, { least: '2.0.0' })).body).toEqual({
      least: '2.0.0',
    })
    expect((await status('1.2.0')).status).toBe(426)
    for (const least of ['newest', 3, undefined]) {
      expect(problemOf(await put(`${national.url}/sandbox/versions`, { least })).code).toBe('invalid')
    }
    expect((await status('1.2.0')).status).toBe(426)
    expect((await put(`${national.url}/sandbox/versions`, { least: null })).status).toBe(200)
    expect((await status('0.0.1')).status).toBe(200)
  })
})

describe('maintenance (PROTOCOL.md 1.4, 1.6)', () => {
  const clock = new TestClock()
  const maintenance = {
    from: '2026-11-23T03:00:00.000Z',
    until: '2026-11-23T03:30:00.000Z',
    message: 'Pemeliharaan terjadwal.',
  }
  let national: RunningNational

  beforeAll(async () => {
    national = await startTestNational({ now: clock.now, cases: 5, accessSeconds: 86_400 })
  })
  afterAll(() => national.close())
  afterEach(async () => {
    await put(`${national.url}/sandbox/maintenance`, null)
  })

  function status(): Promise<Answer> {
    return ask(`${national.url}/v1/status`)
  }

  it('1.6 says that there is none, without a token', async () => {
    expect((await status()).body).toEqual({ maintenance: null })
  })

  it('1.4 is announced before, refuses every other path meanwhile, and is over at its end', async () => {
    const session = await newSession(national)
    await put(`${national.url}/sandbox/maintenance`, maintenance)
    clock.pass(59)
    expect((await status()).body).toEqual({ maintenance })
    expect((await reference(national, session)).status).toBe(200)
    clock.pass(1)
    const answers = [
      await reference(national, session),
      await signIn(national),
      await refresh(national, session),
      await signOut(national, session),
      await ask(`${national.url}/v1/nothing`),
      await ask(`${national.url}/%761/reference`),
    ]
    for (const answer of answers) {
      expect(problemOf(answer)).toMatchObject({ status: 503, code: 'maintenance' })
      expect(answer.headers.get('retry-after')).toBe('1800')
    }
    expect(await status()).toMatchObject({ status: 200, body: { maintenance } })
    clock.pass(29)
    expect((await reference(national, session)).headers.get('retry-after')).toBe('60')
    clock.pass(1)
    expect((await reference(national, session)).status).toBe(200)
    expect((await status()).body).toEqual({ maintenance: null })
  })

  it('1.4 can be called off', async () => {
    const now = clock.now()
    await put(`${national.url}/sandbox/maintenance`, {
      ...maintenance,
      from: now,
      until: '2026-12-01T00:00:00.000Z',
    })
    expect((await signIn(national)).status).toBe(503)
    expect((await put(`${national.url}/sandbox/maintenance`, null)).body).toEqual({ maintenance: null })
    expect((await signIn(national)).status).toBe(201)
  })

  it.each([
    [{ ...maintenance, until: maintenance.from }],
    [{ ...maintenance, from: 'besok' }],
    [{ ...maintenance, message: ' ' }],
    [{ from: maintenance.from }],
    ['besok'],
  ])('1.6 one that cannot be is refused: %j', async (body) => {
    const answer = await put(`${national.url}/sandbox/maintenance`, body)
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' })
    expect((await status()).body).toEqual({ maintenance: null })
  })
})

describe('too many requests (PROTOCOL.md 1.4, 429)', () => {
  let national: RunningNational

  beforeAll(async () => {
    const limits = { deviceRequestsPerMinute: 5, publicRequestsPerMinute: 3 }
    national = await startTestNational({ cases: 5, ...limits })
  })
  afterAll(() => national.close())

  /** Asks until it is too many; at most 20 times. */
  async function untilRefused(once: () => Promise<Answer>) {
    for (let answered = 0; answered < 20; answered += 1) {
      const answer = await once()
      if (answer.status === 429) return { answered, answer }
    }
    throw new Error('Nothing was refused')
  }

  it('1.4 a device that asks too often is told when to go on; others are not touched', async () => {
    const asDevice = (deviceId: string) => () =>
      ask(`${national.url}/v1/status`, { headers: { 'x-device-id': deviceId } })
    const { answered, answer } = await untilRefused(asDevice('busy'))
    expect(answered).toBe(5)
    expect(problemOf(answer)).toMatchObject({ status: 429, code: 'too_many' })
    const seconds = Number(answer.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect((await asDevice('calm')()).status).toBe(200)
  })

  it('1.4 without a device it is the session that is counted', async () => {
    const device = { 'x-device-id': 'device-1' }
    const first = await newSession(national)
    const second = await newSession(national)
    expect((await untilRefused(() => reference(national, first))).answered).toBe(5)
    expect((await reference(national, second)).status).toBe(200)
    expect((await reference(national, first, device)).status).toBe(200)
  })

  it('1.4 the other side is limited by address where that was asked for', async () => {
    const { answered, answer } = await untilRefused(() => ask(`${national.url}/public/reports/1`))
    expect([answered, problemOf(answer).code]).toEqual([3, 'too_many'])
    expect((await ask(`${national.url}/lacak/1`)).status).toBe(429)
    expect((await ask(`${national.url}/sandbox/faults`)).status).toBe(200)
  })
})
