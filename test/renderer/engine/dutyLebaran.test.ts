import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { instantFrom, type CalendarDate, type CaseId } from '../../../shared/domain/identifiers'
import type { InboxView, Row } from '../../../renderer/engine/api'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { identifierOf } from '../../national/newIdentifier'
import type { RunningNational } from '../../national/startNational'
import { parsed, post, startTestNational, TestDesk } from '../../national/testDesk'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

/*
 * Lebaran 2018: Idulfitri on Friday 15 and Saturday 16 June, collective leave on 11, 12, 13, 14, 18, 19 and 20 June.
 * The last office day before is Friday 8 June, the first one after Thursday 21 June. Makassar is UTC+8.
 */
const wita = (wall: string): number => Date.parse(`${wall}+08:00`)

let national: RunningNational
let supervisor: TestDesk
/** One clock for the national system and for each desk: time passes everywhere. */
let serverNow = wita('2018-06-08T08:00:00')
const desks: { readonly desk: Desk; readonly running: RunningDesk; readonly clock: VirtualClock }[] = []

beforeAll(async () => {
  national = await startTestNational({
    anchor: identifierOf<CalendarDate>('2018-06-08'),
    cases: 20,
    accessSeconds: 100 * 86_400,
    now: () => instantFrom(serverNow),
  })
  supervisor = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(async () => {
  for (const { desk, running } of desks) {
    await running.kill()
    await desk.remove()
  }
  await national.close()
})

async function openAs(username: string): Promise<RunningDesk> {
  const { session } = await TestDesk.signIn(national, username)
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${session.accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': 'device-1',
  })
  const [desk, clock] = [await newDesk(), new VirtualClock(serverNow)]
  const running = await startDesk(desk, session.officer, clock, transport)
  desks.push({ desk, running, clock })
  await synced(running)
  return running
}

/** Lets the time pass until then, for everybody; each desk has pulled afterwards. */
async function until(wall: string): Promise<void> {
  const passes = wita(wall) - serverNow
  serverNow += passes
  for (const { clock } of desks) clock.advance(passes)
  for (const { running } of desks) await synced(running)
}

async function synced({ engine, events }: RunningDesk): Promise<void> {
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  const before = (await engine.syncStatus()).lastSyncedAt
  await engine.syncNow()
  await eventually(async () => {
    const { lastSyncedAt, unsent, state } = await engine.syncStatus()
    // Within one instant of the standing clock every pull has the same time: then it has come when nothing is under way.
    return (lastSyncedAt !== before || before === serverNow) && state === 'idle' && unsent === 0
  }, `it is pulled, ${events.length} events`)
}

async function dispositioned(unitId: string, title: string): Promise<CaseId> {
  const reported = await post(`${national.url}/public/reports`, {
    title,
    body: 'Mohon segera ditangani.',
    reporter: { name: 'Nurlaela Saleh' },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
  const body = { trackingId, agencyId: 'pemkot-makassar', unitId }
  const disposed = await post(`${national.url}/national/dispositions`, body)
  return identifierOf<CaseId>(parsed(z.object({ caseId: z.string() }), disposed).caseId)
}

async function rowsIn({ engine }: RunningDesk, view: InboxView): Promise<readonly Row[]> {
  return (await engine.rows({ ...everything, view }, 0, 1000)).rows
}
async function inView(running: RunningDesk, view: InboxView, caseIds: readonly CaseId[]): Promise<CaseId[]> {
  const held = (await rowsIn(running, view)).map(({ caseId }) => caseId)
  expect((await running.engine.counts())[view]).toBe(held.length)
  return caseIds.filter((caseId) => held.includes(caseId))
}
function firstResponse({ deadlines }: Case) {
  return deadlines.find(({ kind }) => kind === 'first_response')
}
async function answer(running: RunningDesk, caseId: CaseId): Promise<void> {
  const payload = { text: 'Petugas piket sudah menangani.', uploads: [] }
  expect(await running.engine.act(caseId, { type: 'respond', payload })).toMatchObject({ outcome: 'saved' })
  serverNow += 11_000
  for (const { clock } of desks) clock.advance(11_000)
  for (const one of desks) await synced(one.running)
}

describe('Lebaran 2018, from disposition to answer', () => {
  test('the duty officers answer what comes in and falls due, by each unit’s own calendar', async () => {
    // Until the leave is over somebody answers for the road unit too; the hospital always has somebody.
    const duty = {
      officerIds: [(await TestDesk.signIn(national, 'ashar')).session.officer.id],
      from: instantFrom(wita('2018-06-08T16:00:00')),
      until: instantFrom(wita('2018-06-21T08:00:00')),
    }
    expect((await supervisor.put('/v1/units/bidang-jalan/duty', duty)).status).toBe(204)
    const [road, hospital, overseer, other] = [
      await openAs('ashar'),
      await openAs('yuliana'),
      await openAs('rahmawati'),
      await openAs('irfan'),
    ]

    // Friday 8 June, ten o'clock: in office hours.
    await until('2018-06-08T10:00:00')
    const roadFriday = await dispositioned('bidang-jalan', 'Jalan amblas di Jl. Sunu')
    const hospitalFriday = await dispositioned('rsud-daya', 'Antrean IGD sangat panjang')
    await until('2018-06-08T10:05:00')
    const ofRoad = (await road.engine.caseView(roadFriday))?.case
    const ofHospital = (await hospital.engine.caseView(hospitalFriday))?.case
    // Five working days are 21, 22, 25, 26 and 27 June; five days of a hospital end on 13 June (data/vectors.json).
    expect(ofRoad?.dueAt).toBe(instantFrom(wita('2018-06-27T23:59:59.999')))
    expect(ofHospital?.dueAt).toBe(instantFrom(wita('2018-06-13T23:59:59.999')))
    const friday = [roadFriday, hospitalFriday]
    expect(await inView(overseer, 'duty', friday)).toEqual([hospitalFriday])
    expect((await rowsIn(hospital, 'duty')).find(({ caseId }) => caseId === hospitalFriday)?.duty).toEqual({
      cameIn: null,
      fallsDue: true,
    })

    // Friday evening, and Monday of the leave.
    await until('2018-06-08T19:00:00')
    const roadNight = await dispositioned('bidang-jalan', 'Pohon tumbang menutup Jl. Veteran')
    await until('2018-06-11T10:00:00')
    const roadLeave = await dispositioned('bidang-jalan', 'Jembatan retak di Jl. Landak')
    const hospitalLeave = await dispositioned('rsud-daya', 'Apotek tutup saat libur')
    await until('2018-06-11T10:05:00')
    const all = [roadFriday, roadNight, roadLeave, hospitalFriday, hospitalLeave]
    expect(await inView(road, 'duty', all)).toEqual([roadNight, roadLeave])
    expect(await inView(hospital, 'duty', all)).toEqual([hospitalFriday, hospitalLeave])
    expect(await inView(overseer, 'duty', all)).toEqual([roadNight, roadLeave, hospitalFriday, hospitalLeave])
    // Whoever is not on duty has nothing there.
    expect(await rowsIn(other, 'duty')).toEqual([])
    const cameIn = async (caseId: CaseId) => (await overseer.engine.caseView(caseId))?.duty.cameIn
    expect([await cameIn(roadNight), await cameIn(roadLeave)]).toEqual(['night', 'day_off'])
    const due = async (running: RunningDesk, caseId: CaseId) =>
      (await running.engine.caseView(caseId))?.case.dueAt
    expect(await due(road, roadLeave)).toBe(instantFrom(wita('2018-06-27T23:59:59.999')))
    expect(await due(hospital, hospitalLeave)).toBe(instantFrom(wita('2018-06-16T23:59:59.999')))

    // Tuesday 12 June: one day is left of the hospital's case, and none is counted of the road's.
    await until('2018-06-12T08:00:00')
    expect(await inView(overseer, 'at-risk', all)).toEqual([hospitalFriday])
    expect(await inView(overseer, 'late', all)).toEqual([])

    // Wednesday 13 June, in the evening: the duty officer answers, and the deadline is met.
    await until('2018-06-13T20:00:00')
    expect((await hospital.engine.caseView(hospitalFriday))?.remaining).toEqual({ kind: 'today', hours: 3 })
    await answer(hospital, hospitalFriday)
    const answered = await supervisor.case(hospitalFriday)
    expect(answered.status).toBe('answered')
    expect(firstResponse(answered)?.metAt).not.toBeNull()
    expect(firstResponse(answered)?.metAt?.slice(0, 10)).toBe('2018-06-13')
    expect(await inView(hospital, 'duty', all)).toEqual([hospitalLeave])

    // Sunday 17 June: nobody answered the hospital's other case, which is late; of the road nothing is.
    await until('2018-06-17T00:00:10')
    expect(await inView(overseer, 'late', all)).toEqual([hospitalLeave])
    expect(await inView(overseer, 'at-risk', all)).toEqual([])
    expect((await hospital.engine.caseView(hospitalLeave))?.remaining).toEqual({
      kind: 'late-hours',
      hours: 0,
    })
    await answer(hospital, hospitalLeave)
    expect(await inView(overseer, 'late', all)).toEqual([])

    // Wednesday 20 June, the last day of the leave: the road's duty officer answers one of theirs.
    await until('2018-06-20T21:00:00')
    await answer(road, roadLeave)
    const metOnLeave = firstResponse(await supervisor.case(roadLeave))
    expect((metOnLeave?.metAt ?? '') <= (metOnLeave?.dueAt ?? '')).toBe(true)

    // Thursday 21 June, eight o'clock: the duty is over, and what is left of it is the office's and the supervisors'.
    await until('2018-06-21T08:30:00')
    expect(await rowsIn(road, 'duty')).toEqual([])
    expect(await inView(overseer, 'duty', all)).toEqual([roadNight])

    // Tuesday 26 June: one working day is left; on Wednesday evening it is answered in time.
    await until('2018-06-26T09:00:00')
    expect(await inView(road, 'at-risk', all)).toEqual([roadFriday, roadNight])
    await until('2018-06-27T19:00:00')
    await answer(road, roadNight)
    await until('2018-06-28T00:00:10')
    expect(await inView(road, 'late', all)).toEqual([roadFriday])
  })
})
