import { Agent, request } from 'node:http'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import { changesPageSchema } from '../../../shared/protocol/changes'
import { pushResponseSchema } from '../../../shared/protocol/action'
import { caseObjectSchema } from '../../../shared/protocol/case'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import { password } from '../../national/generator/officers'

const heldCaseSchema = caseObjectSchema.pick({ id: true, version: true, status: true })
type HeldCase = z.infer<typeof heldCaseSchema>

/** A desk as light as it can be: one connection, answers looked at only as far as the measurement needs. */
export class BenchDesk {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })
  private token = ''
  private epoch = ''
  private cursor = ''
  private open: HeldCase[] = []
  private turn = 0

  constructor(private readonly url: string) {}

  /** Signs in and pulls everything, so that what follows is deltas. */
  async begin(username: string): Promise<void> {
    const deviceId = `bench-${username}`
    const session = await this.send('POST', '/v1/sessions', {
      username,
      password,
      deviceId,
      deviceName: deviceId,
    })
    this.token = sessionResponseSchema.parse(session).accessToken
    for (let more = true; more;) {
      const page = await this.page()
      for (const change of page.changes) {
        if (change.kind === 'upsert') this.hold(heldCaseSchema.parse(change.case))
      }
      more = page.more
    }
  }

  /** One delta; gives how many changes came. */
  async pull(): Promise<number> {
    return (await this.page()).changes.length
  }

  /** Pushes so many notes on cases of its own, one after the other in turn; throws unless all are applied. */
  async push(count: number): Promise<void> {
    const actions = Array.from({ length: count }, () => this.note())
    const answer = await this.send('POST', '/v1/actions', { epoch: this.epoch, actions })
    for (const result of pushResponseSchema.parse(answer).results) {
      if (result.outcome !== 'applied') throw new Error(`A note was answered ${result.outcome}`)
    }
  }

  end(): void {
    this.agent.destroy()
  }

  private hold(one: HeldCase): void {
    if (one.status !== 'closed' && one.status !== 'archived') this.open.push(one)
  }

  private note() {
    const subject = this.open[this.turn % this.open.length]
    if (!subject) throw new Error('This desk has no open case')
    this.turn += 1
    return {
      actionId: newId(),
      caseId: subject.id,
      type: 'note',
      baseVersion: subject.version,
      createdAt: new Date().toISOString(),
      payload: { text: 'Sudah dihubungi lewat telepon, menunggu kabar dari lapangan.' },
    }
  }

  private async page() {
    const since = this.cursor === '' ? '' : `&since=${this.cursor}`
    const page = changesPageSchema.parse(await this.send('GET', `/v1/changes?limit=5000${since}`))
    this.cursor = page.cursor
    this.epoch = page.epoch
    return page
  }

  private send(method: string, path: string, body?: unknown): Promise<unknown> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (this.token !== '') headers['authorization'] = `Bearer ${this.token}`
    return new Promise((resolve, reject) => {
      const sent = request(this.url + path, { method, agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8')
          if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(answer))
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`))
        })
      })
      sent.on('error', reject)
      sent.end(text)
    })
  }
}
