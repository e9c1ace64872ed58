import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { first, ledgerOf, startTestNational, TestDesk } from '../testDesk'
import { authorizationOf, clearFaults, exchange, faultsOf, setFaults, untilFaults } from './faultDesk'
import { Wire } from './wire'

const path = '/v1/reference'
const hour = 3_600_000
const note = { type: 'note', payload: { text: 'Bita demi bita.' } }

let national: RunningNational
let desk: TestDesk
/** What the path answers when nothing is wrong, as it is on the wire. */
let plain: Buffer
let compressed: Buffer

beforeAll(async () => {
  national = await startTestNational({ cases: 40 })
  desk = await TestDesk.signIn(national, 'rahmawati')
  plain = (await exchange(national, path, { headers: authorizationOf(desk) })).body
  compressed = (await exchange(national, path, { headers: zipped() })).body
  expect(gunzipSync(compressed).equals(plain)).toBe(true)
})
afterEach(() => clearFaults(national))
afterAll(() => national.close())

function zipped(): Record<string, string> {
  return { ...authorizationOf(desk), 'accept-encoding': 'gzip' }
}

async function pushOf(text: string) {
  const subject = first(await desk.cases(), ({ status }) => status === 'dispositioned')
  const { epoch } = await desk.page('?limit=1')
  const action = desk.actionOn(subject, { ...note, payload: { text } })
  return { action, body: JSON.stringify({ epoch, actions: [action] }) }
}

async function effects(actionId: string): Promise<number> {
  return (await ledgerOf(national)).filter((row) => row.actionId === actionId).length
}

describe('cut of a response', () => {
  it('lets exactly so many bytes of the body out, plain or compressed, and none of the headers less', async () => {
    for (const [headers, whole] of [
      [authorizationOf(desk), plain],
      [zipped(), compressed],
    ] as const) {
      for (const byte of [0, 1, 1000, whole.length - 1]) {
        await setFaults(national, [{ kind: 'cut', byte, path }])
        const answer = await exchange(national, path, { headers })
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-length')).toBe(String(whole.length))
        expect(answer.complete).toBe(false)
        expect(answer.body.equals(whole.subarray(0, byte))).toBe(true)
      }
    }
  })

  it('does nothing to a body that ends before the byte, and ends the connection when it ends with it', async () => {
    for (const [byte, acted] of [
      [plain.length, 1],
      [plain.length + 1, 0],
    ] as const) {
      await setFaults(national, [{ kind: 'cut', byte, path }])
      const wire = await Wire.open(national.url)
      wire.send({ path, headers: authorizationOf(desk) })
      const answer = await wire.answer()
      expect(answer.complete && answer.body.equals(plain)).toBe(true)
      expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted }] })
      if (acted === 1) {
        await wire.end()
      } else {
        wire.send({ path: '/v1/status' })
        expect((await wire.answer()).status).toBe(200)
        wire.close()
      }
    }
  })

  it('cuts the numbered request of a kept connection only', async () => {
    await setFaults(national, [{ kind: 'cut', byte: 7, path, from: 2, count: 1 }])
    const wire = await Wire.open(national.url)
    wire.send({ path, headers: zipped() })
    expect((await wire.answer()).body.equals(compressed)).toBe(true)
    wire.send({ path: '/v1/status' })
    expect((await wire.answer()).complete).toBe(true)
    wire.send({ path, headers: zipped() })
    const answer = await wire.answer()
    expect([answer.status, answer.complete, answer.body.length]).toEqual([200, false, 7])
    expect((await exchange(national, path, { headers: zipped() })).body.equals(compressed)).toBe(true)
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 3, acted: 1, left: 0 }] })
  })

  it('is to fetch what a broken network is', async () => {
    await setFaults(national, [{ kind: 'cut', byte: 20, path, count: 1 }])
    await expect(desk.get(path)).rejects.toThrow()
    expect((await desk.get(path)).status).toBe(200)
  })

  it('the effect of a push whose answer is cut has happened', async () => {
    const { action, body } = await pushOf('Jawabannya terputus.')
    await setFaults(national, [{ kind: 'cut', byte: 5, path: '/v1/actions' }])
    await expect(desk.post('/v1/actions', JSON.parse(body))).rejects.toThrow()
    expect(await effects(action.actionId)).toBe(1)
  })
})

describe('cut of a request', () => {
  it('breaks while the server reads, at any byte up to the last, and nothing takes effect', async () => {
    const { action, body } = await pushOf('Tidak pernah sampai.')
    for (const byte of [0, 1, 50, body.length]) {
      await setFaults(national, [{ kind: 'cut', of: 'request', byte, path: '/v1/actions' }])
      const wire = await Wire.open(national.url)
      wire.send({ method: 'POST', path: '/v1/actions', headers: authorizationOf(desk), body })
      expect((await wire.answer()).status).toBeNull()
      await wire.end()
      expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 1 }] })
      expect(await effects(action.actionId)).toBe(0)
    }
  })

  it('leaves a shorter request whole', async () => {
    const { action, body } = await pushOf('Utuh.')
    await setFaults(national, [{ kind: 'cut', of: 'request', byte: body.length + 1, path: '/v1/actions' }])
    expect((await desk.post('/v1/actions', JSON.parse(body))).status).toBe(200)
    expect(await effects(action.actionId)).toBe(1)
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 0 }] })
  })
})

describe('garbled', () => {
  it('flips the bits from its byte on and no other, and the length stays right', async () => {
    await setFaults(national, [{ kind: 'garbled', byte: 100, length: 3, path }])
    const answer = await exchange(national, path, { headers: authorizationOf(desk) })
    const expected = Buffer.from(plain)
    for (const at of [100, 101, 102]) expected.writeUInt8(255 - plain.readUInt8(at), at)
    expect(answer.complete && answer.body.equals(expected)).toBe(true)

    await setFaults(national, [{ kind: 'garbled', byte: plain.length - 1, path }])
    const end = await exchange(national, path, { headers: authorizationOf(desk) })
    expect(end.body.subarray(0, -1).equals(plain.subarray(0, -1))).toBe(true)
    expect(end.body.at(-1)).toBe(255 - (plain.at(-1) ?? 0))
  })

  it('garbles what is compressed on the wire, so that no client can read it', async () => {
    await setFaults(national, [{ kind: 'garbled', byte: 30, path }])
    const answer = await exchange(national, path, { headers: zipped() })
    expect(answer.body.subarray(0, 30).equals(compressed.subarray(0, 30))).toBe(true)
    await expect(desk.get(path)).rejects.toThrow()
  })

  it('a garbled request is refused and takes no effect', async () => {
    const { action, body } = await pushOf('Rusak di jalan.')
    await setFaults(national, [{ kind: 'garbled', of: 'request', byte: 0, length: 1, path: '/v1/actions' }])
    expect((await desk.post('/v1/actions', JSON.parse(body))).status).toBe(422)
    expect(await effects(action.actionId)).toBe(0)
  })
})

describe('bandwidth', () => {
  it('brings the body whole but slowly, and at once when the faults are cleared', async () => {
    await setFaults(national, [{ kind: 'bandwidth', response: 40, path }])
    const wire = await Wire.open(national.url)
    wire.send({ path, headers: zipped() })
    await wire.bodyBytes(3)
    // Other requests are as fast as ever, and long done before this one is.
    expect((await desk.get('/v1/status')).status).toBe(200)
    expect(wire.bodyLength).toBeLessThan(compressed.length)
    const slow = wire.answer()
    await clearFaults(national)
    const answer = await slow
    expect(answer.complete && answer.body.equals(compressed)).toBe(true)
    wire.close()
  })

  it('a request that comes slowly takes its effect once it is whole', async () => {
    const { action, body } = await pushOf('Pelan-pelan.')
    await setFaults(national, [{ kind: 'bandwidth', request: 1, path: '/v1/actions' }])
    const answer = desk.post('/v1/actions', JSON.parse(body))
    await untilFaults(national, [1])
    expect((await desk.get(path)).status).toBe(200)
    expect(await effects(action.actionId)).toBe(0)
    await clearFaults(national)
    expect((await answer).status).toBe(200)
    expect(await effects(action.actionId)).toBe(1)
  })
})

describe('latency', () => {
  it('before the request: no effect until the time is over or the faults are cleared', async () => {
    const { action, body } = await pushOf('Terlambat dilihat.')
    await setFaults(national, [{ kind: 'latency', beforeRequest: hour, path: '/v1/actions' }])
    const answer = desk.post('/v1/actions', JSON.parse(body))
    expect((await desk.get('/v1/status')).status).toBe(200)
    expect(await effects(action.actionId)).toBe(0)
    await clearFaults(national)
    expect((await answer).status).toBe(200)
    expect(await effects(action.actionId)).toBe(1)
  })

  it('before the response: the effect is there while nobody knows', async () => {
    const { action, body } = await pushOf('Terlambat dijawab.')
    await setFaults(national, [{ kind: 'latency', beforeResponse: hour, path: '/v1/actions' }])
    const answer = desk.post('/v1/actions', JSON.parse(body))
    while ((await effects(action.actionId)) === 0);
    await clearFaults(national)
    expect((await answer).status).toBe(200)
  })

  it('is over by itself', async () => {
    await setFaults(national, [{ kind: 'latency', beforeRequest: 5, beforeResponse: 5, path, count: 1 }])
    const answer = await exchange(national, path, { headers: zipped() })
    expect(answer.body.equals(compressed)).toBe(true)
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 1, left: 0 }] })
  })

  it('a request whose sender has gone meanwhile still arrives', async () => {
    const { action, body } = await pushOf('Datang belakangan.')
    await setFaults(national, [{ kind: 'latency', beforeRequest: hour, path: '/v1/actions' }])
    const wire = await Wire.open(national.url)
    wire.send({ method: 'POST', path: '/v1/actions', headers: authorizationOf(desk), body })
    await untilFaults(national, [1])
    wire.close()
    await wire.end()
    expect(await effects(action.actionId)).toBe(0)
    await clearFaults(national)
    while ((await effects(action.actionId)) === 0);
  })
})

describe('down', () => {
  it('breaks the numbered connections without a byte, and others not', async () => {
    await setFaults(national, [{ kind: 'down', method: 'get', path: '/v1/*', from: 2, count: 2 }])
    const statuses: (number | null)[] = []
    for (let time = 0; time < 4; time += 1) {
      statuses.push((await exchange(national, '/v1/status')).status)
    }
    expect(statuses).toEqual([200, null, null, 200])
    expect((await exchange(national, '/lacak/1')).status).toBe(404)
  })
})
