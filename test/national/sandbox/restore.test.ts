import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { Case } from '../../../shared/domain/case'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import type { RunningNational } from '../startNational'
import {
  ask,
  first,
  ledgerOf,
  parsed,
  post,
  problemOf,
  startTestNational,
  TestDesk,
  type Answer,
} from '../testDesk'

let national: RunningNational
let sari: TestDesk
let supervisor: TestDesk

beforeAll(async () => {
  national = await startTestNational()
  sari = await TestDesk.signIn(national, 'sari')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())

const note = (text: string) => ({ type: 'note', payload: { text } })

async function backUp(name: string): Promise<void> {
  expect((await ask(`${national.url}/sandbox/backups/${name}`, { method: 'PUT' })).status).toBe(201)
}

async function restore(backup?: string): Promise<string> {
  const answer = await post(`${national.url}/sandbox/restore`, backup === undefined ? {} : { backup })
  return parsed(z.object({ epoch: z.string() }), answer).epoch
}

function send(desk: TestDesk, method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
  const authorization = `Bearer ${desk.session.accessToken}`
  if (body === undefined) return ask(`${national.url}${path}`, { method, headers: { authorization } })
  return ask(`${national.url}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json' },
  })
}

async function openCase(): Promise<Case> {
  return first(
    await sari.cases(),
    ({ status, assigneeId }) => status === 'in_progress' && assigneeId === sari.session.officer.id,
  )
}

describe('a server that is restored from a backup (PROTOCOL.md 4.5, 5.5, 8.3)', () => {
  it('8.3 has nothing to go back to before a backup was taken', async () => {
    for (const body of [{}, { backup: 'kemarin' }]) {
      const answer = await post(`${national.url}/sandbox/restore`, body)
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' })
    }
  })

  it('4.5 a cursor of before is 410, and a pull anew gives every case as it was', async () => {
    const subject = await openCase()
    const before = await sari.pull()
    await backUp('pagi')
    await sari.act(subject, note('Sesudah cadangan.'))
    const { cursor } = await sari.pull(before.cursor)
    const epoch = await restore('pagi')
    expect(epoch).not.toBe(before.epoch)
    for (const old of [before.cursor, cursor]) {
      const answer = await sari.get(`/v1/changes?since=${old}`)
      expect(problemOf(answer)).toMatchObject({ status: 410, code: 'cursor_expired' })
    }
    const anew = await sari.pull()
    expect(anew).toMatchObject({ epoch, changes: before.changes })
    expect((await sari.case(subject.id)).version).toBe(subject.version)
  })

  it('5.5 what was sent and is lost is never seen: 409, then 404, then the same id is applied', async () => {
    const subject = await openCase()
    const { epoch: old } = await sari.pull()
    const kept = sari.actionOn(subject, note('Sebelum cadangan.'))
    await sari.push([kept])
    await backUp('siang')
    const lost = sari.actionOn(subject, note('Hilang bersama server lama.'))
    expect(await sari.push([lost])).toMatchObject([{ outcome: 'applied' }])
    const epoch = await restore('siang')

    const early = await sari.post('/v1/actions', { epoch: old, actions: [lost] })
    expect(problemOf(early)).toMatchObject({ status: 409, code: 'epoch_changed' })
    expect((await sari.get(`/v1/actions/${kept.actionId}`)).body).toMatchObject({ outcome: 'applied' })
    expect(problemOf(await sari.get(`/v1/actions/${lost.actionId}`))).toMatchObject({ status: 404 })
    const again = await sari.post('/v1/actions', { epoch, actions: [kept, lost] })
    expect(again.body).toMatchObject({ results: [{ outcome: 'duplicate' }, { outcome: 'applied' }] })
    const texts = (await sari.case(subject.id)).events.map(({ text }) => text)
    expect(texts.filter((text) => text === 'Hilang bersama server lama.')).toHaveLength(1)
    const taken = (await ledgerOf(national)).map(({ actionId }) => actionId)
    expect(taken.filter((id) => id === kept.actionId || id === lost.actionId)).toEqual([
      kept.actionId,
      lost.actionId,
    ])
  })

  it('8.3 goes back to the newest backup unless one is named, as often as asked', async () => {
    const subject = await openCase()
    await backUp('satu')
    await sari.act(subject, note('Antara satu dan dua.'))
    await backUp('dua')
    await sari.act(subject, note('Sesudah dua.'))
    const versions: number[] = []
    for (const backup of [undefined, 'satu', 'dua']) {
      await restore(backup)
      versions.push((await sari.case(subject.id)).version - subject.version)
    }
    expect(versions).toEqual([1, 0, 1])
    await restore('satu')
    await backUp('dua')
    await sari.act(await sari.case(subject.id), note('Sesudah dua yang baru.'))
    await restore('dua')
    expect((await sari.case(subject.id)).version).toBe(subject.version)
  })

  it('8.3 brings back the reports of citizens, and gives no tracking number a second time', async () => {
    const report = { title: 'Lampu jalan mati', body: 'Gelap sejak Senin.', reporter: { name: 'Rosmini' } }
    const sendReport = async () =>
      parsed(z.object({ trackingId: z.string() }), await post(`${national.url}/public/reports`, report))
    const kept = await sendReport()
    await backUp('laporan')
    const lost = await sendReport()
    await restore('laporan')
    expect((await ask(`${national.url}/public/reports/${kept.trackingId}`)).status).toBe(200)
    expect((await ask(`${national.url}/public/reports/${lost.trackingId}`)).status).toBe(404)
    expect((await sendReport()).trackingId).not.toBe(lost.trackingId)
  })

  it('3.1 brings back the reference data, which desks are told by a new validator', async () => {
    const { units } = parsed(referenceSchema, await supervisor.get('/v1/reference'))
    const unit = first(units, ({ dutyOfficerIds }) => dutyOfficerIds.length > 0)
    await backUp('piket')
    const duty = { officerIds: [], from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }
    const changed = await send(supervisor, 'PUT', `/v1/units/${unit.id}/duty`, duty)
    expect(changed.status).toBe(204)
    const between = await supervisor.get('/v1/reference')
    await restore('piket')
    const after = await supervisor.get('/v1/reference', {
      'if-none-match': between.headers.get('etag') ?? '',
    })
    expect(parsed(referenceSchema, after).units.find(({ id }) => id === unit.id)).toEqual(unit)
  })

  it('2 lets in who is signed in and nobody who was locked out since', async () => {
    const leaving = await TestDesk.signIn(national, 'ashar')
    await backUp('pintu')
    const coming = await TestDesk.signIn(national, 'ashar')
    expect((await send(leaving, 'DELETE', '/v1/sessions/current')).status).toBe(204)
    await restore('pintu')
    expect((await coming.get('/v1/reference')).status).toBe(200)
    expect(problemOf(await leaving.get('/v1/reference'))).toMatchObject({ code: 'session_revoked' })
    const { refreshToken } = coming.session
    const refreshed = await post(`${national.url}/v1/sessions/refresh`, {
      refreshToken,
      deviceId: 'device-1',
    })
    expect(sessionResponseSchema.safeParse(refreshed.body).success).toBe(true)
  })

  it('5.5 an action that is on its way during the restore takes effect before it or not at all', async () => {
    const subject = await openCase()
    await backUp('tengah')
    const { epoch } = await sari.pull()
    const actions = Array.from({ length: 40 }, () => sari.actionOn(subject, note('Di tengah pemulihan.')))
    const pushed = sari.post('/v1/actions', { epoch, actions })
    await restore('tengah')
    const { status } = await pushed
    // Either all were done before it and went with it, or the rest of the batch was refused.
    expect([200, 409]).toContain(status)
    expect((await sari.case(subject.id)).version).toBe(subject.version)
    expect((await ledgerOf(national)).filter(({ text }) => text === 'Di tengah pemulihan.')).toEqual([])
  })
})
