import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { startTestNational, TestClock, TestDesk } from '../testDesk'
import { TestCitizen } from './testCitizen'

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

async function page(trackingId: string): Promise<string> {
  return String((await citizen.page(trackingId)).body)
}

async function respond(caseId: string, payload: Record<string, unknown>): Promise<void> {
  const result = await desk.act(await desk.case(caseId), { type: 'respond', payload })
  expect(result.outcome).toBe('applied')
}

describe('the tracking page (PROTOCOL.md 8.1, 6.3)', () => {
  it('shows hostile texts as texts, each with a direction of its own, and allows no script at all', async () => {
    const hostile = `<script>alert(1)</script><img src=x onerror="alert(2)">\u202E\u200B'"&`
    const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(2)&quot;&gt;'
    const { trackingId, caseId } = await citizen.disposed({
      title: hostile,
      body: `${hostile} di jalan kami`,
      reporter: { name: hostile },
    })
    await respond(caseId, { text: hostile })
    const answer = await citizen.page(trackingId)
    expect(answer.body).not.toContain('<script')
    expect(answer.body).not.toContain('<img')
    for (const start of ['<h1 dir="auto">', '<p class="text" dir="auto">', '<bdi>']) {
      expect(answer.body).toContain(`${start}${escaped}`)
    }
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('has a language, landmarks and headings in order, whether there is a report or none', async () => {
    const { trackingId } = await citizen.disposed()
    for (const shown of [await page(trackingId), await page('1')]) {
      expect(shown).toMatch(/<html lang="id">/)
      expect(shown).toContain('width=device-width')
      for (const landmark of ['<header>', '<main>', '<footer>']) expect(shown).toContain(landmark)
      const levels = [...shown.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      expect(levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1)).toBe(true)
    }
  })

  it('tells times in the zone of the institution, in that of the capital while none has the report', async () => {
    const trackingId = await citizen.report()
    expect(await page(trackingId)).toContain('23 November 2026, 09.00 WIB')
    for (const [agencyId, time] of [
      ['pemkot-makassar', '10.00 WITA'],
      ['pemkot-jayapura', '11.00 WIT'],
      ['pemprov-kalimantan-barat', '09.00 WIB'],
      ['kbri-berlin', '03.00 GMT+1'],
    ]) {
      await citizen.dispose(trackingId, { agencyId })
      expect(await page(trackingId)).toContain(`23 November 2026, ${time}<`)
    }
  })

  it('says what the reporter gave to a closed report', async () => {
    const { trackingId, caseId } = await citizen.disposed()
    await respond(caseId, { text: 'Selesai.', close: true })
    expect(await page(trackingId)).not.toContain('Penilaian')
    await citizen.rate(trackingId, 4)
    expect(await page(trackingId)).toContain('Penilaian pelapor: 4 dari 5')
  })
})
