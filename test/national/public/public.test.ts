import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { statisticsSchema } from '../../../shared/protocol/administration'
import type { RunningNational } from '../startNational'
import { ask, parsed, post, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'
import { reporter, TestCitizen } from './testCitizen'

const clock = new TestClock()
let national: RunningNational
let desk: TestDesk
let citizen: TestCitizen

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, cases: 40, accessSeconds: 86_400 })
  desk = await TestDesk.signIn(national, 'rahmawati')
  citizen = new TestCitizen(national.url)
})
afterAll(() => national.close())

async function act(caseId: string, type: string, payload: Record<string, unknown> = {}): Promise<void> {
  expect(await desk.act(await desk.case(caseId), { type, payload })).toMatchObject({ outcome: 'applied' })
}

describe("the citizen's side (PROTOCOL.md 8.1)", () => {
  it('takes a report and shows it before any agency has it', async () => {
    const trackingId = await citizen.report()
    expect(trackingId).toMatch(/^\d{7}$/)
    expect(await citizen.view(trackingId)).toMatchObject({
      status: 'received',
      title: 'Lampu padam',
      reporterName: reporter.name,
      events: [{ type: 'received', by: 'reporter' }],
    })
  })

  it('refuses a report without a text and one that is too long, and takes neither', async () => {
    const received = async () =>
      parsed(statisticsSchema, await ask(`${national.url}/national/statistics`)).received
    const before = await received()
    const right = { title: 'Lampu padam', body: 'Lampu di depan rumah padam.', reporter }
    for (const wrong of [
      { body: '' },
      { body: 'x'.repeat(20_001) },
      { title: 5 },
      { categoryId: 'tidak-ada' },
      { channel: 'telex' },
      { reporter: {} },
    ]) {
      const answer = await post(`${national.url}/public/reports`, { ...right, ...wrong })
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' })
    }
    expect(await received()).toBe(before)
  })

  it('shows the answer but neither internal notes nor the text of a forward nor who of the office wrote', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    await act(caseId, 'note', { text: 'RAHASIA DAPUR' })
    await act(caseId, 'forward', { unitId: 'bidang-jalan', text: 'URUSAN DALAM' })
    await act(caseId, 'respond', { text: 'Lampu sudah menyala.' })
    const seen = await citizen.seen(trackingId)
    expect(seen).toContain('Lampu sudah menyala.')
    expect(seen).toContain('Diteruskan ke unit lain')
    for (const hidden of ['RAHASIA DAPUR', 'URUSAN DALAM', 'Rahmawati', reporter.phone, reporter.email]) {
      expect(seen).not.toContain(hidden)
    }
  })

  it('names with each event the institution that had the report then', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    await act(caseId, 'return', { reason: 'Jalan ini wewenang provinsi.' })
    expect(await citizen.view(trackingId)).toMatchObject({ status: 'returned' })
    expect(await citizen.seen(trackingId)).toContain('Dikembalikan')
    await citizen.dispose(trackingId, { agencyId: 'pemprov-sulsel' })
    const view = await citizen.view(trackingId)
    if (view.confidential) throw new Error('The report is not confidential')
    expect(view.status).toBe('dispositioned')
    expect(view.events.map(({ type, agency }) => [type, agency])).toEqual([
      ['received', undefined],
      ['dispositioned', 'Pemerintah Kota Makassar'],
      ['return', 'Pemerintah Kota Makassar'],
      ['dispositioned', 'Pemerintah Provinsi Sulawesi Selatan'],
    ])
    expect(view.events[2]?.text).toBe('Jalan ini wewenang provinsi.')
  })

  it('what nobody sent is 404, as JSON and as a page', async () => {
    expect(problemOf(await ask(`${national.url}/public/reports/1`))).toMatchObject({ status: 404 })
    const missing = await citizen.page('%3Cscript%3E')
    expect(missing.status).toBe(404)
    expect(missing.body).not.toContain('<script')
    expect(missing.body).toContain('Laporan tidak ditemukan')
    const reply = await post(`${national.url}/public/reports/1/replies`, { text: 'Halo' })
    expect(problemOf(reply)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe("the national admin's side (PROTOCOL.md 8.2)", () => {
  it('puts a case without a unit into the root unit, of each of the 812 institutions', async () => {
    const caseId = await citizen.dispose(await citizen.report())
    expect(await desk.case(caseId)).toMatchObject({ unitId: 'pemkot', dueKind: 'first_response', version: 1 })
    for (const agencyId of ['kementerian-agama', 'kbri-tokyo', 'pemkab-sikka', 'itb', 'pln', 'bmkg']) {
      const trackingId = await citizen.report()
      await citizen.dispose(trackingId, { agencyId })
      expect(await citizen.view(trackingId)).toMatchObject({ status: 'dispositioned' })
    }
  })

  it('refuses agencies, units and numbers that do not exist, and closed reports', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    const order = (fields: Record<string, unknown>) =>
      post(`${national.url}/national/dispositions`, { trackingId, agencyId: 'pemkot-makassar', ...fields })
    expect(problemOf(await order({ agencyId: 'tidak-ada' }))).toMatchObject({ status: 422 })
    expect(problemOf(await order({ unitId: 'tidak-ada' }))).toMatchObject({ status: 422 })
    expect(problemOf(await order({ agencyId: 'pemkab-gowa', unitId: 'upt-pju' }))).toMatchObject({
      status: 422,
    })
    expect(problemOf(await order({ trackingId: '1' }))).toMatchObject({ status: 404 })
    await act(caseId, 'respond', { text: 'Selesai.', close: true })
    expect(problemOf(await order({ unitId: 'rsud-daya' }))).toMatchObject({ status: 422 })
  })

  it('lists all institutions in the reference, in less than 100 kB (PROTOCOL.md 3.1)', async () => {
    const answer = await desk.get('/v1/reference')
    const { agencies } = parsed(z.object({ agencies: z.array(z.object({ id: z.string() })) }), answer)
    expect(agencies).toHaveLength(812)
    expect(JSON.stringify(agencies).length).toBeLessThan(100_000)
  })
})
