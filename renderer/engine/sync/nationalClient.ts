import { z } from 'zod'
import type { Action } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type {
  ActionId,
  CaseId,
  Cursor,
  Epoch,
  Instant,
  OfficerId,
  UnitId,
} from '../../../shared/domain/identifiers'
import type { Period } from '../../../shared/domain/figures/localDays'
import type { Reference } from '../../../shared/domain/reference'
import { actionResultSchema, type ActionResult } from '../../../shared/protocol/action'
import { areasSchema, type Area } from '../../../shared/protocol/areas'
import { caseSchema } from '../../../shared/protocol/case'
import {
  changesPageSchema,
  pageLimits,
  searchResponseSchema,
  type ChangeEnvelope,
} from '../../../shared/protocol/changes'
import type { DutyRequest } from '../../../shared/protocol/duty'
import type { PresenceMode } from '../../../shared/protocol/events'
import { figuresSchema, type AgencyFigures } from '../../../shared/protocol/figures'
import { statusSchema } from '../../../shared/protocol/problem'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { CacheChange } from '../cache/caseCache'
import type { Clock } from '../clock'
import type { AnnouncedMaintenance } from '../progress'
import type { ServerClock } from '../serverClock'
import type { AskingGate } from './askingGate'
import { faultOf, type Fault } from './fault'
import type { NationalRequest, NationalTransport, TransportAnswer } from './transport'

export type Reply<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** A reply that is never *not modified*. */
export type PlainReply<Value> = Exclude<Reply<Value>, { kind: 'not-modified' }>

export interface ChangesReply {
  readonly epoch: Epoch
  readonly cursor: Cursor
  readonly changes: readonly CacheChange[]
  readonly more: boolean
  readonly snapshotDone: boolean
}

export interface NationalClientParts {
  readonly transport: NationalTransport
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly gate: AskingGate
}

export type Answer = Extract<TransportAnswer, { kind: 'answer' }>

/** Results are looked at one by one: a bad one must not keep the others of its batch from counting. */
const resultsSchema = z.object({ results: z.array(z.unknown()) })
const withIdSchema = z.object({ id: z.string().min(1).max(64) })
const stranger: Fault = { kind: 'again', problem: 'not-the-national-system' }
const serverMistake: Fault = { kind: 'again', problem: 'server-error' }

/** PROTOCOL.md as calls: asks, checks what came against the schemas, and says what a failure means. */
export class NationalClient {
  constructor(private readonly parts: NationalClientParts) {}

  /** PROTOCOL.md 4.1. */
  async changes(since: Cursor | null, signal: AbortSignal): Promise<Reply<ChangesReply>> {
    const limit = String(pageLimits.usual)
    const query: Record<string, string> = since === null ? { limit } : { since, limit }
    const reply = await this.ask({ method: 'GET', path: '/v1/changes', query }, changesPageSchema, signal)
    if (reply.kind !== 'done') return reply
    const { epoch, cursor, changes, more, snapshotDone = false } = reply.value.body
    const read = changes.map((change, index) => readChange(change, `${cursor}#${index}`))
    return { kind: 'done', value: { epoch, cursor, more, snapshotDone, changes: read } }
  }

  /** PROTOCOL.md 5.1. The results that could be read; an action may be without one. */
  async push(
    epoch: Epoch,
    actions: readonly Action[],
    signal: AbortSignal,
  ): Promise<Reply<readonly ActionResult[]>> {
    const request: NationalRequest = { method: 'POST', path: '/v1/actions', body: { epoch, actions } }
    const reply = await this.ask(request, resultsSchema, signal)
    if (reply.kind !== 'done') return reply
    return {
      kind: 'done',
      value: reply.value.body.results.map(readResult).filter((result) => result !== null),
    }
  }

  /** PROTOCOL.md 5.5. Null when the answer is one that this version does not understand. */
  async actionResult(actionId: ActionId, signal: AbortSignal): Promise<PlainReply<ActionResult | null>> {
    const path = `/v1/actions/${encodeURIComponent(actionId)}`
    const reply = plain(await this.ask({ method: 'GET', path }, z.unknown(), signal))
    return reply.kind === 'done' ? { kind: 'done', value: readResult(reply.value.body) } : reply
  }

  /** PROTOCOL.md 3.1. */
  async reference(
    etag: string | null,
    signal: AbortSignal,
  ): Promise<Reply<{ readonly reference: Reference; readonly etag: string | null }>> {
    const request: NationalRequest = { method: 'GET', path: '/v1/reference', ifNoneMatch: etag }
    const reply = await this.ask(request, referenceSchema, signal)
    if (reply.kind !== 'done') return reply
    return { kind: 'done', value: { reference: reply.value.body, etag: reply.value.etag } }
  }

  /** PROTOCOL.md 3.2. */
  async areas(
    etag: string | null,
    signal: AbortSignal,
  ): Promise<Reply<{ readonly areas: readonly Area[]; readonly etag: string | null }>> {
    const request: NationalRequest = { method: 'GET', path: '/v1/areas', ifNoneMatch: etag }
    const reply = await this.ask(request, areasSchema, signal)
    if (reply.kind !== 'done') return reply
    return { kind: 'done', value: { areas: reply.value.body, etag: reply.value.etag } }
  }

  /** PROTOCOL.md 3.3. */
  async figures({ from, to }: Period, signal: AbortSignal): Promise<PlainReply<AgencyFigures>> {
    const request: NationalRequest = { method: 'GET', path: '/v1/figures', query: { from, to } }
    const reply = plain(await this.ask(request, figuresSchema, signal))
    return reply.kind === 'done' ? { kind: 'done', value: reply.value.body } : reply
  }

  /** PROTOCOL.md 4.7. The cases that could be read. */
  async search(words: string, limit: number, signal: AbortSignal): Promise<PlainReply<readonly Case[]>> {
    const request: NationalRequest = {
      method: 'GET',
      path: '/v1/search',
      query: { q: words, limit: String(limit) },
    }
    const reply = plain(await this.ask(request, searchResponseSchema, signal))
    if (reply.kind === 'fault') return reply
    const read = reply.value.body.cases.map((found) => caseSchema.safeParse(found))
    return { kind: 'done', value: read.flatMap(({ data }) => (data ? [data] : [])) }
  }

  /** PROTOCOL.md 4.7. */
  async caseById(caseId: CaseId, signal: AbortSignal): Promise<PlainReply<Case>> {
    const path = `/v1/cases/${encodeURIComponent(caseId)}`
    const reply = plain(await this.ask({ method: 'GET', path }, caseSchema, signal))
    return reply.kind === 'done' ? { kind: 'done', value: reply.value.body } : reply
  }

  /** PROTOCOL.md 1.6. */
  async announcedMaintenance(signal: AbortSignal): Promise<PlainReply<AnnouncedMaintenance | null>> {
    const reply = plain(await this.ask({ method: 'GET', path: '/v1/status' }, statusSchema, signal))
    return reply.kind === 'done' ? { kind: 'done', value: reply.value.body.maintenance } : reply
  }

  /** PROTOCOL.md 4.8. Whether it was heard is nobody's concern; what it says of the server is. */
  async tellPresence(caseId: CaseId, mode: PresenceMode | 'none', signal: AbortSignal): Promise<void> {
    const path = `/v1/cases/${encodeURIComponent(caseId)}/presence`
    const sent = await this.send({ method: 'PUT', path, body: { mode } }, signal)
    if (sent.kind === 'done' && sent.value.status > 299) await this.faultIn(sent.value)
  }

  /** PROTOCOL.md 3.3. */
  setAway(officerId: OfficerId, until: Instant | null, signal: AbortSignal): Promise<PlainReply<null>> {
    return this.put(`/v1/officers/${encodeURIComponent(officerId)}/away`, { until }, signal)
  }

  /** PROTOCOL.md 3.3. */
  setDuty(unitId: UnitId, duty: DutyRequest, signal: AbortSignal): Promise<PlainReply<null>> {
    return this.put(`/v1/units/${encodeURIComponent(unitId)}/duty`, duty, signal)
  }

  /**
   * A request of tus, whose answers have no body (PROTOCOL.md 7). `accepts` says which statuses mean something to who
   * asks; all others are faults.
   */
  async tus(
    request: NationalRequest,
    accepts: (status: number) => boolean,
    signal: AbortSignal,
  ): Promise<PlainReply<Answer>> {
    const headers = { ...request.headers, 'Tus-Resumable': '1.0.0' }
    const answer = await this.send({ ...request, headers }, signal)
    if (answer.kind === 'fault') return answer
    if (accepts(answer.value.status)) return this.heard(answer.value, answer.value)
    return { kind: 'fault', fault: await this.faultIn(answer.value) }
  }

  /** What is answered with nothing: any other success is a stranger's (PROTOCOL.md 1.3). */
  private async put(path: string, body: object, signal: AbortSignal): Promise<PlainReply<null>> {
    const sent = await this.send({ method: 'PUT', path, body }, signal)
    if (sent.kind === 'fault') return sent
    const answer = sent.value
    if (answer.status === 204) return this.heard(answer, null)
    const isSuccess = answer.status >= 200 && answer.status <= 299
    return { kind: 'fault', fault: isSuccess ? stranger : await this.faultIn(answer) }
  }

  private async ask<Body>(
    request: NationalRequest,
    schema: z.ZodType<Body>,
    signal: AbortSignal,
  ): Promise<Reply<{ readonly body: Body; readonly etag: string | null }>> {
    const sent = await this.send(request, signal)
    if (sent.kind === 'fault') return sent
    const answer = sent.value
    if (answer.status === 304 && request.ifNoneMatch) return { kind: 'not-modified' }
    if (answer.status < 200 || answer.status > 299)
      return { kind: 'fault', fault: await this.faultIn(answer) }
    const body = schema.safeParse(jsonOrNothing(answer.text))
    // HTML or cut-off JSON with a 200 is a network fault, never a success (PROTOCOL.md 1.3).
    if (!body.success || body.data === undefined) {
      return { kind: 'fault', fault: stranger }
    }
    return this.heard(answer, { body: body.data, etag: answer.etag })
  }

  /** No request passes while the national system does not want to be asked. */
  private async send(request: NationalRequest, signal: AbortSignal): Promise<PlainReply<Answer>> {
    const told = this.parts.gate.told()
    if (told) return { kind: 'fault', fault: told }
    const dateAsTold = this.parts.serverClock.asking()
    const answer = await this.parts.transport.send(request, signal)
    if (answer.kind === 'aborted') return { kind: 'fault', fault: { kind: 'aborted' } }
    if (answer.kind === 'failed') return { kind: 'fault', fault: { kind: 'again', problem: answer.problem } }
    return { kind: 'done', value: { ...answer, date: dateAsTold(answer.date) } }
  }

  /** Only an answer that keeps to the protocol says what time it is there. */
  private heard<Value>(answer: Answer, value: Value): { readonly kind: 'done'; readonly value: Value } {
    this.parts.serverClock.hear(answer.date)
    return { kind: 'done', value }
  }

  private async faultIn(answer: Answer): Promise<Fault> {
    const { clock, gate, serverClock } = this.parts
    const fault = faultOf(answer, clock.now())
    if (fault.kind !== 'again' || fault.problem !== 'not-the-national-system') serverClock.hear(answer.date)
    if (fault.kind === 'not-before') await gate.close(fault)
    return fault
  }
}

/** Who did not ask whether something has changed is not told that it has not. */
function plain<Value>(reply: Reply<Value>): PlainReply<Value> {
  return reply.kind === 'not-modified' ? { kind: 'fault', fault: serverMistake } : reply
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A case that the schema refuses is set aside, under its id where it has one (PROTOCOL.md 4.6). */
function readChange(change: ChangeEnvelope, place: string): CacheChange {
  if (change.kind === 'remove') return { kind: 'remove', caseId: change.caseId }
  const read = caseSchema.safeParse(change.case)
  if (read.success) return { kind: 'upsert', case: read.data }
  const named = withIdSchema.safeParse(change.case)
  return { kind: 'set-aside', key: named.success ? named.data.id : place }
}

/** A result counts even when the case that came with it cannot be read; the next pull brings that again. */
function readResult(raw: unknown): ActionResult | null {
  const whole = actionResultSchema.safeParse(raw)
  if (whole.success) return whole.data
  if (typeof raw !== 'object' || raw === null) return null
  const withoutCase = actionResultSchema.safeParse({ ...raw, case: undefined })
  return withoutCase.success ? withoutCase.data : null
}
