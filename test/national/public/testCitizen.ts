import { expect } from 'vitest'
import { z } from 'zod'
import { publicReportSchema, type PublicReport } from '../../../shared/protocol/citizens'
import { ask, parsed, post, type Answer } from '../testDesk'

export const reporter = {
  // A name that no generated reporter has.
  name: 'Zubaedah Tanriabeng',
  phone: '081234567890',
  email: 'zubaedah@contoh.example',
}

const trackingSchema = z.object({ trackingId: z.string() })

/** The citizens and the national admin, as far as tests need them (PROTOCOL.md 8.1, 8.2). */
export class TestCitizen {
  constructor(private readonly url: string) {}

  async report(fields: Record<string, unknown> = {}): Promise<string> {
    const answer = await post(`${this.url}/public/reports`, {
      title: 'Lampu padam',
      body: 'Lampu di depan rumah kami padam sejak hujan angin pekan lalu.',
      reporter,
      ...fields,
    })
    expect(answer.status).toBe(201)
    return parsed(trackingSchema, answer).trackingId
  }

  async dispose(trackingId: string, fields: Record<string, unknown> = {}): Promise<string> {
    const order = { trackingId, agencyId: 'pemkot-makassar', ...fields }
    const answer = await post(`${this.url}/national/dispositions`, order)
    return parsed(z.object({ caseId: z.string() }), answer).caseId
  }

  /** A report that lies with a unit of the first institution. */
  async disposed(
    fields: Record<string, unknown> = {},
    unitId = 'upt-pju',
  ): Promise<{ trackingId: string; caseId: string }> {
    const trackingId = await this.report(fields)
    return { trackingId, caseId: await this.dispose(trackingId, { unitId }) }
  }

  async reply(trackingId: string, text = 'Masih padam.'): Promise<number> {
    return (await post(`${this.url}/public/reports/${trackingId}/replies`, { text })).status
  }

  async rate(trackingId: string, satisfaction: unknown): Promise<number> {
    return (await post(`${this.url}/public/reports/${trackingId}/rating`, { satisfaction })).status
  }

  async view(trackingId: string): Promise<PublicReport> {
    return parsed(publicReportSchema, await ask(`${this.url}/public/reports/${trackingId}`))
  }

  page(trackingId: string): Promise<Answer> {
    return ask(`${this.url}/lacak/${trackingId}`)
  }

  /** Everything that the public can read of a report, as one text. */
  async seen(trackingId: string): Promise<string> {
    const answer = await ask(`${this.url}/public/reports/${trackingId}`)
    return JSON.stringify(answer.body) + String((await this.page(trackingId)).body)
  }
}

/** Puts the sandbox's clock to a moment and lets it do what that brings (PROTOCOL.md 8.3). */
export async function moveClock(url: string, now: string): Promise<void> {
  expect((await post(`${url}/sandbox/clock`, { now })).status).toBe(200)
}
