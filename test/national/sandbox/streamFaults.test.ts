import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { ask, first, ledgerOf, startTestNational, TestClock, TestDesk } from '../testDesk'
import { authorizationOf, clearFaults, exchange, faultsOf, setFaults, untilFaults } from './faultDesk'
import { Wire } from './wire'

const hour = 3_600_000
const clock = new TestClock()

let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ cases: 40, now: clock.now, accessSeconds: 86_400 })
  desk = await TestDesk.signIn(national, 'rahmawati')
})
afterEach(() => clearFaults(national))
afterAll(() => national.close())

async function listen(): Promise<Wire> {
  const wire = await Wire.open(national.url)
  wire.send({ path: '/v1/events', headers: authorizationOf(desk) })
  return wire
}

async function makeNews(): Promise<void> {
  const subject = first(await desk.cases(), ({ status }) => status === 'dispositioned')
  expect(await desk.act(subject, { type: 'note', payload: { text: 'Kabar.' } })).toMatchObject({
    outcome: 'applied',
  })
}

describe('event streams (PROTOCOL.md 4.8)', () => {
  it('are cut at a byte like any other answer, and only the one that is meant', async () => {
    await setFaults(national, [{ kind: 'cut', byte: 30, path: '/v1/events', from: 2, count: 1 }])
    const whole = await listen()
    await whole.bodyBytes(1)
    const cut = await listen()
    await cut.bodyBytes(1)
    await makeNews()
    await whole.bodyBytes(31)
    const answer = await cut.answer()
    expect([answer.status, answer.complete, answer.body.length]).toEqual([200, false, 30])
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 2, acted: 1 }] })
    whole.close()
  })

  it('flow on while a fault is only waiting for its byte, and end when it was reached before', async () => {
    await setFaults(national, [{ kind: 'cut', byte: 1_000_000, path: '/v1/events' }])
    const wire = await listen()
    await wire.bodyBytes(1)
    await makeNews()
    await wire.bodyBytes(31)
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 0 }] })
    await setFaults(national, [{ kind: 'cut', byte: 0, path: '/v1/events' }])
    const none = await (await listen()).answer()
    expect([none.status, none.body.length]).toEqual([200, 0])
    wire.close()
  })
})

describe('uploads (PROTOCOL.md 7)', () => {
  it('a cut of the request leaves what came before the byte, from where the desk resumes', async () => {
    const bytes = 'a'.repeat(5000)
    const tus = { ...authorizationOf(desk), 'tus-resumable': '1.0.0' }
    const sum = createHash('sha256').update(bytes).digest('hex')
    const metadata = { filename: 'foto.txt', filetype: 'text/plain', sha256: sum, actionId: 'an-action' }
    const pairs = Object.entries(metadata).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
    )
    const created = await ask(`${national.url}/v1/uploads`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': '5000', 'upload-metadata': pairs.join(',') },
    })
    expect(created.status).toBe(201)
    const path = new URL(created.headers.get('location') ?? '', national.url).pathname
    await setFaults(national, [{ kind: 'cut', of: 'request', byte: 1234, method: 'PATCH', count: 1 }])
    const patch = (from: number) => ({
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
      body: bytes.slice(from),
    })
    // In one piece: the bytes are there long before the server asks for them.
    const wire = await Wire.open(national.url)
    wire.send({ path, ...patch(0) })
    expect((await wire.answer()).status).toBeNull()
    const head = await fetch(`${national.url}${path}`, { method: 'HEAD', headers: tus })
    expect(head.headers.get('upload-offset')).toBe('1234')
    const rest = await fetch(`${national.url}${path}`, patch(1234))
    expect(rest.headers.get('upload-offset')).toBe('5000')
  })
})

describe('a request without a body', () => {
  it('is cut at byte 0 before it takes effect', async () => {
    const leaving = await TestDesk.signIn(national, 'rahmawati')
    await setFaults(national, [{ kind: 'cut', of: 'request', byte: 0, method: 'DELETE', count: 1 }])
    const signOut = { method: 'DELETE', headers: authorizationOf(leaving) }
    expect((await exchange(national, '/v1/sessions/current', signOut)).status).toBeNull()
    expect((await leaving.get('/v1/reference')).status).toBe(200)
    expect((await exchange(national, '/v1/sessions/current', signOut)).status).toBe(204)
  })
})

describe('one script', () => {
  /** Everything that acts by number and byte; the requests below meet it the same way each time. */
  const script = [
    { kind: 'down', path: '/v1/reference', from: 3, count: 1 },
    {
      kind: 'status',
      status: 503,
      retryAfter: { form: 'date', seconds: 5 },
      path: '/v1/reference',
      from: 4,
      count: 1,
    },
    { kind: 'clock', seconds: -7200, path: '/v1/reference', from: 2, count: 1 },
    { kind: 'truncated', byte: 777, path: '/v1/reference', from: 5, count: 1 },
    { kind: 'garbled', byte: 10, length: 5, path: '/v1/reference', from: 6, count: 2 },
    { kind: 'cut', byte: 99, path: '/v1/reference', from: 7, count: 1 },
    { kind: 'html', path: '/v1/reference', from: 8, count: 1 },
    { kind: 'bad-case', nth: 2, path: '/v1/changes', count: 1 },
    { kind: 'earlier-page', from: 3, count: 1 },
    { kind: 'content-type', path: '/v1/changes', from: 2, count: 1 },
    { kind: 'drop-response', path: '/v1/changes', from: 4 },
  ]

  async function observed(): Promise<string[]> {
    await setFaults(national, script)
    const observations: string[] = []
    const paths = [...Array<string>(9).fill('/v1/reference'), ...Array<string>(4).fill('/v1/changes?limit=3')]
    for (const path of paths) {
      const answer = await exchange(national, path, { headers: authorizationOf(desk) })
      const sum = createHash('sha256').update(answer.body).digest('hex')
      observations.push(JSON.stringify([path, answer.status, [...answer.headers], answer.complete, sum]))
    }
    observations.push(JSON.stringify(await faultsOf(national)))
    return observations
  }

  it('is observed the same way twice, byte by byte', async () => {
    const once = await observed()
    expect(await observed()).toEqual(once)
    expect(new Set(once).size).toBeGreaterThan(10)
  })

  it('numbers requests that are there at the same time in the order of their arrival', async () => {
    await setFaults(national, [
      { kind: 'delayed', of: 'request', path: '/v1/status', past: { path: '/v1/reference' } },
      { kind: 'status', status: 500, path: '/v1/status', from: 2, count: 1 },
    ])
    const wires: Wire[] = []
    for (let number = 1; number <= 3; number += 1) {
      const wire = await Wire.open(national.url)
      wire.send({ path: '/v1/status' })
      wires.push(wire)
      await untilFaults(national, [number])
    }
    expect((await desk.get('/v1/reference')).status).toBe(200)
    expect(await Promise.all(wires.map(async (wire) => (await wire.answer()).status))).toEqual([
      200, 500, 200,
    ])
    for (const wire of wires) wire.close()
  })
})

describe('the end of the sandbox', () => {
  it('does not wait for what is held, and what is held takes no effect any more', async () => {
    const other = await startTestNational({ cases: 20 })
    const officer = await TestDesk.signIn(other, 'rahmawati')
    const subject = first(await officer.cases(), ({ status }) => status === 'dispositioned')
    const { epoch } = await officer.page('?limit=1')
    await setFaults(other, [{ kind: 'latency', beforeRequest: hour, beforeResponse: hour }])
    const action = officer.actionOn(subject, { type: 'note', payload: { text: 'Ditinggal.' } })
    const held = expect(officer.post('/v1/actions', { epoch, actions: [action] })).rejects.toThrow()
    await untilFaults(other, [1])
    expect(await ledgerOf(other)).toEqual([])
    await other.close()
    await held
  })
})
