import type { Action } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type { CaseId, Epoch } from '../../../shared/domain/identifiers'
import { isFinal, type ActionResult } from '../../../shared/protocol/action'
import type { FinalResult, JournalEntry } from '../../../shared/bridge/journalPort'
import type { UnsentWork } from '../journal/unsentWork'
import type { Fault } from './fault'
import type { NationalClient } from './nationalClient'

/** PROTOCOL.md 5.1. */
export const largestBatch = 100

export type PushOutcome =
  | { readonly kind: 'done' }
  /** Some actions got no final result: they go again after a wait. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'fault'; readonly fault: Fault }

/**
 * What goes out next: of each case the first action that has no final result, when it may go. A batch may hold
 * several of a case (PROTOCOL.md 5.3), but one that was never sent can still be given up or sent anew when the one
 * before it meets a conflict (5.4, 5.5), so they go one after another. Behind an action that needs the officer the
 * case waits.
 */
export function nextBatch(
  entries: readonly JournalEntry[],
  stopped: ReadonlySet<CaseId>,
  limit: number,
): Action[] {
  const closed = new Set(stopped)
  const batch: Action[] = []
  for (const { action, standing } of entries) {
    if (batch.length >= limit) break
    if (standing.state === 'accepted' || closed.has(action.caseId)) continue
    closed.add(action.caseId)
    if (standing.state === 'waiting' || standing.state === 'sent') batch.push(action)
  }
  return batch
}

/** Sends what the officer decided, batch after batch, until nothing is left that may go. */
export class Pusher {
  constructor(
    private readonly national: NationalClient,
    private readonly unsentWork: UnsentWork,
    private readonly takeCases: (cases: readonly Case[]) => Promise<void>,
  ) {}

  hasWork(): boolean {
    return nextBatch(this.unsentWork.all(), new Set(), 1).length > 0
  }

  async pushAll(epoch: Epoch, signal: AbortSignal): Promise<PushOutcome> {
    /** Cases with an action that got no final result in this round. */
    const stopped = new Set<CaseId>()
    let limit = largestBatch
    for (;;) {
      const batch = await this.sendable(nextBatch(this.unsentWork.all(), stopped, limit), stopped)
      if (batch === 'nothing-left') return stopped.size > 0 ? { kind: 'retry' } : { kind: 'done' }
      const reply = await this.national.push(epoch, batch, signal)
      if (reply.kind === 'done') {
        await this.take(batch, reply.value, stopped)
        limit = largestBatch
      } else if (reply.kind === 'fault' && reply.fault.kind === 'refused') {
        // One of them may be what is refused: halved until it stands alone (PROTOCOL.md 1.4, 413).
        const [only] = batch
        if (batch.length === 1 && only) await this.unsentWork.saveResults([refusalOf(only, reply.fault)])
        limit = Math.max(1, Math.floor(batch.length / 2))
      } else {
        return {
          kind: 'fault',
          fault: reply.kind === 'fault' ? reply.fault : { kind: 'again', problem: 'server-error' },
        }
      }
    }
  }

  /** Marks them in the journal before they go; those that it does not let go stop their case for this round. */
  private async sendable(
    candidates: readonly Action[],
    stopped: Set<CaseId>,
  ): Promise<Action[] | 'nothing-left'> {
    if (candidates.length === 0) return 'nothing-left'
    const allowed = await this.unsentWork.markSent(candidates.map((action) => action.actionId))
    const batch: Action[] = []
    for (const action of candidates) {
      if (!allowed.has(action.actionId)) stopped.add(action.caseId)
      else if (!stopped.has(action.caseId)) batch.push(action)
    }
    if (batch.length > 0) return batch
    return await this.sendable(nextBatch(this.unsentWork.all(), stopped, largestBatch), stopped)
  }

  /** The journal first: when the results are on the disk, the cache may be lost and nothing is sent again. */
  private async take(
    batch: readonly Action[],
    results: readonly ActionResult[],
    stopped: Set<CaseId>,
  ): Promise<void> {
    const byId = new Map(results.map((result) => [result.actionId, result]))
    const final: FinalResult[] = []
    for (const { actionId, caseId } of batch) {
      const result = byId.get(actionId)
      if (result && isFinal(result)) final.push(finalResultOf(result))
      else stopped.add(caseId)
    }
    await this.unsentWork.saveResults(final)
    const sent = new Set(batch.map((action) => action.actionId))
    const answered = results.filter((result) => sent.has(result.actionId))
    await this.takeCases(answered.map((result) => result.case).filter((subject) => subject !== undefined))
  }
}

function finalResultOf(result: ActionResult): FinalResult {
  const { actionId, outcome, detail = null } = result
  if (outcome === 'retry') throw new Error('A retry is no final result.')
  const code = 'code' in result ? (result.code ?? null) : null
  return { actionId, outcome, code: code?.slice(0, 200) ?? null, detail: detail?.slice(0, 10_000) ?? null }
}

function refusalOf(action: Action, fault: Extract<Fault, { kind: 'refused' }>): FinalResult {
  return { actionId: action.actionId, outcome: 'rejected', code: fault.code, detail: fault.detail }
}
