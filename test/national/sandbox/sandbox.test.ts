import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { ask, first, ledgerOf, post, problemOf, startTestNational, TestDesk } from '../testDesk'

let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ cases: 40 })
  desk = await TestDesk.signIn(national, 'rahmawati')
})
afterEach(async () => {
  await ask(`${national.url}/sandbox/faults`, { method: 'DELETE' })
})
afterAll(() => national.close())

async function faults(list: readonly Record<string, unknown>[]): Promise<void> {
  expect((await post(`${national.url}/sandbox/faults`, { faults: list })).status).toBe(200)
}

const note = { type: 'note', payload: { text: 'Hanya sekali.' } }

describe('faults (PROTOCOL.md 8.3)', () => {
  it('down: no request is answered, but the sandbox itself always is', async () => {
    await faults([{ kind: 'down' }])
    await expect(fetch(`${national.url}/v1/status`)).rejects.toThrow()
    await expect(fetch(`${national.url}/lacak/1`)).rejects.toThrow()
    expect((await ask(`${national.url}/sandbox/faults`)).body).toMatchObject({ faults: [{ kind: 'down' }] })
    await ask(`${national.url}/sandbox/faults`, { method: 'DELETE' })
    expect((await ask(`${national.url}/v1/status`)).status).toBe(200)
  })

  it('drop-response: the action took effect once, and its id answers that it is a duplicate', async () => {
    const subject = first(await desk.cases(), ({ status }) => status === 'dispositioned')
    const { epoch } = await desk.page('?limit=1')
    const action = desk.actionOn(subject, note)
    await faults([{ kind: 'drop-response', method: 'post', path: '/v1/actions', count: 1 }])
    await expect(desk.post('/v1/actions', { epoch, actions: [action] })).rejects.toThrow()
    const [again] = await desk.push([action])
    expect(again).toMatchObject({ outcome: 'duplicate', case: { version: subject.version + 1 } })
    expect((await ledgerOf(national)).filter(({ actionId }) => actionId === action.actionId)).toHaveLength(1)
  })

  it('drop-response counts what it matches only, and goes on without end when no count is given', async () => {
    await faults([
      { kind: 'drop-response', path: '/v1/cases/*', count: 2 },
      { kind: 'drop-response', path: '/v1/status' },
    ])
    expect((await desk.get('/v1/reference')).status).toBe(200)
    await expect(desk.get('/v1/cases/a')).rejects.toThrow()
    await expect(desk.get('/v1/cases/b')).rejects.toThrow()
    expect((await desk.get('/v1/cases/c')).status).toBe(404)
    for (let time = 0; time < 4; time += 1) await expect(desk.get('/v1/status')).rejects.toThrow()
  })

  it('problem: answers with what was asked for and lets the request have no effect', async () => {
    const subject = first(await desk.cases(), ({ status }) => status === 'dispositioned')
    await faults([{ kind: 'problem', status: 401, code: 'session_revoked', path: '/v1/actions', count: 1 }])
    const { epoch } = await desk.page('?limit=1')
    const body = { epoch, actions: [desk.actionOn(subject, note)] }
    expect(problemOf(await desk.post('/v1/actions', body))).toMatchObject({
      status: 401,
      code: 'session_revoked',
    })
    expect((await desk.case(subject.id)).version).toBe(subject.version)
    expect((await desk.post('/v1/actions', body)).status).toBe(200)
  })

  it('refuses faults that it does not know and keeps those that are on', async () => {
    await faults([{ kind: 'drop-response', path: '/v1/status', count: 5 }])
    const answer = await post(`${national.url}/sandbox/faults`, { faults: [{ kind: 'meteor' }] })
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' })
    expect((await ask(`${national.url}/sandbox/faults`)).body).toMatchObject({ faults: [{ left: 5 }] })
  })
})

describe('a sandbox that is stopped and started again', () => {
  it('keeps its epoch, cases, results and sessions in its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'national-'))
    try {
      const before = await startTestNational({ cases: 20, folder })
      const officer = await TestDesk.signIn(before, 'rahmawati')
      const { epoch, cursor } = await officer.pull()
      const subject = first(await officer.cases(), ({ status }) => status === 'dispositioned')
      const action = officer.actionOn(subject, note)
      await officer.push([action])
      await before.close()

      const port = Number(new URL(before.url).port)
      const after = await startTestNational({ cases: 999, seed: 'other', folder, port })
      const { changes, epoch: epochAfter } = await officer.pull(cursor)
      expect(epochAfter).toBe(epoch)
      expect(changes).toMatchObject([{ kind: 'upsert', case: { id: subject.id } }])
      expect(await officer.push([action])).toMatchObject([{ outcome: 'duplicate' }])
      expect(await officer.cases()).toHaveLength(20)
      await after.close()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
