import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { RunningNational } from '../startNational'
import {
  ask,
  first,
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
  national = await startTestNational({ now: clock.now, cases: 60, accessSeconds: 10 * 365 * 86_400 })
})
afterEach(async () => {
  await ask(`${national.url}/sandbox/clock`, { method: 'DELETE' })
})
afterAll(() => national.close())

function move(body: unknown, { url } = national): Promise<Answer> {
  return post(`${url}/sandbox/clock`, body)
}

function dateOf({ headers }: Answer): number {
  return Date.parse(headers.get('date') ?? '')
}

/** To the second, as `Date` has it. */
function seconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000) * 1000
}

describe("the server's clock (PROTOCOL.md 8.3)", () => {
  it('8.3 is moved by minutes or to a moment, goes on from there, and is put right again', async () => {
    const real = clock.now()
    expect((await move({ offsetMinutes: 90 })).body).toEqual({
      now: new Date(Date.parse(real) + 90 * 60_000).toISOString(),
      offsetMinutes: 90,
    })
    const now = '2027-03-04T05:06:07.089Z'
    expect((await move({ now })).body).toMatchObject({ now })
    clock.pass(2)
    expect((await ask(`${national.url}/sandbox/clock`)).body).toMatchObject({
      now: '2027-03-04T05:08:07.089Z',
    })
    expect((await ask(`${national.url}/sandbox/clock`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(`${national.url}/sandbox/clock`)).body).toEqual({ now: clock.now(), offsetMinutes: 0 })
  })

  it.each([
    [{}],
    [{ offsetMinutes: '5' }],
    [{ offsetMinutes: 5, now: '2027-03-04T05:06:07.089Z' }],
    [{ now: 'besok' }],
    [{ now: '2027-03-04T05:06:07Z' }],
    [{ now: '1969-12-31T23:59:59.999Z' }],
    [{ offsetMinutes: 1e12 }],
    [{ offsetMinutes: -1e300 }],
  ])('8.3 what cannot be meant moves nothing: %j', async (body) => {
    expect(problemOf(await move(body))).toMatchObject({ status: 422, code: 'invalid' })
    expect((await ask(`${national.url}/sandbox/clock`)).body).toEqual({ now: clock.now(), offsetMinutes: 0 })
  })

  it('8.3 what was answered long ago is closed, and what was closed long ago is purged', async () => {
    // Time does not give back what it took, so the others have a sandbox of their own.
    const own = await startTestNational({ now: clock.now, cases: 60, accessSeconds: 10 * 365 * 86_400 })
    try {
      const desk = await TestDesk.signIn(own, 'rahmawati')
      const answered = first(await desk.cases(), ({ status }) => status === 'answered')
      const { cursor } = await desk.pull()
      await move({ offsetMinutes: 60 * 24 * 60 }, own)
      const after = await desk.case(answered.id)
      expect(after.status).toBe('closed')
      expect(after.events.at(-1)?.type).toBe('auto_closed')
      await move({ offsetMinutes: 60 * 24 * 600 }, own)
      const { changes } = await desk.pull(cursor)
      expect(changes).toContainEqual({ kind: 'remove', caseId: answered.id, reason: 'purged' })
    } finally {
      await own.close()
    }
  })

  it('8.3 duties of the reference follow, forwards and backwards', async () => {
    const desk = await TestDesk.signIn(national, 'rahmawati')
    const dutyIn = async () => {
      const { units } = parsed(referenceSchema, await desk.get('/v1/reference'))
      return first(units, ({ id }) => id === 'rsud-daya').dutyOfficerIds.length
    }
    const today = await dutyIn()
    expect(today).toBeGreaterThan(0)
    // Before the generated duties began.
    await move({ now: '1999-06-01T00:00:00.000Z' })
    const past = await TestDesk.signIn(national, 'rahmawati')
    const before = parsed(referenceSchema, await past.get('/v1/reference'))
    expect(first(before.units, ({ id }) => id === 'rsud-daya').dutyOfficerIds).toEqual([])
    await ask(`${national.url}/sandbox/clock`, { method: 'DELETE' })
    expect(await dutyIn()).toBe(today)
  })
})

describe('Date (PROTOCOL.md 1.2)', () => {
  const now = '2031-01-02T03:04:05.678Z'

  it('1.2 is the moved clock on every kind of answer', async () => {
    const desk = await TestDesk.signIn(national, 'sari')
    const moved = await move({ now })
    const tag = (await desk.get('/v1/reference')).headers.get('etag') ?? ''
    const paths = [
      '/v1/status',
      '/v1/nothing',
      '/nothing',
      '/lacak/1',
      '/public/reports/1',
      '/%zz',
      '/sandbox/ledger',
    ]
    const answers = [
      moved,
      await desk.get('/v1/changes'),
      await desk.get('/v1/reference', { 'accept-encoding': 'gzip' }),
      await desk.get('/v1/reference', { 'if-none-match': tag }),
      await desk.get('/v1/cases/none'),
      await desk.post('/v1/actions', { epoch: 'x' }),
      await ask(`${national.url}/v1/reference`),
      await ask(`${national.url}/v1/status`, { method: 'HEAD' }),
      await ask(`${national.url}/v1/sessions`, { method: 'POST', body: '{' }),
      ...(await Promise.all(paths.map((path) => ask(`${national.url}${path}`)))),
    ]
    expect(answers.map(({ status }) => status)).toContain(304)
    for (const answer of answers) expect(dateOf(answer)).toBe(seconds(now))
  })

  it('1.2 is the moved clock on a stream too', async () => {
    const desk = await TestDesk.signIn(national, 'sari')
    await move({ now: '2027-01-02T03:04:05.678Z' })
    const controller = new AbortController()
    const response = await fetch(`${national.url}/v1/events`, {
      headers: { authorization: `Bearer ${desk.session.accessToken}` },
      signal: controller.signal,
    })
    expect(response.status).toBe(200)
    expect(Date.parse(response.headers.get('date') ?? '')).toBe(seconds('2027-01-02T03:04:05.678Z'))
    controller.abort()
  })
})
