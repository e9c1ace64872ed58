import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { startTestNational, TestClock, TestDesk } from '../testDesk'
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

function expectNobody(text: string): void {
  for (const known of [...Object.values(reporter), 'Zubaedah', 'Tanriabeng'])
    expect(text).not.toContain(known)
}

describe('an anonymous report (DOMAIN.md, privacy; PROTOCOL.md 6.1)', () => {
  it('gives the desk neither name, telephone nor e-mail: in the case, its events, the pull and the search', async () => {
    const { trackingId, caseId } = await citizen.disposed({ anonymous: true })
    await citizen.reply(trackingId)
    await act(caseId, 'respond', { text: 'Sudah.', close: true })
    await citizen.rate(trackingId, 5)
    const held = await desk.case(caseId)
    expect(held.reporter).toBeNull()
    expect(held.events.map(({ type }) => type)).toContain('rated')
    expectNobody(JSON.stringify([held, await desk.pull()]))
    const found = await desk.get(`/v1/search?q=${encodeURIComponent('Zubaedah')}`)
    expect(JSON.stringify(found.body)).not.toContain(caseId)
    expectNobody(await citizen.seen(trackingId))
    expect(await citizen.seen(trackingId)).toContain('Pelapor anonim')
  })

  it('is so from the moment when an officer made it so, also in what was said before', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    await citizen.reply(trackingId)
    expect(JSON.stringify(await desk.case(caseId))).toContain('Zubaedah')
    await act(caseId, 'edit', { anonymous: true })
    await citizen.reply(trackingId, 'Tolong segera.')
    expectNobody(JSON.stringify(await desk.case(caseId)))
    expectNobody(await citizen.seen(trackingId))
  })
})

describe('a confidential report (PROTOCOL.md 8.1)', () => {
  const title = 'Pungli di loket pelayanan'

  async function expectStatusOnly(trackingId: string, status: string, word: string): Promise<void> {
    expect(await citizen.view(trackingId)).toEqual({ trackingId, status, confidential: true })
    const seen = await citizen.seen(trackingId)
    expect(seen).toContain(word)
    expectNobody(seen)
    for (const hidden of [title, 'Lampu di depan', 'Makassar', 'Sedang diperiksa', 'Masih padam', '2026']) {
      expect(seen).not.toContain(hidden)
    }
  }

  it('shows its status and nothing else, from the receipt to the end', async () => {
    const trackingId = await citizen.report({ confidential: true, title })
    await expectStatusOnly(trackingId, 'received', 'Diterima')
    const caseId = await citizen.dispose(trackingId)
    await expectStatusOnly(trackingId, 'dispositioned', 'Terdisposisi')
    await act(caseId, 'respond', { text: 'Sedang diperiksa.' })
    await citizen.reply(trackingId)
    await expectStatusOnly(trackingId, 'in_progress', 'Diproses')
    await act(caseId, 'respond', { text: 'Sedang diperiksa.', close: true })
    await citizen.rate(trackingId, 2)
    await expectStatusOnly(trackingId, 'closed', 'Selesai')
  })

  it('is so from the moment when an officer made it so; the desk goes on seeing the name', async () => {
    const { trackingId, caseId } = await citizen.disposed({ title })
    expect(await citizen.seen(trackingId)).toContain(title)
    await act(caseId, 'edit', { confidential: true })
    await expectStatusOnly(trackingId, 'dispositioned', 'Terdisposisi')
    expect((await desk.case(caseId)).reporter?.name).toBe(reporter.name)
  })

  it('that is anonymous as well hides its reporter from the desk, too', async () => {
    const { trackingId, caseId } = await citizen.disposed({ title, confidential: true, anonymous: true })
    await expectStatusOnly(trackingId, 'dispositioned', 'Terdisposisi')
    expectNobody(JSON.stringify(await desk.case(caseId)))
  })
})
