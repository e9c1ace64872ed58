import { z } from 'zod'
import { given, wantStatus } from '../expectations'
import type { Answer } from './answer'
import type { Server } from './server'

/** What a citizen writes; the fields that a check does not decide are the same for all. */
export interface ReportFields {
  readonly title?: string
  readonly body?: string
  readonly classification?: 'complaint' | 'aspiration' | 'information_request'
  readonly categoryId?: string
  readonly channel?: string
  readonly anonymous?: boolean
  readonly confidential?: boolean
  readonly location?: Readonly<Record<string, unknown>>
  readonly reporter?: Readonly<Record<string, string>>
}

export interface Destination {
  readonly agencyId: string
  readonly unitId?: string
}

const trackingSchema = z.object({ trackingId: z.string().min(1).max(64) })
const dispositionSchema = z.object({ caseId: z.string().optional().catch(undefined) })

export const reporterOf = { name: 'Wahyu Pratama', phone: '081200001111', email: 'wahyu@contoh.example' }

/** The citizen and the national admin, who stand on the other side (PROTOCOL.md 8.1, 8.2). */
export class Citizen {
  constructor(readonly server: Server) {}

  sendReport(fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.server.ask('POST', '/public/reports', { json: fields })
  }

  /** Sends a report and gives its tracking number. */
  async report(fields: ReportFields = {}): Promise<string> {
    const answer = await this.sendReport({
      title: 'Lampu jalan padam',
      body: 'Lampu di depan rumah kami padam sejak sepekan yang lalu.',
      classification: 'complaint',
      channel: 'web',
      anonymous: false,
      confidential: false,
      location: {},
      reporter: reporterOf,
      ...fields,
    })
    return given(trackingSchema, answer, 201).trackingId
  }

  sendDisposition(body: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.server.ask('POST', '/national/dispositions', { json: body })
  }

  /** Hands a report over; gives the case's id when the server tells it. */
  async dispose(trackingId: string, destination: Destination): Promise<string | null> {
    const answer = await this.sendDisposition({ trackingId, ...destination })
    wantStatus(answer, 200, 201, 204)
    return dispositionSchema.safeParse(answer.json).data?.caseId ?? null
  }

  sendReply(trackingId: string, text: unknown): Promise<Answer> {
    return this.server.ask('POST', `/public/reports/${trackingId}/replies`, { json: { text } })
  }

  async reply(trackingId: string, text = 'Belum selesai, mohon dilihat lagi.'): Promise<void> {
    wantStatus(await this.sendReply(trackingId, text), 200, 201, 204)
  }

  rate(trackingId: string, satisfaction: unknown): Promise<Answer> {
    return this.server.ask('POST', `/public/reports/${trackingId}/rating`, { json: { satisfaction } })
  }

  view(trackingId: string): Promise<Answer> {
    return this.server.ask('GET', `/public/reports/${encodeURIComponent(trackingId)}`)
  }

  page(trackingId: string): Promise<Answer> {
    return this.server.ask('GET', `/lacak/${encodeURIComponent(trackingId)}`)
  }

  /** All that the public can read of a report: the JSON and the page, one text. */
  async everythingShown(trackingId: string): Promise<string> {
    const [view, page] = await Promise.all([this.view(trackingId), this.page(trackingId)])
    wantStatus(view, 200)
    wantStatus(page, 200)
    return `${view.text}\n${page.text}`
  }
}
