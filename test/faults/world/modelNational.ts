import { writtenText, type Action } from '../../../shared/domain/action'
import { applyAction } from '../../../shared/domain/applyAction'
import type { Case, CaseEvent } from '../../../shared/domain/case'
import { conflictWith } from '../../../shared/domain/conflict'
import { instantFrom, type ActionId, type CaseId, type EventId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { actionSchema } from '../../../shared/protocol/action'
import { caseEventSchema } from '../../../shared/protocol/case'
import type {
  NationalRequest,
  NationalTransport,
  TransportAnswer,
} from '../../../renderer/engine/sync/transport'
import { caseIn, officer, reference } from '../../shared/domain/sampleCase'

export type Answered = Extract<TransportAnswer, { kind: 'answer' }>
type Result = { readonly outcome: string; readonly code?: string | undefined }
type Change = { readonly kind: 'upsert' | 'remove'; readonly caseId: CaseId }

/** One action that took effect. */
export interface Effect {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly text: string
  /** Whether others had changed the case since the version that the officer said to have seen. */
  readonly overOthers: boolean
}

interface State {
  cases: Map<CaseId, Case>
  changes: Change[]
  results: Map<ActionId, Result>
  ledger: Effect[]
  /** How many events a case had at a version. */
  eventsAt: Map<string, number>
}

export const sari = officer('sari')

/**
 * The small independent model that schedules run against: PROTOCOL.md 4 and 5 in one place, in memory, with a clock of
 * the run's. Written for this suite alone, so that a mistake in the sandbox or in the engine's own tests is not
 * repeated here; the rules of cases and actions are those of shared/domain, which test/shared holds against the vectors.
 */
export class ModelNational implements NationalTransport {
  epochNumber = 1
  pageSize = 1000
  /** Answers in the place of the system where it gives something. */
  instead: (request: NationalRequest) => Answered | null = () => null
  readonly requests: { readonly request: NationalRequest; readonly at: number }[] = []
  private state: State = {
    cases: new Map(),
    changes: [],
    results: new Map(),
    ledger: [],
    eventsAt: new Map(),
  }
  private backup: State | null = null
  /** Of another generation than this one, a cursor is not understood. */
  private cursorGeneration = 0
  private eventCount = 0

  constructor(
    private readonly now: () => number,
    cases = 3,
    readonly officer: Officer = sari,
  ) {
    for (let number = 1; number <= cases; number += 1) this.put(caseNumbered(number))
  }

  get epoch(): string {
    return `epoch-${this.epochNumber}`
  }

  get cases(): ReadonlyMap<CaseId, Case> {
    return this.state.cases
  }

  get ledger(): readonly Effect[] {
    return this.state.ledger
  }

  put(subject: Case): void {
    this.state.cases.set(subject.id, subject)
    this.state.eventsAt.set(`${subject.id}#${subject.version}`, subject.events.length)
    this.state.changes.push({ kind: 'upsert', caseId: subject.id })
  }

  /** The case is given to another unit or agency: it leaves the desk. */
  reassign(caseId: CaseId): void {
    this.state.cases.delete(caseId)
    this.state.changes.push({ kind: 'remove', caseId })
  }

  /** A colleague did something to the case. */
  happen(caseId: CaseId, event: Readonly<Record<string, unknown>>, change: Partial<Case> = {}): void {
    const held = this.state.cases.get(caseId)
    if (!held) return
    const happened: CaseEvent = caseEventSchema.parse({
      id: `event-${(this.eventCount += 1)}`,
      at: instantFrom(this.now()),
      actor: { kind: 'officer', id: 'colleague', name: 'Rekan' },
      visibility: 'public',
      ...event,
    })
    this.put({ ...held, ...change, events: [...held.events, happened], version: held.version + 1 })
  }

  /** Cursors given so far are not understood any more (PROTOCOL.md 4.5). */
  expireCursors(): void {
    this.cursorGeneration += 1
  }

  takeBackup(): void {
    this.backup = copyOf(this.state)
  }

  /** Back to the backup, under a new epoch; what was done since is gone here (RELIABILITY.md 8). */
  restore(): void {
    if (!this.backup) throw new Error('There is no backup.')
    this.state = copyOf(this.backup)
    this.epochNumber += 1
  }

  async send(request: NationalRequest, signal: AbortSignal): Promise<TransportAnswer> {
    await Promise.resolve()
    if (signal.aborted) return { kind: 'aborted' }
    return this.take(request)
  }

  /** As it arrives: takes effect and is answered, whether or not anybody hears the answer. */
  take(request: NationalRequest): Answered {
    this.requests.push({ request, at: this.now() })
    const answer = this.instead(request) ?? this.answer(request)
    return { ...answer, date: answer.date ?? new Date(this.now()).toUTCString() }
  }

  private answer(request: NationalRequest): Answered {
    const { path, ifNoneMatch, query } = request
    if (path === '/v1/reference') {
      if (ifNoneMatch === '"1"') return { ...answered(304, ''), etag: '"1"' }
      return { ...answered(200, JSON.stringify(reference)), etag: '"1"' }
    }
    if (path === '/v1/status') return answered(200, JSON.stringify({ maintenance: null }))
    if (path === '/v1/changes') return this.changesAfter(query?.['since'])
    if (path === '/v1/actions') return this.push(request.body)
    if (path.startsWith('/v1/actions/')) return this.resultOf(decodeURIComponent(path.slice(12)))
    return problem(404, 'not_found')
  }

  private changesAfter(since: string | undefined): Answered {
    const { changes, cases } = this.state
    const [epoch, place, generation] = (since ?? this.cursorAt(0)).split('#')
    // A cursor of before the restore is not one of ours any more.
    if (epoch !== this.epoch || generation !== String(this.cursorGeneration)) {
      return problem(410, 'cursor_expired')
    }
    const start = Number(place)
    const end = Math.min(changes.length, start + this.pageSize)
    const page = changes.slice(start, end).map(({ kind, caseId }) => {
      const present = cases.get(caseId)
      if (kind === 'remove' || !present) return { kind: 'remove', caseId, reason: 'reassigned' }
      return { kind: 'upsert', case: present }
    })
    const more = end < changes.length
    const cursor = this.cursorAt(end)
    return answered(
      200,
      JSON.stringify({ epoch: this.epoch, changes: page, cursor, more, snapshotDone: !more }),
    )
  }

  private cursorAt(place: number): string {
    return `${this.epoch}#${place}#${this.cursorGeneration}`
  }

  private push(body: unknown): Answered {
    // The engine's own request, as it is on the wire.
    const sent = JSON.parse(JSON.stringify(body)) as { epoch: string; actions: unknown[] }
    if (sent.epoch !== this.epoch) return problem(409, 'epoch_changed')
    const blocked = new Set<CaseId>()
    const results = sent.actions.map((raw) => {
      const action = actionSchema.parse(raw)
      const known = this.state.results.get(action.actionId)
      const result = known
        ? { ...known, outcome: known.outcome === 'applied' ? 'duplicate' : known.outcome }
        : blocked.has(action.caseId)
          ? { outcome: 'retry', code: 'blocked' }
          : this.act(action)
      if (result.outcome !== 'applied' && result.outcome !== 'duplicate') blocked.add(action.caseId)
      return { actionId: action.actionId, ...result, case: this.state.cases.get(action.caseId) }
    })
    return answered(200, JSON.stringify({ results }))
  }

  private resultOf(actionId: string): Answered {
    // Only looked up: an id that is not known is never seen.
    const result = this.state.results.get(actionId as ActionId)
    return result ? answered(200, JSON.stringify({ actionId, ...result })) : problem(404, 'not_found')
  }

  private act(action: Action): Result {
    const result = this.decide(action)
    this.state.results.set(action.actionId, result)
    return result
  }

  private decide(action: Action): Result {
    const present = this.state.cases.get(action.caseId)
    if (!present) return { outcome: 'rejected', code: 'case_left' }
    const seen = this.state.eventsAt.get(`${action.caseId}#${action.baseVersion}`) ?? 0
    const since = present.events.slice(seen)
    if (conflictWith(action, since, this.officer.id)) return { outcome: 'conflict' }
    // Made here, as a server makes one for each event.
    const eventId = `taken-${(this.eventCount += 1)}` as EventId
    const at = instantFrom(this.now())
    const application = applyAction(present, action, { actor: this.officer, at, eventId, reference })
    if (application.outcome === 'rejected') return application
    this.state.ledger.push({
      actionId: action.actionId,
      caseId: action.caseId,
      text: writtenText(action)?.text ?? action.type,
      overOthers: since.some(({ actor, type }) => actor.id !== this.officer.id && type !== 'note'),
    })
    this.put({ ...application.case, version: present.version + 1 })
    return { outcome: 'applied' }
  }
}

function copyOf({ cases, changes, results, ledger, eventsAt }: State): State {
  return {
    cases: new Map(cases),
    changes: [...changes],
    results: new Map(results),
    ledger: [...ledger],
    eventsAt: new Map(eventsAt),
  }
}

export function answered(status: number, text: string, more: Partial<Answered> = {}): Answered {
  return { kind: 'answer', status, text, etag: null, retryAfter: null, ...more }
}

export function problem(status: number, code: string, more: Partial<Answered> = {}): Answered {
  return answered(status, JSON.stringify({ type: 'about:blank', title: code, status, code }), more)
}

export function caseId(number: number): CaseId {
  // The runs make the identifiers; the cast only adds the brand.
  return `case-${number}` as CaseId
}

export function caseNumbered(number: number, change: Partial<Case> = {}): Case {
  // As above.
  const trackingId = String(9_000_000 + number) as Case['trackingId']
  return {
    ...caseIn('dispositioned', null),
    id: caseId(number),
    trackingId,
    title: `Laporan ${number}`,
    ...change,
  }
}
