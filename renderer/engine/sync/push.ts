import type { Case } from '../../../shared/domain/case'
import type { ActionId, CaseId, Epoch } from '../../../shared/domain/identifiers'
import { isFinal, type ActionResult } from '../../../shared/protocol/action'
import type { FinalResult, JournalEntry } from '../../../shared/bridge/journalPort'
import type { UnsentWork } from '../journal/unsentWork'
import type { OnStep } from '../steps'
import type { Attempts } from './attempts'
import type { Fault } from './fault'
import type { NationalClient } from './nationalClient'
import { nextBatch, wireAction } from './nextBatch'

/** PROTOCOL.md 5.1. */
export const largestBatch = 100

export type PushOutcome =
  | { readonly kind: 'done' }
  /** Some actions got no final result: they go again after a wait. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** What the pusher must know of the files that go before an action. */
export interface ActionFiles {
  readonly areThere: (entry: JournalEntry) => boolean
  /** The national system does not hold what it was said to hold (PROTOCOL.md 5.4, `upload_missing`). */
  readonly missing: (actionId: ActionId) => void
}

export interface PusherParts {
  readonly national: NationalClient
  readonly unsentWork: UnsentWork
  readonly files: ActionFiles
  readonly attempts: Attempts
  readonly takeCases: (cases: readonly Case[]) => Promise<void>
  readonly step: OnStep
}

/** Sends what the officer decided, batch after batch, until nothing is left that may go. */
export class Pusher {
  /** Halved when a batch is refused or fails, doubled when one goes through. */
  private limit = largestBatch
  /** Cases on whose first action the national system failed when it stood alone: tried after all others. */
  private readonly troubled = new Set<CaseId>()

  constructor(private readonly parts: PusherParts) {}

  async pushAll(epoch: Epoch, signal: AbortSignal): Promise<PushOutcome> {
    /** Cases with an action that got no final result in this round. */
    const stopped = new Set<CaseId>()
    for (;;) {
      const batch = await this.nextSendable(stopped)
      if (batch === null) return stopped.size > 0 ? { kind: 'retry' } : { kind: 'done' }
      const outcome = await this.send(epoch, batch, { stopped, signal })
      if (outcome) return outcome
    }
  }

  /** Null when the round goes on. */
  private async send(
    epoch: Epoch,
    batch: readonly JournalEntry[],
    { stopped, signal }: { readonly stopped: Set<CaseId>; readonly signal: AbortSignal },
  ): Promise<PushOutcome | null> {
    const { attempts, national, step, unsentWork } = this.parts
    await step('push-request')
    attempts.sent(batch.map(({ action }) => action.actionId))
    const reply = await national.push(epoch, batch.map(wireAction), signal)
    if (reply.kind === 'done') {
      await this.take(batch, reply.value, stopped)
      this.limit = Math.min(largestBatch, this.limit * 2)
      for (const { action } of batch) this.troubled.delete(action.caseId)
      return null
    }
    const fault = reply.kind === 'fault' ? reply.fault : serverMistake
    const [only] = batch
    // One of them may be what is refused: halved until it stands alone (PROTOCOL.md 1.4, 413; RELIABILITY.md 11).
    if (fault.kind === 'refused') {
      if (batch.length === 1 && only) await unsentWork.saveResults([refusalOf(only, fault)])
      this.limit = Math.max(1, Math.floor(batch.length / 2))
      return null
    }
    if (fault.kind === 'again') this.noteFailure(batch, fault.problem === 'server-error')
    return { kind: 'fault', fault }
  }

  private noteFailure(batch: readonly JournalEntry[], serverFailed: boolean): void {
    const { attempts } = this.parts
    for (const { action } of batch) attempts.answered(action.actionId, { kind: 'no-answer' })
    if (!serverFailed) return
    const [only] = batch
    // Should it fail on one action alone, that one must not keep back all others for ever.
    if (batch.length === 1 && only) this.troubled.add(only.action.caseId)
    this.limit = Math.max(1, Math.floor(batch.length / 2))
  }

  /** Marks them in the journal before they go; those that it does not let go stop their case for this round. */
  private async nextSendable(stopped: Set<CaseId>): Promise<JournalEntry[] | null> {
    const { step, unsentWork } = this.parts
    for (;;) {
      const candidates = this.candidates(stopped)
      if (candidates.length === 0) return null
      await step('push-mark-sent')
      const allowed = await unsentWork.markSent(candidates.map(({ action }) => action.actionId))
      const batch: JournalEntry[] = []
      for (const entry of candidates) {
        const { actionId, caseId } = entry.action
        if (!allowed.has(actionId)) stopped.add(caseId)
        else if (!stopped.has(caseId)) batch.push(entry)
      }
      if (batch.length > 0) return batch
    }
  }

  private candidates(stopped: ReadonlySet<CaseId>): JournalEntry[] {
    const { files, unsentWork } = this.parts
    const entries = unsentWork.all()
    const untroubled = new Set([...stopped, ...this.troubled])
    const first = nextBatch(entries, untroubled, this.limit, files.areThere)
    return first.length > 0 ? first : nextBatch(entries, stopped, 1, files.areThere)
  }

  /** The journal first: when the results are on the disk, the cache may be lost and nothing is sent again. */
  private async take(
    batch: readonly JournalEntry[],
    results: readonly ActionResult[],
    stopped: Set<CaseId>,
  ): Promise<void> {
    const { step, takeCases, unsentWork } = this.parts
    const byId = new Map(results.map((result) => [result.actionId, result]))
    const final: FinalResult[] = []
    for (const { action } of batch) {
      const result = byId.get(action.actionId)
      if (result && isFinal(result)) {
        final.push(finalResultOf(result))
        continue
      }
      stopped.add(action.caseId)
      this.putOff(action.actionId, result)
    }
    await step('push-save-results')
    await unsentWork.saveResults(final)
    const sent = new Set(batch.map(({ action }) => action.actionId))
    const answered = results.filter((result) => sent.has(result.actionId))
    await step('push-take-cases')
    await takeCases(answered.map((result) => result.case).filter((subject) => subject !== undefined))
  }

  private putOff(actionId: ActionId, result: ActionResult | undefined): void {
    const { attempts, files } = this.parts
    if (result?.outcome !== 'retry') {
      attempts.answered(actionId, { kind: 'not-understood' })
      return
    }
    const { code = null, detail = null } = result
    attempts.answered(actionId, { kind: 'put-off', code, detail })
    if (code === 'upload_missing') files.missing(actionId)
  }
}

const serverMistake: Fault = { kind: 'again', problem: 'server-error' }

/** As the journal keeps it. */
export function finalResultOf(result: ActionResult): FinalResult {
  const { actionId, outcome, detail = null } = result
  if (outcome === 'retry') throw new Error('A retry is no final result.')
  const code = 'code' in result ? (result.code ?? null) : null
  return { actionId, outcome, code: code?.slice(0, 200) ?? null, detail: detail?.slice(0, 10_000) ?? null }
}

function refusalOf({ action }: JournalEntry, fault: Extract<Fault, { kind: 'refused' }>): FinalResult {
  return { actionId: action.actionId, outcome: 'rejected', code: fault.code, detail: fault.detail }
}
