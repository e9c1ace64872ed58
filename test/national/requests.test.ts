import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemMime, problemSchema } from '../../shared/protocol/problem'
import type { Route } from './application'
import { sendRaw, type RawAnswer } from './rawRequest'
import type { RunningNational } from './startNational'
import { ask, post, problemOf, startTestNational, TestClock, TestDesk, type Answer } from './testDesk'

const clock = new TestClock()
const now = Math.floor(Date.parse(clock.now()) / 1000) * 1000
let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, cases: 20 })
  desk = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())

const bodyless = new Set(['GET', 'HEAD', 'OPTIONS'])
/** tus has bodies that are no JSON, and answers about them in its own way (PROTOCOL.md 7). */
const isUpload = ({ path }: Route): boolean => path.startsWith('/v1/uploads')
/** The one page for people. */
const isPage = ({ path }: Route): boolean => path.startsWith('/lacak')

function routes(wanted: (route: Route) => boolean): Route[] {
  const found = national.routes.filter(wanted)
  // A list that is empty would make every test below pass.
  expect(found.length).toBeGreaterThan(3)
  return found
}

function urlOf({ path }: Route, parameter = 'x'): string {
  return `${national.url}${path.replace(/:\w+|\*/g, parameter)}`
}

function send(route: Route, body: BodyInit | null, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(urlOf(route), {
    method: route.method,
    headers: { authorization: `Bearer ${desk.session.accessToken}`, ...headers },
    body,
  })
}

function expectProblem(answer: Answer, expected: object, route: Route): void {
  const name = `${route.method} ${route.path}`
  expect(problemOf(answer), name).toMatchObject(expected)
  expect(answer.headers.get('cache-control'), name).toBe('no-store')
  expect(Date.parse(answer.headers.get('date') ?? ''), name).toBe(now)
}

const takesJson = (route: Route): boolean => !bodyless.has(route.method) && !isUpload(route)
const json = { 'content-type': 'application/json' }
const invalid = { status: 422, code: 'invalid' }

const unreadable: readonly (readonly [string, BodyInit])[] = [
  ['cut off', '{"username": "sa'],
  ['no JSON', 'username=sari'],
  ['two values', '{} {}'],
  ['not a number', 'NaN'],
  ['not UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
  ['UTF-16', Buffer.from('{}', 'utf16le')],
  ['an unfinished depth bomb', '['.repeat(500_000)],
]

describe('bodies that cannot be read (PROTOCOL.md 1.3, 1.4)', () => {
  it.each(unreadable)('%s is a problem on every route', async (_what, body) => {
    for (const route of routes(takesJson)) expectProblem(await send(route, body, json), invalid, route)
  })

  it('another content type than JSON is a problem on every route', async () => {
    for (const route of routes(takesJson)) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'json',
        'text/html; charset=utf-8',
      ]) {
        expectProblem(await send(route, '{}', { 'content-type': type }), invalid, route)
      }
    }
  })

  it('more than 1 MiB is 413 on every route, whatever it is', async () => {
    for (const route of routes(takesJson)) {
      const answer = await send(route, `"${'x'.repeat(1024 * 1024)}"`, json)
      expectProblem(answer, { status: 413, code: 'too_large' }, route)
    }
  })
})

/** JSON that is no object of any route, or one that wants to be more than one. */
const strange: readonly (readonly [string, string])[] = [
  ['a text', '"teks"'],
  ['a number', '17'],
  ['an array', '[]'],
  ['false', 'false'],
  ['a closed depth bomb', `${'['.repeat(300_000)}${']'.repeat(300_000)}`],
  ['an object of depth', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['keys of a prototype', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
  ['ten thousand fields', `{${Array.from({ length: 10_000 }, (_, index) => `"f${index}":1`).join(',')}}`],
  [
    'every field wrong',
    '{"username":7,"password":[],"text":{},"epoch":false,"actions":"x","kind":3,"faults":9}',
  ],
]

describe('bodies that mean nothing (PROTOCOL.md 1.3, 1.4)', () => {
  /** These need no body, so any is as good as none. */
  const needsNone = ({ method, path }: Route): boolean =>
    method === 'DELETE' || path === '/sandbox/backups/:name'

  it.each(strange)('%s is answered by a problem on every route, and changes nothing', async (_what, body) => {
    for (const route of routes((one) => takesJson(one) && !needsNone(one))) {
      const answer = await send(route, body, json)
      if (answer.status < 400) {
        // Fields that are not known are left out (1.1); what remains may be enough for a route that needs none.
        expect(body.startsWith('{'), `${route.method} ${route.path}`).toBe(true)
      } else {
        expect(answer.status, `${route.method} ${route.path}`).toBeLessThan(500)
        expectProblem(answer, { status: answer.status }, route)
      }
    }
    expect('polluted' in {}).toBe(false)
  })

  it('no body at all is a problem where one is needed', async () => {
    for (const path of ['/v1/sessions', '/v1/sessions/refresh', '/v1/actions', '/public/reports']) {
      const answer = await ask(`${national.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${desk.session.accessToken}` },
      })
      expect(problemOf(answer)).toMatchObject(invalid)
    }
  })

  it('texts that no database keeps are a problem, and of a push only the one action is refused', async () => {
    const report = { title: 'Judul \u0000', body: 'Isi laporan yang cukup panjang.' }
    expect(problemOf(await post(`${national.url}/public/reports`, report))).toMatchObject(invalid)
    const half = '{"username":"\\ud800","password":"x","deviceId":"d","deviceName":"n"}'
    const signIn = await ask(`${national.url}/v1/sessions`, { method: 'POST', body: half, headers: json })
    expect(problemOf(signIn)).toMatchObject(invalid)
    const [subject, other] = await desk.cases()
    if (!subject || !other) throw new Error('There are too few cases')
    const note = (text: string) => ({ type: 'note', payload: { text } })
    const refused = { outcome: 'rejected', code: 'invalid' }
    for (const text of ['Catatan \u0000.', 'Catatan \ud800.']) {
      const actions = [desk.actionOn(subject, note(text)), desk.actionOn(other, note('Catatan.'))]
      expect(await desk.push(actions)).toMatchObject([refused, { outcome: 'applied' }])
    }
    const id = desk.actionOn(subject, { type: 'accept', actionId: 'a\u0000' })
    const { epoch } = await desk.page('?limit=1')
    expect(problemOf(await desk.post('/v1/actions', { epoch, actions: [id] }))).toMatchObject(invalid)
    const elsewhere = { ...desk.actionOn(subject, { type: 'accept' }), caseId: '\u0000' }
    expect(await desk.push([elsewhere])).toMatchObject([refused])
  })

  it('1.1 fields that are not known are ignored', async () => {
    const body = {
      username: 'sari',
      password: national.password,
      deviceId: 'd',
      deviceName: 'n',
      color: 'red',
    }
    expect((await post(`${national.url}/v1/sessions`, body)).status).toBe(201)
  })
})

describe('paths and queries (PROTOCOL.md 1.3, 1.4)', () => {
  it('a path that does not exist is 404, with a token, without one, and with a body', async () => {
    for (const path of [
      '/',
      '/v1',
      '/v1/',
      '/v1/nothing',
      '/V1/status',
      '/v1//status',
      '/v1/status/',
      '/sandbox',
    ]) {
      const answer = await ask(`${national.url}${path}`)
      expect(problemOf(answer), path).toMatchObject({ status: 404, code: 'not_found' })
    }
    const posted = await post(`${national.url}/v1/nothing`, { a: 1 })
    expect(problemOf(posted)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('a method that a path has not is 404 as well', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
    for (const path of new Set(routes((route) => !isUpload(route)).map((route) => route.path))) {
      const known = new Set(
        national.routes.filter((route) => route.path === path).map(({ method }) => method),
      )
      for (const method of methods.filter((one) => !known.has(one))) {
        const route = { method, path }
        expectProblem(await send(route, null), { status: 404, code: 'not_found' }, route)
      }
    }
  })

  it.each([
    ['%zz', 422],
    ['%', 422],
    ['%ED%A0%80', 422],
    ['%00', 422],
    ['x'.repeat(101), 404],
    ['x'.repeat(3000), 404],
  ])('an id spelled %s is %i on every route that has one', async (parameter, status) => {
    const withId = (route: Route): boolean => route.path.includes(':') && !isUpload(route)
    for (const route of routes((one) => withId(one) && one.method !== 'HEAD')) {
      const body = bodyless.has(route.method) ? {} : { body: '{}', headers: json }
      const answer = await ask(urlOf(route, parameter), {
        method: route.method,
        ...body,
        headers: { ...body.headers, authorization: `Bearer ${desk.session.accessToken}` },
      })
      expectProblem(answer, { status }, route)
    }
  })

  it('a query that is not what the page says never breaks a route', async () => {
    const queries = [
      'limit=abc',
      'limit=0',
      'limit=-1',
      'limit=1.5',
      'limit=1e99',
      'limit=',
      'limit=1&limit=2',
      'since=a&since=b&q=a&q=b&from=a&from=b',
      'since=%00&q=%00&from=%00&until=%00',
      'since=x&q=%ED%A0%80&from=besok&to=kemarin',
      '__proto__[x]=1&constructor=2',
      `q=${'x'.repeat(5000)}`,
      '&&&===',
    ]
    const isStream = ({ path }: Route): boolean => path === '/v1/events'
    for (const route of routes((one) => one.method === 'GET' && !isStream(one) && !isPage(one))) {
      for (const query of queries) {
        const answer = await ask(`${urlOf(route)}?${query}`, {
          headers: { authorization: `Bearer ${desk.session.accessToken}` },
        })
        if (answer.status >= 400) expect(problemOf(answer).status, `${route.path}?${query}`).toBeLessThan(500)
      }
    }
    for (const query of queries.slice(0, 7)) {
      expect(problemOf(await desk.get(`/v1/changes?${query}`)), query).toMatchObject(invalid)
    }
  })

  it('a cursor made by somebody else is one that is not known', async () => {
    const made = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url')
    const { epoch } = await desk.page('?limit=1')
    const own = { epoch, officerId: desk.session.officer.id, sequence: 0 }
    const cursors = [
      'x',
      made(null),
      made({ ...own, epoch: 'lain' }),
      made({ ...own, sequence: -1 }),
      made({ ...own, sequence: 1e300 }),
      made({ ...own, after: '\u0000' }),
    ]
    for (const cursor of cursors) {
      const answer = await desk.get(`/v1/changes?since=${cursor}`)
      expect(problemOf(answer), cursor).toMatchObject({ status: 410, code: 'cursor_expired' })
    }
  })

  it('HEAD answers as GET does, without a body', async () => {
    expect(await ask(`${national.url}/v1/status`, { method: 'HEAD' })).toMatchObject({
      status: 200,
      body: '',
    })
    const headers = { authorization: `Bearer ${desk.session.accessToken}` }
    for (const [path, status] of [
      ['/v1/reference', 200],
      ['/v1/cases/none', 404],
      ['/v1/nothing', 404],
    ] as const) {
      const answer = await fetch(`${national.url}${path}`, { method: 'HEAD', headers })
      expect([answer.status, await answer.text()]).toEqual([status, ''])
    }
  })
})

describe('every route that needs a session (PROTOCOL.md 1.4)', () => {
  it('answers without one, and with one that was made up, that there is none', async () => {
    const open = new Set(['/v1/status', '/v1/sessions', '/v1/sessions/refresh'])
    const guarded = ({ method, path }: Route): boolean =>
      path.startsWith('/v1/') && !open.has(path) && method !== 'OPTIONS' && method !== 'HEAD'
    for (const route of routes(guarded)) {
      for (const authorization of ['', 'Bearer a.b.c.d.e', `Bearer ${desk.session.refreshToken}`]) {
        const answer = await ask(urlOf(route), {
          method: route.method,
          headers: { 'tus-resumable': '1.0.0', ...(authorization === '' ? {} : { authorization }) },
        })
        expectProblem(answer, { status: 401, code: 'session_revoked' }, route)
      }
    }
  })
})

function expectRawProblem(answer: RawAnswer, status: number): void {
  expect(answer.headers.get('content-type')).toBe(problemMime)
  expect(problemSchema.parse(JSON.parse(answer.body))).toMatchObject({ status, code: 'invalid' })
  expect(answer.status).toBe(status)
  expect(Date.parse(answer.headers.get('date') ?? '')).toBe(now)
}

describe('what is hardly a request (PROTOCOL.md 1.3)', () => {
  it('is answered by a problem document too', async () => {
    expectRawProblem(await sendRaw(national.url, 'HALO\r\n\r\n'), 400)
    expectRawProblem(await sendRaw(national.url, 'GET /v1/status HTTP/9.9\r\n\r\n'), 400)
    const both =
      'POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'
    expectRawProblem(await sendRaw(national.url, both), 400)
    const huge = `GET /v1/status HTTP/1.1\r\nHost: a\r\nX-Device-Id: ${'x'.repeat(20_000)}\r\n\r\n`
    expectRawProblem(await sendRaw(national.url, huge), 431)
  })

  it.each([
    ['in absolute form', 'GET http://lain.example/v1/status HTTP/1.1\r\nHost: lain.example', 200],
    ['without Host', 'GET /v1/status HTTP/1.1', 200],
    ['of HTTP 1.0', 'GET /v1/status HTTP/1.0', 200],
    ['with an expectation', 'GET /v1/status HTTP/1.1\r\nHost: a\r\nExpect: something', 200],
    ['for all', 'OPTIONS * HTTP/1.1\r\nHost: a', 404],
    ['with a method of others', 'PROPFIND /v1/status HTTP/1.1\r\nHost: a', 404],
    [
      'that wants another protocol',
      'GET /v1/nothing HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket',
      404,
    ],
  ])('one %s is looked at like any other', async (_how, head, status) => {
    const answer = await sendRaw(national.url, `${head}\r\nConnection: close\r\n\r\n`)
    expect(answer.status).toBe(status)
    expect(Date.parse(answer.headers.get('date') ?? '')).toBe(now)
    if (status >= 400) expect(answer.headers.get('content-type')).toContain(problemMime)
  })

  it('1.4 a path spelled in absolute form passes no gate', async () => {
    const headers = { 'content-type': 'application/json' }
    const least = (version: string | null) =>
      ask(`${national.url}/sandbox/versions`, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ least: version }),
      })
    await least('2.0.0')
    const head = 'GET http://lain.example/v1/status HTTP/1.1\r\nHost: lain.example\r\nX-Desk-Version: 1.0.0'
    const answer = await sendRaw(national.url, `${head}\r\nConnection: close\r\n\r\n`)
    await least(null)
    expect(answer.status).toBe(426)
  })
})
