import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from './startNational'
import { moveClock, TestCitizen } from './public/testCitizen'
import { startTestNational, TestClock, TestDesk } from './testDesk'

let national: RunningNational
let desk: TestDesk
let citizen: TestCitizen

beforeAll(async () => {
  national = await startTestNational({ now: new TestClock().now, cases: 40, accessSeconds: 86_400 * 1000 })
  desk = await TestDesk.signIn(national, 'rahmawati')
  citizen = new TestCitizen(national.url)
})
afterAll(() => national.close())

/** A case that was answered at a moment. The tests go on in time, as the sandbox does. */
async function answeredAt(now: string, unitId: string): Promise<{ trackingId: string; caseId: string }> {
  await moveClock(national.url, now)
  const made = await citizen.disposed({}, unitId)
  await respond(made.caseId, {})
  return made
}

async function respond(caseId: string, more: Record<string, unknown>): Promise<void> {
  const payload = { text: 'Sudah kami tangani.', ...more }
  const result = await desk.act(await desk.case(caseId), { type: 'respond', payload })
  expect(result.outcome).toBe('applied')
}

async function statusAt(now: string, caseId: string): Promise<string> {
  await moveClock(national.url, now)
  return (await desk.case(caseId)).status
}

describe('closing by the clock (DOMAIN.md, Status and Deadlines)', () => {
  it('comes with the first moment after the tenth working day in the agency’s zone', async () => {
    const { caseId } = await answeredAt('2026-11-23T02:00:00.000Z', 'upt-pju')
    expect((await desk.case(caseId)).dueAt).toBe('2026-12-07T15:59:59.999Z')
    expect(await statusAt('2026-12-07T15:59:59.999Z', caseId)).toBe('answered')
    expect(await statusAt('2026-12-07T16:00:00.000Z', caseId)).toBe('closed')
    const { events, closedAt, dueAt, deadlines } = await desk.case(caseId)
    expect(events.at(-1)).toMatchObject({
      type: 'auto_closed',
      actor: { kind: 'system' },
      visibility: 'public',
    })
    expect([closedAt, dueAt]).toEqual(['2026-12-07T16:00:00.000Z', null])
    expect(deadlines.find(({ kind }) => kind === 'auto_close')?.metAt).toBe(closedAt)
  })

  it('counts no holiday in an office, and every day in a unit that never closes', async () => {
    const office = await answeredAt('2026-12-18T02:00:00.000Z', 'upt-pju')
    const brigade = await answeredAt('2026-12-18T02:00:00.000Z', 'dinas-damkar')
    expect(await statusAt('2026-12-28T15:59:59.999Z', brigade.caseId)).toBe('answered')
    expect(await statusAt('2026-12-28T16:00:00.000Z', brigade.caseId)).toBe('closed')
    // 24 and 25 December and New Year do not count.
    expect(await statusAt('2027-01-06T15:59:59.999Z', office.caseId)).toBe('answered')
    expect(await statusAt('2027-01-06T16:00:00.000Z', office.caseId)).toBe('closed')
  })

  it('does not come when the reporter replied; an answer after that begins the days anew', async () => {
    const { trackingId, caseId } = await answeredAt('2027-01-11T02:00:00.000Z', 'dinas-damkar')
    await moveClock(national.url, '2027-01-15T02:00:00.000Z')
    await citizen.reply(trackingId)
    expect(await statusAt('2027-01-22T02:00:00.000Z', caseId)).toBe('in_progress')
    await respond(caseId, {})
    expect(await statusAt('2027-02-01T15:59:59.999Z', caseId)).toBe('answered')
    expect(await statusAt('2027-02-01T16:00:00.000Z', caseId)).toBe('closed')
  })
})

describe('purging (PROTOCOL.md 4.2)', () => {
  it('takes closed cases off the desks after 400 days; the public goes on seeing them', async () => {
    await moveClock(national.url, '2027-03-01T02:00:00.000Z')
    const { trackingId, caseId } = await citizen.disposed()
    await respond(caseId, { close: true })
    const { cursor } = await desk.pull()
    const removals = async () =>
      (await desk.pull(cursor)).changes.filter(
        (change) => change.kind === 'remove' && change.caseId === caseId,
      )
    await moveClock(national.url, '2028-04-04T02:00:00.000Z')
    expect(await removals()).toEqual([])
    await moveClock(national.url, '2028-04-04T02:00:00.001Z')
    expect(await removals()).toEqual([{ kind: 'remove', caseId, reason: 'purged' }])
    expect((await desk.get(`/v1/cases/${caseId}`)).status).toBe(404)
    expect(await citizen.view(trackingId)).toMatchObject({ status: 'closed', title: 'Lampu padam' })
    expect((await citizen.page(trackingId)).status).toBe(200)
  })

  it('is not undone by what the reporter adds afterwards', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    await respond(caseId, { close: true })
    await moveClock(national.url, '2029-06-01T00:00:00.000Z')
    expect(await citizen.reply(trackingId, 'Terima kasih.')).toBe(201)
    expect(await citizen.rate(trackingId, 5)).toBe(201)
    expect((await desk.cases()).map(({ id }) => id)).not.toContain(caseId)
    expect(await citizen.seen(trackingId)).toContain('Terima kasih.')
  })
})
