import { randomUUID } from 'node:crypto'
import { v7 as newActionId } from 'uuid'
import type { z } from 'zod'
import { pushResponseSchema, type ActionResult } from '../../../shared/protocol/action'
import { caseSchema } from '../../../shared/protocol/case'
import {
  changeSchema,
  changesPageSchema,
  type Change,
  type ChangesPage,
} from '../../../shared/protocol/changes'
import { sessionResponseSchema, type SessionResponse } from '../../../shared/protocol/session'
import { Failure } from '../check'
import { given, issuesOf, shaped, want } from '../expectations'
import type { Answer } from './answer'
import type { Asking, Server } from './server'

export type Case = z.infer<typeof caseSchema>

export interface Credentials {
  readonly username: string
  readonly password: string
}

/** What of an action a check decides; the rest is made as a desk makes it. */
export interface ActionFields {
  readonly type: string
  readonly payload?: unknown
  readonly actionId?: string
  readonly baseVersion?: number
  readonly createdAt?: string
}

export interface SentAction {
  readonly actionId: string
  readonly caseId: string
  readonly type: string
  readonly baseVersion: number
  readonly createdAt: string
  readonly payload: unknown
}

/** An action that was sent, and what became of it. */
export interface Outcome {
  readonly action: SentAction
  readonly result: ActionResult
}

export const deskVersion = '1.0.0'

/** A device of its own for each desk of each run: what is revoked or too many for one is not so for another. */
export function newDeviceId(): string {
  return `conformance-${randomUUID()}`
}

export function signInBody(credentials: Credentials, deviceId: string): Record<string, unknown> {
  return { ...credentials, deviceId, deviceName: 'Conformance suite' }
}

/** An officer at a desk: what a desk sends, without what it keeps. */
export class Desk {
  private snapshot: Promise<string> | null = null
  private newestCursor: string | null = null
  private knownEpoch: string | null = null

  constructor(
    readonly server: Server,
    readonly session: SessionResponse,
    private readonly deviceId: string,
  ) {}

  static async signIn(server: Server, credentials: Credentials, deviceId = newDeviceId()): Promise<Desk> {
    const answer = await server.ask('POST', '/v1/sessions', { json: signInBody(credentials, deviceId) })
    return new Desk(server, given(sessionResponseSchema, answer, 201), deviceId)
  }

  get officer(): SessionResponse['officer'] {
    return this.session.officer
  }

  /** The headers of PROTOCOL.md 1.2. */
  get headers(): Record<string, string> {
    return {
      authorization: `Bearer ${this.session.accessToken}`,
      'x-desk-version': deskVersion,
      'x-device-id': this.deviceId,
    }
  }

  ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    return this.server.ask(method, path, { ...asking, headers: { ...this.headers, ...asking.headers } })
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('GET', path, { headers })
  }

  /** One page of `GET /v1/changes`. */
  async page(query = ''): Promise<ChangesPage> {
    return given(changesPageSchema, await this.get(`/v1/changes${query}`))
  }

  async epoch(): Promise<string> {
    this.knownEpoch ??= (await this.page('?limit=1')).epoch
    return this.knownEpoch
  }

  /** Pulls on from a cursor until there is no more. */
  async pull(since: string | null, limit = 5000): Promise<{ changes: Change[]; cursor: string }> {
    const changes: Change[] = []
    let cursor = since
    for (;;) {
      const page = await this.page(`?limit=${limit}${sinceQuery(cursor)}`)
      changes.push(...page.changes.map(readChange))
      cursor = page.cursor
      if (!page.more) return { changes, cursor }
    }
  }

  /** A cursor at the present: what happens from now on comes after it. */
  async position(): Promise<string> {
    this.snapshot ??= this.skip(null)
    const cursor = await this.skip(this.newestCursor ?? (await this.snapshot))
    this.newestCursor = cursor
    return cursor
  }

  /** What the pull since a cursor says about one case, in its order. */
  async changesOf(caseId: string, since: string): Promise<Change[]> {
    const { changes } = await this.pull(since)
    return changes.filter((change) => (change.kind === 'upsert' ? change.case.id : change.caseId) === caseId)
  }

  async case(caseId: string): Promise<Case> {
    return given(caseSchema, await this.get(`/v1/cases/${caseId}`))
  }

  action(subject: Pick<Case, 'id' | 'version'>, fields: ActionFields): SentAction {
    return {
      actionId: fields.actionId ?? newActionId(),
      caseId: subject.id,
      type: fields.type,
      baseVersion: fields.baseVersion ?? subject.version,
      createdAt: fields.createdAt ?? new Date().toISOString(),
      payload: fields.payload ?? {},
    }
  }

  async sendActions(actions: readonly unknown[], epoch?: string): Promise<Answer> {
    return this.ask('POST', '/v1/actions', { json: { epoch: epoch ?? (await this.epoch()), actions } })
  }

  /** Pushes a batch; fails unless there is one result for each, in order (PROTOCOL.md 5.1). */
  async push(actions: readonly SentAction[]): Promise<Outcome[]> {
    const answer = await this.sendActions(actions)
    const { results } = given(pushResponseSchema, answer)
    want(results.length === actions.length, `${actions.length} results`, answer)
    return actions.map((action, index) => {
      const result = results[index]
      want(result?.actionId === action.actionId, 'the results in the order of the actions', answer)
      return { action, result }
    })
  }

  /** Pushes one action. */
  async act(subject: Pick<Case, 'id' | 'version'>, fields: ActionFields): Promise<Outcome> {
    const [outcome] = await this.push([this.action(subject, fields)])
    if (!outcome) throw new Failure('expected one result; there was none')
    return outcome
  }

  /** Does something that must succeed, and gives the case as it is then. */
  async do(subject: Pick<Case, 'id' | 'version'>, type: string, payload: unknown = {}): Promise<Case> {
    return wantApplied(await this.act(subject, { type, payload }))
  }

  /** The result of `GET /v1/actions/{actionId}`, whatever it is. */
  resultOf(actionId: string): Promise<Answer> {
    return this.get(`/v1/actions/${actionId}`)
  }

  /** Goes on to the end of the changes without looking at them. */
  private async skip(since: string | null): Promise<string> {
    let cursor = since
    for (;;) {
      const page = await this.page(`?limit=5000${sinceQuery(cursor)}`)
      cursor = page.cursor
      if (!page.more) return cursor
    }
  }
}

export function sinceQuery(cursor: string | null): string {
  return cursor === null ? '' : `&since=${encodeURIComponent(cursor)}`
}

function readChange(envelope: unknown): Change {
  const change = changeSchema.safeParse(envelope)
  if (change.success) return change.data
  throw new Failure(`expected changes as PROTOCOL.md 4.2 says: ${issuesOf(change.error)}`)
}

function told({ action }: Outcome, expected: string, result: ActionResult): string {
  const payload = JSON.stringify(action.payload)
  const sent = payload.length > 120 ? `${payload.slice(0, 120)}…` : payload
  const code = 'code' in result && result.code ? ` ${result.code}` : ''
  const detail = result.detail ? ` (${result.detail.slice(0, 120)})` : ''
  return `sent ${action.type} ${sent}, expected ${expected}; came ${result.outcome}${code}${detail}`
}

/** The case after an action that must have been applied now. */
export function wantApplied(outcome: Outcome, expected = 'applied'): Case {
  const { result } = outcome
  if (result.outcome !== 'applied') throw new Failure(told(outcome, expected, result))
  if (!result.case) throw new Failure(told(outcome, 'applied with the case as it is now', result))
  return result.case
}

/** Applied, without the case when it left the desk by this. */
export function wantTaken(outcome: Outcome): void {
  if (outcome.result.outcome !== 'applied') throw new Failure(told(outcome, 'applied', outcome.result))
}

export function wantRejected(outcome: Outcome, code: string, why = ''): void {
  const { result } = outcome
  if (result.outcome === 'rejected' && result.code === code) return
  throw new Failure(told(outcome, `rejected ${code}${why === '' ? '' : ` (${why})`}`, result))
}

export function wantConflict(outcome: Outcome, why = ''): Case {
  const { result } = outcome
  const expected = `conflict${why === '' ? '' : ` (${why})`}`
  if (result.outcome !== 'conflict') throw new Failure(told(outcome, expected, result))
  if (!result.case) throw new Failure(told(outcome, 'the current case beside the conflict', result))
  return result.case
}

export function wantRetry(outcome: Outcome, code: string): void {
  const { result } = outcome
  if (result.outcome === 'retry' && result.code === code) return
  throw new Failure(told(outcome, `retry ${code}`, result))
}

export function wantDuplicate(outcome: Outcome): void {
  if (outcome.result.outcome !== 'duplicate') throw new Failure(told(outcome, 'duplicate', outcome.result))
}

/** A case by its schema, from any answer that holds one alone. */
export function readCase(answer: Answer): Case {
  return shaped(caseSchema, answer)
}
