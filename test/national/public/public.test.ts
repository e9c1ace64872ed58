import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { agencyKinds } from '../../../shared/domain/reference'
import type { RunningNational } from '../startNational'
import {
  ask,
  parsed,
  post,
  problemOf,
  startTestNational,
  TestClock,
  TestDesk,
  type Answer,
} from '../testDesk'

const clock = new TestClock()
let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, cases: 40, accessSeconds: 86_400 })
  desk = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())

const body = 'Lampu di depan rumah kami padam sejak hujan angin pekan lalu.'
const reporter = { name: 'Khadijah Mappanyukki', phone: '081234567890', email: 'khadijah@contoh.example' }

async function report(fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await post(`${national.url}/public/reports`, {
    title: 'Lampu padam',
    body,
    reporter,
    ...fields,
  })
  expect(answer.status).toBe(201)
  return parsed(z.object({ trackingId: z.string() }), answer).trackingId
}

async function disposed(
  fields: Record<string, unknown> = {},
): Promise<{ trackingId: string; caseId: string }> {
  const trackingId = await report(fields)
  const order = { trackingId, agencyId: 'pemkot-makassar', unitId: 'upt-pju' }
  return parsed(
    z.object({ trackingId: z.string(), caseId: z.string() }),
    await post(`${national.url}/national/dispositions`, order),
  )
}

function publicly(trackingId: string): Promise<Answer> {
  return ask(`${national.url}/public/reports/${trackingId}`)
}

async function page(trackingId: string): Promise<string> {
  return String((await ask(`${national.url}/lacak/${trackingId}`)).body)
}

async function respond(caseId: string, payload: Record<string, unknown>): Promise<void> {
  expect(await desk.act(await desk.case(caseId), { type: 'respond', payload })).toMatchObject({
    outcome: 'applied',
  })
}

describe("the citizen's side (PROTOCOL.md 8.1)", () => {
  it('takes a report and shows it before any agency has it', async () => {
    const trackingId = await report()
    expect(trackingId).toMatch(/^\d{7}$/)
    expect((await publicly(trackingId)).body).toMatchObject({
      status: 'received',
      title: 'Lampu padam',
      body,
    })
  })

  it('refuses a report without a text and one that is too long, and takes neither', async () => {
    const before = parsed(
      z.object({ received: z.number() }),
      await ask(`${national.url}/national/statistics`),
    )
    for (const wrong of [
      { body: '' },
      { body: 'x'.repeat(20_001) },
      { title: 5 },
      { categoryId: 'tidak-ada' },
    ]) {
      const answer = await post(`${national.url}/public/reports`, {
        title: 'Lampu padam',
        body,
        reporter,
        ...wrong,
      })
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' })
    }
    const after = parsed(z.object({ received: z.number() }), await ask(`${national.url}/national/statistics`))
    expect(after.received).toBe(before.received)
  })

  it('shows the answer but neither internal notes nor who of the office wrote', async () => {
    const { trackingId, caseId } = await disposed()
    await desk.act(await desk.case(caseId), { type: 'note', payload: { text: 'RAHASIA DAPUR' } })
    await respond(caseId, { text: 'Lampu sudah menyala.' })
    const shown = JSON.stringify((await publicly(trackingId)).body) + (await page(trackingId))
    expect(shown).toContain('Lampu sudah menyala.')
    expect(shown).not.toContain('RAHASIA DAPUR')
    expect(shown).not.toContain('Rahmawati')
    expect(shown).not.toContain(reporter.phone)
    expect(shown).not.toContain(reporter.email)
  })

  it('shows of a confidential report its status and nothing else', async () => {
    const { trackingId, caseId } = await disposed({ confidential: true, title: 'Pungli di loket' })
    await respond(caseId, { text: 'Sedang diperiksa.' })
    expect((await publicly(trackingId)).body).toEqual({ trackingId, status: 'answered', confidential: true })
    const shown = await page(trackingId)
    expect(shown).toContain('Ditindaklanjuti')
    for (const hidden of [
      'Pungli di loket',
      'Sedang diperiksa',
      'Lampu di depan',
      'Khadijah',
      'Perjalanan laporan',
    ]) {
      expect(shown).not.toContain(hidden)
    }
  })

  it('keeps the name of an anonymous reporter from the public and from the desk', async () => {
    const { trackingId, caseId } = await disposed({ anonymous: true })
    await post(`${national.url}/public/reports/${trackingId}/replies`, { text: 'Masih padam.' })
    const shown = JSON.stringify((await publicly(trackingId)).body) + (await page(trackingId))
    const held = JSON.stringify(await desk.case(caseId))
    expect(shown + held).not.toContain('Khadijah')
    expect(shown).toContain('Masih padam.')
    expect(await page(trackingId)).toContain('Pelapor anonim')
  })

  it('a reply to an answer opens the case again with a new resolution', async () => {
    const { trackingId, caseId } = await disposed()
    await respond(caseId, { text: 'Sudah menyala.' })
    clock.pass(60)
    const reply = await post(`${national.url}/public/reports/${trackingId}/replies`, { text: 'Padam lagi.' })
    expect(reply.status).toBe(201)
    const after = await desk.case(caseId)
    expect(after).toMatchObject({ status: 'in_progress', dueKind: 'resolution' })
    expect(after.deadlines.find(({ kind }) => kind === 'resolution')).toMatchObject({
      startedAt: clock.now(),
      metAt: null,
    })
  })

  it('a closed report is rated once; an open one is not', async () => {
    const { trackingId, caseId } = await disposed()
    const rate = (satisfaction: unknown) =>
      post(`${national.url}/public/reports/${trackingId}/rating`, { satisfaction })
    expect((await rate(4)).status).toBe(422)
    await respond(caseId, { text: 'Selesai.', close: true })
    expect((await rate(6)).status).toBe(422)
    expect((await rate(4)).status).toBe(201)
    expect((await rate(1)).status).toBe(422)
    expect((await desk.case(caseId)).satisfaction).toBe(4)
  })

  it('what nobody sent is 404, as JSON and as a page', async () => {
    expect(problemOf(await publicly('1'))).toMatchObject({ status: 404 })
    const missing = await ask(`${national.url}/lacak/%3Cscript%3E`)
    expect(missing.status).toBe(404)
    expect(missing.body).not.toContain('<script')
    expect(problemOf(await post(`${national.url}/public/reports/1/replies`, { text: 'Halo' })).status).toBe(
      404,
    )
  })
})

describe('the tracking page (PROTOCOL.md 8.1, 6.3)', () => {
  it('shows hostile texts as texts and allows no script at all', async () => {
    const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">'"&`
    const { trackingId, caseId } = await disposed({
      title: hostile,
      body: `${hostile} ${body}`,
      reporter: { name: hostile },
    })
    await respond(caseId, { text: hostile })
    const answer = await ask(`${national.url}/lacak/${trackingId}`)
    expect(answer.body).not.toContain('<script')
    expect(answer.body).not.toContain('<img')
    expect(answer.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('has a language, landmarks and headings in order', async () => {
    const { trackingId } = await disposed()
    const shown = await page(trackingId)
    expect(shown).toMatch(/<html lang="id">/)
    for (const landmark of ['<header>', '<main>', '<footer>']) expect(shown).toContain(landmark)
    const levels = [...shown.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1)).toBe(true)
  })
})

describe("the national admin's side (PROTOCOL.md 8.2)", () => {
  it('puts a case without a unit into the root unit', async () => {
    const trackingId = await report()
    const order = { trackingId, agencyId: 'pemkot-makassar' }
    const answer = await post(`${national.url}/national/dispositions`, order)
    const { caseId } = parsed(z.object({ caseId: z.string() }), answer)
    expect(await desk.case(caseId)).toMatchObject({ unitId: 'pemkot', dueKind: 'first_response', version: 1 })
  })

  it('refuses agencies, units and numbers that do not exist, and closed reports', async () => {
    const { trackingId, caseId } = await disposed()
    const order = (fields: Record<string, unknown>) =>
      post(`${national.url}/national/dispositions`, { trackingId, agencyId: 'pemkot-makassar', ...fields })
    expect(problemOf(await order({ agencyId: 'tidak-ada' }))).toMatchObject({ status: 422 })
    expect(problemOf(await order({ unitId: 'tidak-ada' }))).toMatchObject({ status: 422 })
    expect(problemOf(await order({ trackingId: '1' }))).toMatchObject({ status: 404 })
    await respond(caseId, { text: 'Selesai.', close: true })
    expect(problemOf(await order({ unitId: 'rsud-daya' }))).toMatchObject({ status: 422 })
  })

  it('counts received, dispositioned and followed up by kind of agency', async () => {
    const count = z.object({
      received: z.number(),
      dispositioned: z.number(),
      followedUp: z.number(),
      byKind: z.array(
        z.object({ kind: z.enum(agencyKinds), dispositioned: z.number(), followedUp: z.number() }),
      ),
    })
    const statistics = async () => parsed(count, await ask(`${national.url}/national/statistics`))
    const before = await statistics()
    const { caseId } = await disposed()
    await report()
    await respond(caseId, { text: 'Selesai.' })
    const after = await statistics()
    expect(after.received - before.received).toBe(2)
    expect(after.dispositioned - before.dispositioned).toBe(1)
    expect(after.followedUp - before.followedUp).toBe(1)
    const local = after.byKind.find(({ kind }) => kind === 'local_government')
    expect(local?.dispositioned).toBe(after.dispositioned)
  })
})
