import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changeSchema, changesPageSchema } from '../../../shared/protocol/changes'
import { caseSchema } from '../../../shared/protocol/case'
import type { RunningNational } from '../startNational'
import { first, ledgerOf, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'
import { authorizationOf, clearFaults, exchange, faultsOf, setFaults } from './faultDesk'

const path = '/v1/reference'
const note = { type: 'note', payload: { text: 'Tetap sekali.' } }
const clock = new TestClock()

let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ cases: 40, now: clock.now })
  desk = await TestDesk.signIn(national, 'rahmawati')
})
afterEach(() => clearFaults(national))
afterAll(() => national.close())

async function pushOf(text: string) {
  const subject = first(await desk.cases(), ({ status }) => status === 'dispositioned')
  const { epoch } = await desk.page('?limit=1')
  const action = desk.actionOn(subject, { ...note, payload: { text } })
  return { action, body: { epoch, actions: [action] } }
}

async function effects(actionId: string): Promise<number> {
  return (await ledgerOf(national)).filter((row) => row.actionId === actionId).length
}

describe('status', () => {
  it('answers any status with any problem code, in place of the server', async () => {
    const { action, body } = await pushOf('Tidak dilihat.')
    await setFaults(national, [
      {
        kind: 'status',
        status: 503,
        body: { form: 'problem', code: 'maintenance' },
        path: '/v1/actions',
        count: 1,
      },
      {
        kind: 'status',
        status: 418,
        body: { form: 'problem', code: 'not_yet_known' },
        path: '/v1/actions',
        from: 2,
      },
    ])
    expect(problemOf(await desk.post('/v1/actions', body))).toMatchObject({
      status: 503,
      code: 'maintenance',
    })
    expect(problemOf(await desk.post('/v1/actions', body))).toMatchObject({
      status: 418,
      code: 'not_yet_known',
    })
    expect(await effects(action.actionId)).toBe(0)
  })

  it('says when to come again in seconds or as a date of its own clock', async () => {
    await setFaults(national, [
      { kind: 'status', status: 429, retryAfter: { form: 'seconds', seconds: 120 }, path, count: 1 },
      { kind: 'status', status: 503, retryAfter: { form: 'date', seconds: 90 }, path, from: 2, count: 1 },
    ])
    const seconds = await desk.get(path)
    expect([seconds.status, seconds.headers.get('retry-after')]).toEqual([429, '120'])
    const date = await desk.get(path)
    const asked = Date.parse(date.headers.get('retry-after') ?? '')
    expect([date.status, asked - Date.parse(clock.now())]).toEqual([503, 90_000])
    expect(date.headers.get('date')).toBe(new Date(clock.now()).toUTCString())
    expect((await desk.get(path)).status).toBe(200)
  })

  it('may have an empty body, or one that is given', async () => {
    await setFaults(national, [
      { kind: 'status', status: 502, path, count: 1 },
      {
        kind: 'status',
        status: 200,
        body: { form: 'text', text: '[]', contentType: 'application/json' },
        path,
        from: 2,
      },
    ])
    const empty = await exchange(national, path)
    expect([empty.status, empty.body.length, empty.complete]).toEqual([502, 0, true])
    expect((await desk.get(path)).body).toEqual([])
  })

  it('after the effect: a gateway that did not wait for what was done all the same', async () => {
    const { action, body } = await pushOf('Sudah terjadi.')
    await setFaults(national, [
      { kind: 'status', status: 504, effect: 'done', path: '/v1/actions', count: 1 },
    ])
    expect((await desk.post('/v1/actions', body)).status).toBe(504)
    expect(await effects(action.actionId)).toBe(1)
    expect(await desk.push([action])).toMatchObject([{ outcome: 'duplicate' }])
  })
})

describe('html', () => {
  it('is the page of a captive portal with status 200, and the server saw nothing', async () => {
    const { action, body } = await pushOf('Tertahan di portal.')
    await setFaults(national, [{ kind: 'html', path: '/v1/actions', count: 1 }])
    const answer = await desk.post('/v1/actions', body)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.body).toContain('<!doctype html>')
    expect(await effects(action.actionId)).toBe(0)
    expect((await desk.post('/v1/actions', body)).status).toBe(200)
  })
})

describe('content-type', () => {
  it('changes the header and leaves the body', async () => {
    const right = await exchange(national, path, { headers: authorizationOf(desk) })
    await setFaults(national, [{ kind: 'content-type', contentType: 'text/html', path, count: 1 }])
    const wrong = await exchange(national, path, { headers: authorizationOf(desk) })
    expect(wrong.headers.get('content-type')).toBe('text/html')
    expect(wrong.body.equals(right.body)).toBe(true)
    expect((await desk.get(path)).headers.get('content-type')).toContain('application/json')
  })
})

describe('truncated', () => {
  it('is complete HTTP whose JSON ends at the byte, compressed or not', async () => {
    const right = await exchange(national, path, { headers: authorizationOf(desk) })
    await setFaults(national, [{ kind: 'truncated', byte: 1500, path, count: 2 }])
    const plain = await exchange(national, path, { headers: authorizationOf(desk) })
    expect(plain.complete && plain.headers.get('content-length') === '1500').toBe(true)
    expect(plain.body.equals(right.body.subarray(0, 1500))).toBe(true)
    const zipped = await exchange(national, path, {
      headers: { ...authorizationOf(desk), 'accept-encoding': 'gzip' },
    })
    expect(zipped.complete && gunzipSync(zipped.body).equals(right.body.subarray(0, 1500))).toBe(true)
  })

  it('leaves an answer that is not longer', async () => {
    await setFaults(national, [{ kind: 'truncated', byte: 100_000, path: '/v1/status' }])
    expect((await desk.get('/v1/status')).body).toMatchObject({ maintenance: null })
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 0 }] })
  })
})

describe('clock', () => {
  it('moves the Date of the answers that it means, of the sandbox as of another fault', async () => {
    const now = Date.parse(clock.now())
    await setFaults(national, [
      { kind: 'status', status: 500, path, from: 2, count: 1 },
      { kind: 'clock', seconds: 86_400, path, count: 2 },
      { kind: 'clock', seconds: -3600, path, from: 3, count: 1 },
    ])
    const offsets: number[] = []
    for (let time = 0; time < 4; time += 1) {
      const { headers } = await desk.get(path)
      offsets.push((Date.parse(headers.get('date') ?? '') - now) / 1000)
    }
    expect(offsets).toEqual([86_400, 86_400, -3600, 0])
  })
})

describe('earlier-page', () => {
  it('repeats the page that went out before to the same session, to the byte', async () => {
    await setFaults(national, [{ kind: 'earlier-page', from: 2, count: 1 }])
    const one = await desk.page('?limit=5')
    const repeated = await desk.page(`?limit=5&since=${encodeURIComponent(one.cursor)}`)
    const two = await desk.page(`?limit=5&since=${encodeURIComponent(one.cursor)}`)
    expect(repeated).toEqual(one)
    expect(two.cursor).not.toBe(one.cursor)
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 3, acted: 1, left: 0 }] })
  })

  it('brings an older page late, with its older cursor', async () => {
    await setFaults(national, [{ kind: 'earlier-page', back: 2, from: 3, count: 1 }])
    const one = await desk.page('?limit=5')
    const two = await desk.page(`?limit=5&since=${encodeURIComponent(one.cursor)}`)
    const late = await desk.page(`?limit=5&since=${encodeURIComponent(two.cursor)}`)
    expect(late).toEqual(one)
  })

  it('gives nobody a page of another session', async () => {
    const other = await TestDesk.signIn(national, 'rahmawati')
    await setFaults(national, [{ kind: 'earlier-page', from: 2 }])
    const one = await desk.page('?limit=5')
    const others = await other.page('?limit=7')
    expect(others.changes).toHaveLength(7)
    expect(await desk.page('?limit=9')).toEqual(one)
  })
})

describe('bad-case', () => {
  it('spoils one case of a page so that the schema refuses it; the others and the cursor stay', async () => {
    const right = await desk.page('?limit=6')
    await setFaults(national, [{ kind: 'bad-case', nth: 3, path: '/v1/changes', count: 1 }])
    const page = changesPageSchema.parse((await desk.get('/v1/changes?limit=6')).body)
    expect(page.changes.map((change) => changeSchema.safeParse(change).success)).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
    ])
    expect(page.cursor).toBe(right.cursor)
    expect(page.changes.toSpliced(2, 1)).toEqual(right.changes.toSpliced(2, 1))
  })

  it('takes any field and value, and a case that is read alone', async () => {
    const subject = first(await desk.cases(), () => true)
    await setFaults(national, [
      { kind: 'bad-case', field: 'events', value: null, path: '/v1/cases/*', count: 1 },
      { kind: 'bad-case', nth: 9, path: '/v1/cases/*' },
    ])
    const spoiled = (await desk.get(`/v1/cases/${subject.id}`)).body
    expect(spoiled).toMatchObject({ id: subject.id, events: null })
    expect(caseSchema.safeParse(spoiled).success).toBe(false)
    expect(await desk.case(subject.id)).toEqual(subject)
    expect(await faultsOf(national)).toMatchObject({ faults: [{ acted: 1 }, { seen: 2, acted: 0 }] })
  })
})

describe('several faults at once', () => {
  it('act in the order in which they are given, each counting by itself', async () => {
    await setFaults(national, [
      { kind: 'truncated', byte: 40, path },
      { kind: 'content-type', contentType: 'text/plain', path, count: 1 },
      { kind: 'cut', byte: 30, path, count: 1 },
      { kind: 'problem', status: 403, code: 'forbidden', path, from: 3 },
    ])
    const headers = authorizationOf(desk)
    const one = await exchange(national, path, { headers })
    expect([one.headers.get('content-type'), one.headers.get('content-length')]).toEqual(['text/plain', '40'])
    expect([one.complete, one.body.length]).toEqual([false, 30])
    const two = await exchange(national, path, { headers })
    expect([two.complete, two.body.length]).toEqual([true, 40])
    expect((await exchange(national, path, { headers })).status).toBe(403)
    expect(await faultsOf(national)).toMatchObject({
      faults: [{ seen: 3 }, { seen: 3, acted: 1 }, { seen: 3, acted: 1 }, { seen: 3, acted: 1, left: null }],
    })
  })
})
