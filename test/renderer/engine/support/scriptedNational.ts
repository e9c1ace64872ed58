import { writtenText, type Action } from '../../../../shared/domain/action'
import { applyAction } from '../../../../shared/domain/applyAction'
import type { Case, CaseEvent } from '../../../../shared/domain/case'
import { conflictWith } from '../../../../shared/domain/conflict'
import { instantFrom, type ActionId, type CaseId, type EventId } from '../../../../shared/domain/identifiers'
import type { Officer } from '../../../../shared/domain/officer'
import { actionSchema } from '../../../../shared/protocol/action'
import { caseEventSchema } from '../../../../shared/protocol/case'
import type {
  NationalRequest,
  NationalTransport,
  TransportAnswer,
} from '../../../../renderer/engine/sync/transport'
import { reference } from '../../../shared/domain/sampleCase'
import { answered, problem } from './answers'
import { ScriptedUploads, type ScriptedUploadsBackup } from './scriptedUploads'

/** What the network does to one request. */
export type NetworkFault =
  | 'none'
  /** It never arrives. */
  | 'request-lost'
  /** It takes effect, the answer does not arrive. */
  | 'response-lost'
  | 'server-error'
  | 'html'
  | 'cut-off'

interface Verdict {
  readonly outcome: string
  readonly code?: string | undefined
}

/** What a backup holds. */
interface Backup {
  readonly cases: ReadonlyMap<CaseId, Case>
  readonly ledger: readonly ActionId[]
  readonly changes: readonly Change[]
  readonly results: ReadonlyMap<ActionId, Verdict>
  readonly eventsAtVersion: ReadonlyMap<string, number>
  readonly uploads: ScriptedUploadsBackup
}

type Change =
  { readonly kind: 'upsert'; readonly caseId: CaseId } | { readonly kind: 'remove'; readonly caseId: CaseId }

/**
 * The smallest national system that failures can be scripted on, kept to PROTOCOL.md by the rules of
 * `shared/domain`. The sandbox is the measure of the protocol; this only lets each request fail at will.
 */
export class ScriptedNational implements NationalTransport {
  readonly cases = new Map<CaseId, Case>()
  /** What took effect, in order. */
  readonly ledger: ActionId[] = []
  readonly requests: NationalRequest[] = []
  epoch = 'epoch-1'
  pageSize = 1000
  /** Decides what happens to each request, numbered from 0. */
  fault: (request: NationalRequest, number: number) => NetworkFault = () => 'none'
  /** Answers instead of the system where it gives something. */
  instead: (request: NationalRequest) => TransportAnswer | null = () => null
  readonly uploads = new ScriptedUploads()
  /** What `GET /v1/status` says. */
  maintenance: { readonly from: string; readonly until: string; readonly message: string } | null = null
  private changes: Change[] = []
  private results = new Map<ActionId, Verdict>()
  private eventsAtVersion = new Map<string, number>()
  /** Stands in every cursor; those of another series are not understood any more. */
  private series = 0
  private restores = 0
  /** By id, of every action that ever took effect here. */
  private readonly words = new Map<ActionId, string>()

  constructor(
    readonly officer: Officer,
    private readonly now: () => number,
  ) {}

  put(subject: Case): void {
    this.cases.set(subject.id, subject)
    this.eventsAtVersion.set(`${subject.id}#${subject.version}`, subject.events.length)
    this.changes.push({ kind: 'upsert', caseId: subject.id })
  }

  remove(caseId: CaseId): void {
    this.cases.delete(caseId)
    this.changes.push({ kind: 'remove', caseId })
  }

  /** Somebody else did something to the case. */
  happen(caseId: CaseId, event: Record<string, unknown>, change: Partial<Case> = {}): void {
    const held = this.held(caseId)
    const happened: CaseEvent = caseEventSchema.parse({
      id: `event-${this.changes.length}`,
      at: instantFrom(this.now()),
      actor: { kind: 'officer', id: 'colleague', name: 'Rekan' },
      visibility: 'public',
      ...event,
    })
    this.put({ ...held, ...change, events: [...held.events, happened], version: held.version + 1 })
  }

  /** The words of what took effect, in the ledger's order. */
  texts(): readonly string[] {
    return this.ledger.map((actionId) => this.words.get(actionId) ?? '')
  }

  backup(): Backup {
    return {
      cases: new Map(this.cases),
      ledger: [...this.ledger],
      changes: [...this.changes],
      results: new Map(this.results),
      eventsAtVersion: new Map(this.eventsAtVersion),
      uploads: this.uploads.backup(),
    }
  }

  /** Back to an earlier state, in a new epoch (PROTOCOL.md 4.5). */
  restore(backup: Backup): void {
    this.restores += 1
    this.epoch = `epoch-restored-${this.restores}`
    this.cases.clear()
    for (const [caseId, subject] of backup.cases) this.cases.set(caseId, subject)
    this.ledger.splice(0, Infinity, ...backup.ledger)
    this.changes = [...backup.changes]
    this.results = new Map(backup.results)
    this.eventsAtVersion = new Map(backup.eventsAtVersion)
    this.uploads.restore(backup.uploads)
  }

  /** Cursors given so far are not understood any more. */
  expireCursors(): void {
    this.series += 1
    // Whoever begins anew is given what is there, and is not told of what has left since (PROTOCOL.md 4.1).
    this.changes = [...this.cases.keys()].map((caseId) => ({ kind: 'upsert', caseId }))
  }

  async send(request: NationalRequest, signal: AbortSignal): Promise<TransportAnswer> {
    const number = this.requests.length
    this.requests.push(request)
    await Promise.resolve()
    if (signal.aborted) return { kind: 'aborted' }
    const fault = this.fault(request, number)
    if (fault === 'request-lost') return { kind: 'failed', problem: 'unreachable' }
    if (fault === 'server-error') return problem(500, 'internal')
    const answer = {
      date: new Date(this.now()).toUTCString(),
      ...(this.instead(request) ?? this.answer(request)),
    }
    if (fault === 'response-lost') return { kind: 'failed', problem: 'unreachable' }
    if (fault === 'html') return answered(200, '<!doctype html><title>Masuk ke Wi-Fi</title>')
    if (fault === 'cut-off' && answer.kind === 'answer') return answered(200, answer.text.slice(0, -7))
    return answer
  }

  private answer(request: NationalRequest): TransportAnswer {
    if (request.path === '/v1/reference') {
      if (request.ifNoneMatch === '"1"') return { ...answered(304, ''), etag: '"1"' }
      return { ...answered(200, JSON.stringify(reference)), etag: '"1"' }
    }
    if (request.path === '/v1/changes') return this.changesAfter(request.query?.['since'])
    if (request.path === '/v1/status') {
      return answered(200, JSON.stringify({ maintenance: this.maintenance }))
    }
    if (request.path.startsWith('/v1/uploads')) return this.uploads.answer(request)
    if (request.method === 'GET') return this.resultOf(request.path.replace('/v1/actions/', '') as ActionId)
    return this.take(request.body)
  }

  private resultOf(actionId: ActionId): TransportAnswer {
    const recorded = this.results.get(actionId)
    return recorded ? answered(200, JSON.stringify({ actionId, ...recorded })) : problem(404, 'not_found')
  }

  private changesAfter(since: string | undefined): TransportAnswer {
    const series = `${this.epoch}~${this.series}`
    const [ofSeries, place] = since?.split('#') ?? [series, '0']
    if (ofSeries !== series) return problem(410, 'cursor_expired')
    const start = Number(place)
    const end = Math.min(this.changes.length, start + this.pageSize)
    const changes = this.changes.slice(start, end).map((change) => {
      const present = this.cases.get(change.caseId)
      if (change.kind === 'remove' || !present) {
        return { kind: 'remove', caseId: change.caseId, reason: 'reassigned' }
      }
      return { kind: 'upsert', case: present }
    })
    const more = end < this.changes.length
    const page = { epoch: this.epoch, changes, cursor: `${series}#${end}`, more, snapshotDone: !more }
    return answered(200, JSON.stringify(page))
  }

  private take(body: unknown): TransportAnswer {
    // The engine's own request, as it would be on the wire.
    const sent = JSON.parse(JSON.stringify(body)) as { epoch: string; actions: unknown[] }
    if (sent.epoch !== this.epoch) return problem(409, 'epoch_changed')
    const blocked = new Set<CaseId>()
    const results = sent.actions.map((raw) => {
      const action = actionSchema.parse(raw)
      const result = blocked.has(action.caseId) ? { outcome: 'retry', code: 'blocked' } : this.act(action)
      if (result.outcome !== 'applied' && result.outcome !== 'duplicate') blocked.add(action.caseId)
      return { actionId: action.actionId, ...result, case: this.cases.get(action.caseId) }
    })
    return answered(200, JSON.stringify({ results }))
  }

  private act(action: Action): Verdict {
    const recorded = this.results.get(action.actionId)
    if (recorded) return recorded.outcome === 'applied' ? { outcome: 'duplicate' } : recorded
    const result = this.decide(action)
    if (result.outcome !== 'retry') this.results.set(action.actionId, result)
    return result
  }

  private decide(action: Action): Verdict {
    const present = this.cases.get(action.caseId)
    if (!present) return { outcome: 'rejected', code: 'case_left' }
    const seen = this.eventsAtVersion.get(`${action.caseId}#${action.baseVersion}`) ?? 0
    if (conflictWith(action, present.events.slice(seen), this.officer.id)) return { outcome: 'conflict' }
    const at = instantFrom(this.now())
    // A new id, as the server gives one to each event.
    const eventId = `taken-${this.ledger.length}` as EventId
    const application = applyAction(present, action, { actor: this.officer, at, eventId, reference })
    if (application.outcome === 'rejected') return application
    if (!this.uploads.redeem(action)) return { outcome: 'retry', code: 'upload_missing' }
    this.ledger.push(action.actionId)
    this.words.set(action.actionId, writtenText(action)?.text ?? action.type)
    this.put({ ...application.case, version: present.version + 1 })
    return { outcome: 'applied' }
  }

  private held(caseId: CaseId): Case {
    const present = this.cases.get(caseId)
    if (!present) throw new Error(`No case ${caseId}`)
    return present
  }
}
