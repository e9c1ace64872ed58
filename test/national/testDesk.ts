import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { actionResultSchema, pushResponseSchema, type ActionResult } from '../../shared/protocol/action'
import { caseSchema } from '../../shared/protocol/case'
import { changeSchema, changesPageSchema, type Change, type ChangesPage } from '../../shared/protocol/changes'
import { problemSchema, type Problem } from '../../shared/protocol/problem'
import { sessionResponseSchema, type SessionResponse } from '../../shared/protocol/session'
import type { Case } from '../../shared/domain/case'
import { instantFrom, type CalendarDate, type Instant } from '../../shared/domain/identifiers'
import { newTestStorage } from './database/testStorage'
import { identifierOf } from './newIdentifier'
import { startNational, type NationalOptions, type RunningNational } from './startNational'

/** The day that the tests' sandboxes take for today: a Monday without a holiday near. */
export const testAnchor = identifierOf<CalendarDate>('2026-11-23')

/** A clock that tests move; it stands at 10:00 in Makassar of the anchor day. */
export class TestClock {
  private milliseconds = Date.parse(`${testAnchor}T02:00:00.000Z`)
  readonly now = (): Instant => instantFrom(this.milliseconds)

  pass(minutes: number): void {
    this.milliseconds += minutes * 60_000
  }
}

/** A sandbox on a database of its own: PGlite in memory, or PostgreSQL where the tests run on that. */
export async function startTestNational(options: Partial<NationalOptions> = {}): Promise<RunningNational> {
  const elsewhere = options.folder !== undefined || options.databaseUrl !== undefined
  const given = { port: 0, seed: 'test', cases: 120, anchor: testAnchor, ...options }
  if (elsewhere) return startNational(given)
  const { storage, remove } = await newTestStorage()
  const national = await startNational({ ...given, ...storage })
  return {
    ...national,
    async close() {
      await national.close()
      await remove()
    },
  }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init)
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, body }
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** The problem document of an answer; fails when it is none (PROTOCOL.md 1.3). */
export function problemOf(answer: Answer): Problem {
  const type = answer.headers.get('content-type') ?? ''
  if (!type.startsWith('application/problem+json')) throw new Error(`No problem document but ${type}`)
  return problemSchema.parse(answer.body)
}

type ActionFields = { readonly type: string; readonly payload?: unknown; readonly actionId?: string }

/** An officer at a desk, as far as these tests need one. */
export class TestDesk {
  private constructor(
    private readonly national: Pick<RunningNational, 'url'>,
    public session: SessionResponse,
  ) {}

  static async signIn(
    national: Pick<RunningNational, 'url' | 'password'>,
    username: string,
  ): Promise<TestDesk> {
    const answer = await post(`${national.url}/v1/sessions`, {
      username,
      password: national.password,
      deviceId: 'device-1',
      deviceName: 'Test',
    })
    return new TestDesk(national, sessionResponseSchema.parse(answer.body))
  }

  private get authorization(): { authorization: string } {
    return { authorization: `Bearer ${this.session.accessToken}` }
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return ask(`${this.national.url}${path}`, { headers: { ...this.authorization, ...headers } })
  }

  post(path: string, body: unknown): Promise<Answer> {
    return post(`${this.national.url}${path}`, body, this.authorization)
  }

  put(path: string, body: unknown): Promise<Answer> {
    return ask(`${this.national.url}${path}`, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...this.authorization },
    })
  }

  async page(query: string): Promise<ChangesPage> {
    return changesPageSchema.parse((await this.get(`/v1/changes${query}`)).body)
  }

  /** Pulls until the server has no more to say. */
  async pull(since?: string): Promise<{ changes: Change[]; cursor: string; epoch: string }> {
    const changes: Change[] = []
    let cursor = since
    for (;;) {
      const page = await this.page(cursor === undefined ? '' : `?since=${encodeURIComponent(cursor)}`)
      changes.push(...page.changes.map((change) => changeSchema.parse(change)))
      cursor = page.cursor
      if (!page.more) return { changes, cursor, epoch: page.epoch }
    }
  }

  async cases(): Promise<Case[]> {
    const { changes } = await this.pull()
    return changes.flatMap((change) => (change.kind === 'upsert' ? [change.case] : []))
  }

  async case(caseId: string): Promise<Case> {
    return caseSchema.parse((await this.get(`/v1/cases/${caseId}`)).body)
  }

  actionOn(subject: Pick<Case, 'id' | 'version'>, { type, payload = {}, actionId = newId() }: ActionFields) {
    const createdAt = '2026-11-23T02:00:00.000Z'
    return { actionId, caseId: subject.id, type, baseVersion: subject.version, createdAt, payload }
  }

  async push(actions: readonly unknown[]): Promise<ActionResult[]> {
    const { epoch } = await this.page('?limit=1')
    return pushResponseSchema.parse((await this.post('/v1/actions', { epoch, actions })).body).results
  }

  /** Pushes one action and gives its result. */
  async act(subject: Pick<Case, 'id' | 'version'>, fields: ActionFields): Promise<ActionResult> {
    const [result] = await this.push([this.actionOn(subject, fields)])
    return actionResultSchema.parse(result)
  }
}

const ledgerSchema = z.object({
  actions: z.array(
    z.object({
      sequence: z.number(),
      actionId: z.string(),
      caseId: z.string(),
      trackingId: z.string(),
      type: z.string(),
      officerId: z.string(),
      at: z.string(),
      text: z.string().optional(),
    }),
  ),
})

export async function ledgerOf(national: RunningNational): Promise<z.infer<typeof ledgerSchema>['actions']> {
  const { body } = await ask(`${national.url}/sandbox/ledger`)
  return ledgerSchema.parse(body).actions
}

export function first<Item>(items: readonly Item[], wanted: (item: Item) => boolean): Item {
  const found = items.find(wanted)
  if (found === undefined) throw new Error('None is as the test needs it')
  return found
}

export function parsed<Output>(schema: z.ZodType<Output>, answer: Answer): Output {
  return schema.parse(answer.body)
}
