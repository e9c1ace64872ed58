import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../../shared/domain/case'
import type { RunningNational } from '../startNational'
import { startTestNational, TestClock, TestDesk } from '../testDesk'
import { TestCitizen } from './testCitizen'

const clock = new TestClock()
const day = 24 * 60
let national: RunningNational
let desk: TestDesk
let citizen: TestCitizen

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, cases: 40, accessSeconds: 86_400 * 400 })
  desk = await TestDesk.signIn(national, 'rahmawati')
  citizen = new TestCitizen(national.url)
})
afterAll(() => national.close())

async function act(caseId: string, type: string, payload: Record<string, unknown> = {}): Promise<void> {
  expect(await desk.act(await desk.case(caseId), { type, payload })).toMatchObject({ outcome: 'applied' })
}

async function statusAfterReply({ trackingId, caseId }: { trackingId: string; caseId: string }) {
  const before = await desk.case(caseId)
  expect(await citizen.reply(trackingId)).toBe(201)
  const after = await desk.case(caseId)
  expect(after.version).toBe(before.version + 1)
  expect(after.events.at(-1)).toMatchObject({
    type: 'reporter_replied',
    text: 'Masih padam.',
    visibility: 'public',
  })
  return after
}

describe("a citizen's report (PROTOCOL.md 8.1)", () => {
  it('comes by each of the eight channels', async () => {
    for (const channel of channels) {
      const { caseId } = await citizen.disposed({ channel })
      expect(await desk.case(caseId)).toMatchObject({ channel })
    }
  })

  it('keeps what was added before any institution had it', async () => {
    const trackingId = await citizen.report()
    expect(await citizen.reply(trackingId, 'Nomor tiangnya PJU-118.')).toBe(201)
    expect(await citizen.seen(trackingId)).toContain('Nomor tiangnya PJU-118.')
    const caseId = await citizen.dispose(trackingId)
    const { events, status } = await desk.case(caseId)
    expect(status).toBe('dispositioned')
    expect(events.map(({ type }) => type)).toEqual(['received', 'reporter_replied', 'dispositioned'])
  })
})

describe("a reporter's reply (DOMAIN.md, Actions)", () => {
  it('is added and moves nothing while the case is dispositioned, in progress or archived', async () => {
    const one = await citizen.disposed()
    expect((await statusAfterReply(one)).status).toBe('dispositioned')
    await act(one.caseId, 'accept')
    expect((await statusAfterReply(one)).status).toBe('in_progress')
    await act(one.caseId, 'archive', { reasonCode: 'unclear' })
    const { status, closedAt } = await statusAfterReply(one)
    expect([status, closedAt === null]).toEqual(['archived', false])
  })

  it('lets an awaited case go on with the days that were left', async () => {
    const one = await citizen.disposed()
    await act(one.caseId, 'request_info', { text: 'Nomor tiang?' })
    clock.pass(2 * day)
    const after = await statusAfterReply(one)
    expect(after).toMatchObject({ status: 'in_progress', dueKind: 'resolution' })
    const reply = after.deadlines.find(({ kind }) => kind === 'reporter_reply')
    expect(reply?.metAt).toBe(clock.now())
    expect(after.deadlines.find(({ kind }) => kind === 'resolution')?.pausedAt).toBeNull()
  })

  it('opens an answered case again', async () => {
    const one = await citizen.disposed()
    await act(one.caseId, 'respond', { text: 'Sudah menyala.' })
    const after = await statusAfterReply(one)
    expect(after).toMatchObject({ status: 'in_progress', dueKind: 'resolution' })
    expect(after.deadlines.map(({ kind }) => kind)).not.toContain('auto_close')
  })

  it('opens a closed case again within 10 days, to the minute, and is only added later', async () => {
    const inTime = await citizen.disposed()
    const late = await citizen.disposed()
    for (const { caseId } of [inTime, late]) await act(caseId, 'respond', { text: 'Selesai.', close: true })
    clock.pass(10 * day)
    expect(await statusAfterReply(inTime)).toMatchObject({ status: 'in_progress', closedAt: null })
    clock.pass(1)
    const after = await statusAfterReply(late)
    expect(after).toMatchObject({ status: 'closed', dueAt: null })
    expect(after.closedAt).not.toBeNull()
  })

  it('to what nobody sent is 404, and one without a text or with too much of it changes nothing', async () => {
    expect(await citizen.reply('1')).toBe(404)
    const { trackingId, caseId } = await citizen.disposed()
    for (const text of ['', '   ', 'x'.repeat(5001)]) expect(await citizen.reply(trackingId, text)).toBe(422)
    expect((await desk.case(caseId)).version).toBe(1)
  })
})

describe('a rating (DOMAIN.md, satisfaction)', () => {
  it('is for a closed case alone, 1 to 5, and once', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    expect(await citizen.rate(trackingId, 5)).toBe(422)
    await act(caseId, 'respond', { text: 'Sudah.' })
    expect(await citizen.rate(trackingId, 5)).toBe(422)
    await act(caseId, 'close')
    for (const wrong of [0, 6, 4.5, '4', null]) expect(await citizen.rate(trackingId, wrong)).toBe(422)
    expect(await citizen.rate(trackingId, 4)).toBe(201)
    expect(await citizen.rate(trackingId, 1)).toBe(422)
    expect(await desk.case(caseId)).toMatchObject({ satisfaction: 4, status: 'closed' })
  })

  it('is not for an archived case, one that no institution has, nor one that is not there', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    await act(caseId, 'archive', { reasonCode: 'test_or_spam' })
    expect(await citizen.rate(trackingId, 4)).toBe(422)
    expect(await citizen.rate(await citizen.report(), 4)).toBe(422)
    expect(await citizen.rate('1', 4)).toBe(404)
  })
})
