import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statisticsSchema, type Statistics } from '../../../shared/protocol/administration'
import { moveClock, TestCitizen } from '../public/testCitizen'
import type { RunningNational } from '../startNational'
import { ask, first, parsed, startTestNational, TestClock, TestDesk } from '../testDesk'

let national: RunningNational
let desk: TestDesk
let citizen: TestCitizen

beforeAll(async () => {
  national = await startTestNational({ now: new TestClock().now, cases: 40, accessSeconds: 86_400 * 1000 })
  desk = await TestDesk.signIn(national, 'rahmawati')
  citizen = new TestCitizen(national.url)
})
afterAll(() => national.close())

async function statistics(): Promise<Statistics> {
  return parsed(statisticsSchema, await ask(`${national.url}/national/statistics`))
}

function of(figures: Statistics, kind: Statistics['byKind'][number]['kind']) {
  return first(figures.byKind, (one) => one.kind === kind)
}

/** What the whole and one kind have more. */
async function more(kind: Statistics['byKind'][number]['kind'], happen: () => Promise<unknown>) {
  const before = await statistics()
  await happen()
  const after = await statistics()
  return {
    received: after.received - before.received,
    dispositioned: after.dispositioned - before.dispositioned,
    followedUp: after.followedUp - before.followedUp,
    ofKind: [
      of(after, kind).dispositioned - of(before, kind).dispositioned,
      of(after, kind).followedUp - of(before, kind).followedUp,
    ],
  }
}

async function act(caseId: string, type: string, payload: Record<string, unknown>): Promise<void> {
  expect(await desk.act(await desk.case(caseId), { type, payload })).toMatchObject({ outcome: 'applied' })
}

describe('the national statistics (PROTOCOL.md 8.2)', () => {
  it('are about 812 institutions of six kinds, and parts add up to the whole', async () => {
    const { byKind, ...whole } = await statistics()
    expect(byKind.map(({ kind, agencies }) => [kind, agencies])).toEqual([
      ['ministry', 34],
      ['state_body', 97],
      ['university', 130],
      ['local_government', 305],
      ['state_enterprise', 116],
      ['mission_abroad', 130],
    ])
    const sum = (of: (one: (typeof byKind)[number]) => number) =>
      byKind.reduce((total, one) => total + of(one), 0)
    expect(sum((one) => one.dispositioned)).toBe(whole.dispositioned)
    expect(sum((one) => one.followedUp)).toBe(whole.followedUp)
  })

  it('have the proportions of May 2018, to which the sandbox’s own cases come', async () => {
    const { received, dispositioned, followedUp, byKind } = await statistics()
    const own = dispositioned - 375_000
    expect(own).toBeGreaterThanOrEqual(49)
    expect(own).toBeLessThan(60)
    expect(received).toBe(1_280_000 + own)
    expect(followedUp - 339_000).toBeGreaterThan(20)
    expect(followedUp - 339_000).toBeLessThan(own)
    expect(followedUp / dispositioned).toBeCloseTo(0.904, 3)
    for (const one of byKind) expect(one.followedUp).toBeLessThan(one.dispositioned)
  })

  it('count a report when it is received, dispositioned and followed up, by the kind that has it', async () => {
    let trackingId = ''
    expect(
      await more('ministry', async () => {
        trackingId = await citizen.report()
      }),
    ).toEqual({ received: 1, dispositioned: 0, followedUp: 0, ofKind: [0, 0] })
    expect(await more('ministry', () => citizen.dispose(trackingId, { agencyId: 'kementerian-pu' }))).toEqual(
      {
        received: 0,
        dispositioned: 1,
        followedUp: 0,
        ofKind: [1, 0],
      },
    )
    const { caseId } = await citizen.disposed()
    const asked = () => act(caseId, 'request_info', { text: 'Nomor tiang?' })
    expect((await more('local_government', asked)).ofKind).toEqual([0, 1])
    const again = () => act(caseId, 'respond', { text: 'Sudah.' })
    expect((await more('local_government', again)).ofKind).toEqual([0, 0])
    const other = await citizen.disposed()
    const archived = () => act(other.caseId, 'archive', { reasonCode: 'unclear' })
    expect((await more('local_government', archived)).ofKind).toEqual([0, 1])
  })

  it('count a returned report once: where it was, and once another has it, there', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    const returned = () => act(caseId, 'return', { reason: 'Wewenang kementerian.' })
    expect((await more('local_government', returned)).ofKind).toEqual([0, 0])
    const moved = () => citizen.dispose(trackingId, { agencyId: 'kementerian-pu' })
    expect(await more('ministry', moved)).toMatchObject({ received: 0, dispositioned: 0, ofKind: [1, 0] })
  })

  it('count what was purged from the desks', async () => {
    const { caseId } = await citizen.disposed()
    await act(caseId, 'respond', { text: 'Selesai.', close: true })
    const before = await statistics()
    await moveClock(national.url, '2028-06-01T00:00:00.000Z')
    expect((await desk.get(`/v1/cases/${caseId}`)).status).toBe(404)
    expect(await statistics()).toEqual(before)
  })
})
