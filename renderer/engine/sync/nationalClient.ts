import { z } from 'zod'
import type { Action } from '../../../shared/domain/action'
import type { Cursor, Epoch } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { actionResultSchema, type ActionResult } from '../../../shared/protocol/action'
import { caseSchema } from '../../../shared/protocol/case'
import { changesPageSchema, pageLimits, type ChangeEnvelope } from '../../../shared/protocol/changes'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { CacheChange } from '../cache/caseCache'
import type { Clock } from '../clock'
import { faultOf, type Fault } from './fault'
import type { NationalRequest, NationalTransport } from './transport'

export type Reply<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'fault'; readonly fault: Fault }

export interface ChangesReply {
  readonly epoch: Epoch
  readonly cursor: Cursor
  readonly changes: readonly CacheChange[]
  readonly more: boolean
  readonly snapshotDone: boolean
}

/** Results are looked at one by one: a bad one must not keep the others of its batch from counting. */
const resultsSchema = z.object({ results: z.array(z.unknown()) })
const withIdSchema = z.object({ id: z.string().min(1).max(64) })

/** PROTOCOL.md as calls: asks, checks what came against the schemas, and says what a failure means. */
export class NationalClient {
  constructor(
    private readonly transport: NationalTransport,
    private readonly clock: Clock,
  ) {}

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

  private async ask<Body>(
    request: NationalRequest,
    schema: z.ZodType<Body>,
    signal: AbortSignal,
  ): Promise<Reply<{ readonly body: Body; readonly etag: string | null }>> {
    const answer = await this.transport.send(request, signal)
    if (answer.kind === 'aborted') return { kind: 'fault', fault: { kind: 'aborted' } }
    if (answer.kind === 'failed') return { kind: 'fault', fault: { kind: 'again', problem: answer.problem } }
    if (answer.status === 304 && request.ifNoneMatch) return { kind: 'not-modified' }
    if (answer.status < 200 || answer.status > 299) {
      return { kind: 'fault', fault: faultOf(answer, this.clock.now()) }
    }
    const body = schema.safeParse(jsonOrNothing(answer.text))
    // HTML or cut-off JSON with a 200 is a network fault, never a success (PROTOCOL.md 1.3).
    if (!body.success) return { kind: 'fault', fault: { kind: 'again', problem: 'not-the-national-system' } }
    return { kind: 'done', value: { body: body.data, etag: answer.etag } }
  }
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
