import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { caseSchema } from '../../../shared/protocol/case'
import { referenceSchema } from '../../../shared/protocol/reference'
import { pushResponseSchema } from '../../../shared/protocol/action'
import type { Case } from '../../../shared/domain/case'
import type { RunningNational } from '../startNational'
import { ask, first, ledgerOf, parsed, post, problemOf, startTestNational, TestDesk } from '../testDesk'
import { clearFaults, faultsOf, setFaults, untilFaults } from './faultDesk'

const hour = 3_600_000

let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ cases: 60 })
  desk = await TestDesk.signIn(national, 'rahmawati')
})
afterEach(() => clearFaults(national))
afterAll(() => national.close())

async function newCases(count: number): Promise<Case[]> {
  const found = (await desk.cases()).filter(({ status }) => status === 'dispositioned').slice(0, count)
  expect(found).toHaveLength(count)
  return found
}

async function push(actions: readonly unknown[]) {
  const { epoch } = await desk.page('?limit=1')
  return desk.post('/v1/actions', { epoch, actions })
}

async function effects(...actionIds: readonly string[]): Promise<string[]> {
  const rows = await ledgerOf(national)
  return rows.flatMap(({ actionId }) => (actionIds.includes(actionId) ? [actionId] : []))
}

function noteOn(subject: Case, text: string) {
  return desk.actionOn(subject, { type: 'note', payload: { text } })
}

describe('doubled', () => {
  it('takes effect twice where nothing keeps it from that, and the answer is of one of them', async () => {
    const { received } = await statistics()
    await setFaults(national, [{ kind: 'doubled', path: '/public/reports', count: 1 }])
    expect((await post(`${national.url}/public/reports`, report)).status).toBe(201)
    expect((await statistics()).received).toBe(received + 2)
    expect((await post(`${national.url}/public/reports`, report)).status).toBe(201)
    expect((await statistics()).received).toBe(received + 3)
  })

  it('an action with its id takes effect once: the first is applied, the second a duplicate', async () => {
    const [one, two] = await newCases(2)
    for (const [answer, subject, outcome] of [
      ['first', one, 'applied'],
      ['second', two, 'duplicate'],
    ] as const) {
      if (!subject) throw new Error('no case')
      const action = noteOn(subject, `Diulang, jawaban ${answer}.`)
      const { epoch } = await desk.page('?limit=1')
      await setFaults(national, [{ kind: 'doubled', answer, path: '/v1/actions' }])
      const { body } = await desk.post('/v1/actions', { epoch, actions: [action] })
      expect(body).toMatchObject({ results: [{ outcome }] })
      expect(await effects(action.actionId)).toEqual([action.actionId])
      expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 1 }] })
    }
  })
})

describe('delayed past another', () => {
  it('holds an answer until a request that it names was answered, and no other lets it go', async () => {
    const [subject] = await newCases(1)
    if (!subject) throw new Error('no case')
    const order: string[] = []
    await setFaults(national, [
      { kind: 'delayed', path: '/v1/changes', past: { path: '/v1/cases/*' }, count: 1 },
      { kind: 'delayed', path: '/v1/reference', past: { path: '/v1/status' }, count: 1 },
    ])
    const page = desk.page('?limit=1').then(() => order.push('page'))
    await untilFaults(national, [1, 0])
    const reference = desk.get('/v1/reference').then(() => order.push('reference'))
    await untilFaults(national, [1, 1])
    await desk.get('/v1/status')
    await reference
    await desk.case(subject.id)
    order.push('case')
    await page
    expect(order).toEqual(['reference', 'case', 'page'])
  })

  it('is not let go by a request that came before it, however late that one is answered', async () => {
    const order: string[] = []
    const past = { path: '/v1/reference' }
    await setFaults(national, [
      { kind: 'delayed', path: '/v1/status', past, count: 1 },
      { kind: 'delayed', path: '/v1/reference', past: { path: '/lacak/*' }, count: 1 },
      { kind: 'delayed', path: '/v1/changes', past, count: 1 },
    ])
    const earlier = desk.get('/v1/status').then(() => order.push('earlier'))
    await untilFaults(national, [1, 0, 0])
    const reference = desk.get('/v1/reference').then(() => order.push('reference'))
    await untilFaults(national, [1, 1, 0])
    const page = desk.page('?limit=1').then(() => order.push('page'))
    await untilFaults(national, [1, 1, 1])
    await ask(`${national.url}/lacak/1`)
    await Promise.all([reference, earlier])
    expect(order).not.toContain('page')
    await desk.get('/v1/reference')
    order.push('next reference')
    await page
    expect(order.slice(2)).toEqual(['next reference', 'page'])
  })

  it('holds a request itself: what overtakes it takes effect before', async () => {
    const [subject] = await newCases(1)
    if (!subject) throw new Error('no case')
    const { epoch } = await desk.page('?limit=1')
    const [slow, fast] = [noteOn(subject, 'Dikirim dulu.'), noteOn(subject, 'Sampai dulu.')]
    await setFaults(national, [
      { kind: 'delayed', of: 'request', path: '/v1/actions', past: { path: '/v1/actions' }, count: 1 },
    ])
    const held = desk.post('/v1/actions', { epoch, actions: [slow] })
    await untilFaults(national, [1])
    await desk.post('/v1/actions', { epoch, actions: [fast] })
    expect((await held).status).toBe(200)
    expect(await effects(slow.actionId, fast.actionId)).toEqual([fast.actionId, slow.actionId])
  })

  it('is released when the faults are cleared', async () => {
    await setFaults(national, [{ kind: 'delayed', path: '/v1/status', past: { path: '/v1/nowhere' } }])
    const held = desk.get('/v1/status')
    await untilFaults(national, [1])
    await clearFaults(national)
    expect((await held).status).toBe(200)
  })
})

describe('reassign in the middle of a push', () => {
  it('before it is looked at: the case has left', async () => {
    const [subject] = await newCases(1)
    if (!subject) throw new Error('no case')
    await setFaults(national, [{ kind: 'reassign', which: { action: 1 }, agencyId: await otherAgency() }])
    const action = noteOn(subject, 'Sudah pindah.')
    expect((await push([action])).body).toMatchObject({
      results: [{ outcome: 'rejected', code: 'case_left' }],
    })
    expect(await effects(action.actionId)).toEqual([])
    expect((await desk.get(`/v1/cases/${subject.id}`)).status).toBe(404)
  })

  it('after it was looked at: it took effect, and the case leaves all the same', async () => {
    const [subject] = await newCases(1)
    if (!subject) throw new Error('no case')
    await setFaults(national, [
      {
        kind: 'reassign',
        which: { trackingId: subject.trackingId },
        agencyId: await otherAgency(),
        when: 'after',
      },
    ])
    const action = noteOn(subject, 'Masih sempat.')
    expect((await push([action])).body).toMatchObject({ results: [{ outcome: 'applied' }] })
    expect(await effects(action.actionId)).toEqual([action.actionId])
    expect((await desk.get(`/v1/cases/${subject.id}`)).status).toBe(404)
  })

  it('between two actions of one push: the first counts, the second comes too late', async () => {
    const [subject, other] = await newCases(2)
    if (!subject || !other) throw new Error('no cases')
    await setFaults(national, [
      {
        kind: 'reassign',
        which: { action: 2 },
        agencyId: await otherAgency(),
        when: { afterActions: 1 },
        from: 2,
      },
    ])
    const actions = [noteOn(subject, 'Satu.'), noteOn(subject, 'Dua.'), noteOn(other, 'Tiga.')]
    expect((await push([noteOn(other, 'Kiriman lain.')])).status).toBe(200)
    const { results } = parsed(pushResponseSchema, await push(actions))
    expect(results).toMatchObject([
      { outcome: 'applied' },
      { outcome: 'rejected', code: 'case_left' },
      { outcome: 'applied' },
    ])
    const [one, , three] = actions.map(({ actionId }) => actionId)
    expect(await effects(...actions.map(({ actionId }) => actionId))).toEqual([one, three])
  })

  it('does not count what could not be: a closed case stays, and the push goes on', async () => {
    const subject = first(await desk.cases(), ({ status }) => status === 'closed')
    await setFaults(national, [{ kind: 'reassign', which: { action: 1 }, agencyId: await otherAgency() }])
    expect((await push([noteOn(subject, 'Tetap di sini.')])).body).toMatchObject({
      results: [{ outcome: 'applied' }],
    })
    expect(await faultsOf(national)).toMatchObject({ faults: [{ seen: 1, acted: 0 }] })
    expect(caseSchema.parse((await desk.get(`/v1/cases/${subject.id}`)).body).status).toBe('closed')
  })
})

describe('revoke', () => {
  it('ends the session of the numbered request, and no other session of the same officer', async () => {
    const [one, two] = [
      await TestDesk.signIn(national, 'rahmawati'),
      await TestDesk.signIn(national, 'rahmawati'),
    ]
    await setFaults(national, [{ kind: 'revoke', what: 'session', path: '/v1/reference', from: 2, count: 1 }])
    expect((await one.get('/v1/reference')).status).toBe(200)
    expect(problemOf(await one.get('/v1/reference'))).toMatchObject({ status: 401, code: 'session_revoked' })
    expect((await one.get('/v1/changes?limit=1')).status).toBe(401)
    expect((await two.get('/v1/reference')).status).toBe(200)
  })

  it('after the request: it took effect, and the next one is refused', async () => {
    const [subject] = await newCases(1)
    if (!subject) throw new Error('no case')
    const leaving = await TestDesk.signIn(national, 'rahmawati')
    const action = noteOn(subject, 'Yang terakhir.')
    const { epoch } = await leaving.page('?limit=1')
    await setFaults(national, [{ kind: 'revoke', what: 'session', when: 'after', path: '/v1/actions' }])
    expect((await leaving.post('/v1/actions', { epoch, actions: [action] })).status).toBe(200)
    expect(await effects(action.actionId)).toEqual([action.actionId])
    expect(problemOf(await leaving.get('/v1/reference')).code).toBe('session_revoked')
  })

  it('revokes the device of a refresh as well, and it is told so', async () => {
    const { body } = await post(`${national.url}/v1/sessions`, {
      username: 'rahmawati',
      password: national.password,
      deviceId: 'device-to-revoke',
      deviceName: 'Test',
    })
    const { refreshToken } = z.object({ refreshToken: z.string() }).parse(body)
    await setFaults(national, [{ kind: 'revoke', what: 'device', path: '/v1/sessions/refresh' }])
    const answer = await post(`${national.url}/v1/sessions/refresh`, {
      refreshToken,
      deviceId: 'device-to-revoke',
    })
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'device_revoked' })
    expect((await desk.get('/v1/reference')).status).toBe(200)
  })
})

describe('clearing the faults', () => {
  it('lets go of everything that is held, in any phase, and nothing acts any more', async () => {
    const [subject] = await newCases(1)
    if (!subject) throw new Error('no case')
    const { epoch } = await desk.page('?limit=1')
    await setFaults(national, [
      { kind: 'latency', beforeRequest: hour, beforeResponse: hour },
      { kind: 'reassign', which: { action: 1 }, agencyId: await otherAgency(), when: 'after' },
      { kind: 'cut', byte: 0 },
    ])
    const action = noteOn(subject, 'Dilepas.')
    const held = desk.post('/v1/actions', { epoch, actions: [action] })
    await untilFaults(national, [1])
    await clearFaults(national)
    expect((await held).body).toMatchObject({ results: [{ outcome: 'applied' }] })
    expect(await faultsOf(national)).toEqual({ faults: [] })
    expect((await desk.case(subject.id)).agencyId).toBe(subject.agencyId)
  })
})

const report = {
  title: 'Lampu jalan padam',
  body: 'Lampu jalan di depan sekolah padam sejak seminggu yang lalu.',
  reporter: { name: 'Sitti' },
}

async function statistics(): Promise<{ received: number }> {
  const { body } = await ask(`${national.url}/national/statistics`)
  return z.object({ received: z.number() }).parse(body)
}

async function otherAgency(): Promise<string> {
  const { agency, agencies } = parsed(referenceSchema, await desk.get('/v1/reference'))
  return first(agencies, ({ id }) => id !== agency.id).id
}
