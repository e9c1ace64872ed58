import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { factsOf } from '../../../shared/domain/figures/caseFacts'
import { figureRulesOf } from '../../../shared/domain/figures/figures'
import { figureReport } from '../../../shared/domain/figures/report'
import type { Instant } from '../../../shared/domain/identifiers'
import { figuresSchema } from '../../../shared/protocol/figures'
import { calendarDateSchema } from '../../../shared/protocol/primitives'
import { referenceSchema } from '../../../shared/protocol/reference'
import { identifierOf } from '../newIdentifier'
import type { RunningNational } from '../startNational'
import { first, parsed, post, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'

const clock = new TestClock()
let national: RunningNational
let supervisor: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
  supervisor = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())

const everything = 'from=2019-01-01&to=2026-11-23'
const today = 'from=2026-11-23&to=2026-11-23'

async function figuresFor(desk: TestDesk, period: string) {
  return parsed(figuresSchema, await desk.get(`/v1/figures?${period}`))
}

async function arrived(): Promise<Case> {
  const report = { title: 'Selokan meluap', body: 'Air naik ke jalan.', reporter: { name: 'Rahmat' } }
  const answer = await post(`${national.url}/public/reports`, report)
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), answer)
  await post(`${national.url}/national/dispositions`, { trackingId, agencyId: 'pemkot-makassar' })
  return first(await supervisor.cases(), (one) => one.trackingId === trackingId)
}

describe('figures (PROTOCOL.md 3.3)', () => {
  it('3.3 are those of the definitions over every case that a supervisor sees', async () => {
    const reference = parsed(referenceSchema, await supervisor.get('/v1/reference'))
    const cases = await supervisor.cases()
    const answer = await figuresFor(supervisor, everything)
    const period = {
      from: calendarDateSchema.parse('2019-01-01'),
      to: calendarDateSchema.parse('2026-11-23'),
    }
    const expected = figureReport(cases.map(factsOf), period, figureRulesOf(reference, clock.now()))
    expect(answer).toEqual({ ...period, timeZone: 'Asia/Makassar', at: clock.now(), ...expected })
    expect(answer.total.dispositioned).toBe(120)
    expect(answer.total.followedUp).toBeGreaterThan(0)
  })

  it('3.3 parts add up to the whole', async () => {
    const { total, by } = await figuresFor(supervisor, everything)
    for (const groups of Object.values(by)) {
      const sum = groups.reduce((count, { figures }) => count + figures.dispositioned, 0)
      expect(sum).toBe(total.dispositioned)
    }
    expect(by.unit.length).toBeGreaterThan(5)
    expect(by.month).toHaveLength(95)
  })

  it('3.3 change with what officers do', async () => {
    const before = (await figuresFor(supervisor, today)).total
    const subject = await arrived()
    await supervisor.act(subject, { type: 'respond', payload: { text: 'Sudah kami tangani.' } })
    const after = (await figuresFor(supervisor, today)).total
    expect(after.dispositioned).toBe(before.dispositioned + 1)
    expect(after.followedUp).toBe(before.followedUp + 1)
    expect(after.firstResponse.cases).toBe(before.firstResponse.cases + 1)
    expect(after.deadline.inside).toBe(before.deadline.inside + 1)
  })

  it('3.3 count a returned case, also while another agency has it', async () => {
    const neighbour = await TestDesk.signIn(national, 'kamaruddin')
    const subject = await arrived()
    const { trackingId } = subject
    await supervisor.act(subject, { type: 'return', payload: { reason: 'Wewenang kabupaten tetangga.' } })
    const returned = (await figuresFor(supervisor, today)).total
    expect(returned.returned).toBe(1)
    const theirs = (await figuresFor(neighbour, today)).total
    const disposed = await post(`${national.url}/national/dispositions`, {
      trackingId,
      agencyId: 'pemkab-gowa',
    })
    expect(disposed.status).toBe(201)
    expect((await figuresFor(supervisor, today)).total).toEqual(returned)
    const after = (await figuresFor(neighbour, today)).total
    expect([after.dispositioned, after.returned]).toEqual([theirs.dispositioned + 1, 0])
    await post(`${national.url}/national/dispositions`, { trackingId, agencyId: 'pemkot-makassar' })
    expect((await figuresFor(supervisor, today)).total).toMatchObject({
      dispositioned: returned.dispositioned,
      returned: 0,
    })
  })

  it('3.3 count what was purged', async () => {
    const later = await startTestNational({ now: () => identifierOf<Instant>('2028-06-01T00:00:00.000Z') })
    try {
      const desk = await TestDesk.signIn(later, 'rahmawati')
      const { total } = await figuresFor(desk, everything)
      expect(total.dispositioned).toBe(120)
      expect((await desk.cases()).length).toBeLessThan(120)
    } finally {
      await later.close()
    }
  })

  it('3.3 are for those who see the whole agency, an auditor as well', async () => {
    const officer = await TestDesk.signIn(national, 'sari')
    const auditor = await TestDesk.signIn(national, 'mardiana')
    expect(problemOf(await officer.get(`/v1/figures?${today}`))).toMatchObject({
      status: 403,
      code: 'forbidden',
    })
    expect((await figuresFor(auditor, everything)).total.dispositioned).toBeGreaterThan(100)
  })

  it('3.3 refuse a period that is none', async () => {
    const periods = [
      '',
      'from=2026-01-01',
      'from=2026-01-02&to=2026-01-01',
      'from=2026-02-30&to=2026-03-01',
      'from=kemarin&to=2026-03-01',
      'from=2001-01-01&to=2026-03-01',
    ]
    for (const period of periods) {
      expect(problemOf(await supervisor.get(`/v1/figures?${period}`))).toMatchObject({
        status: 422,
        code: 'invalid',
      })
    }
  })
})
