import { z } from 'zod'
import type { ActionId, Epoch } from '../../../shared/domain/identifiers'
import type { SentAction } from '../../../shared/bridge/journalPort'
import type { ActionResult } from '../../../shared/protocol/action'
import type { JournalClient } from '../journal/journalClient'
import type { Notes } from '../journal/notes'
import type { UnsentWork } from '../journal/unsentWork'
import type { ReconcileProgress } from '../progress'
import type { OnStep } from '../steps'
import type { Fault } from './fault'
import type { NationalClient } from './nationalClient'
import { finalResultOf } from './push'
import type { ReconciledEpoch } from './reconciledEpoch'

/** So many are asked about between two notes of how far it has come, and so many at once. */
const actionsPerNote = 40
const atOnce = 4
/** A server that fails on one action again and again is sent that action: it answers by the id what it recorded. */
const mostFailures = 3

const progressSchema = z.object({ epoch: z.string(), through: z.number().int() })

export type ReconcileOutcome =
  | { readonly kind: 'done' }
  /** Cases are to be pulled first (PROTOCOL.md 5.5). */
  | { readonly kind: 'pull-first' }
  | { readonly kind: 'fault'; readonly fault: Fault }

export interface ReconcilerParts {
  readonly national: NationalClient
  readonly journal: JournalClient
  readonly unsentWork: UnsentWork
  readonly notes: Notes
  readonly reconciled: ReconciledEpoch
  /** From now on what the cache holds of this epoch counts. */
  readonly done: () => Promise<void>
  readonly report: (progress: ReconcileProgress | null) => void
  readonly step: OnStep
}

type Finding =
  | { readonly kind: 'held' }
  /** It was never seen, or the server does not say: the same id goes again, and the answer to that tells. */
  | { readonly kind: 'send-again' }
  | { readonly kind: 'other-result'; readonly result: ActionResult }
  | { readonly kind: 'fault'; readonly fault: Fault }

/**
 * After the national system was restored from a backup: asks about every action that it had taken in the last 30 days,
 * and sends again what it lost (PROTOCOL.md 4.5, 5.5; RELIABILITY.md 8). Those that were sent without an answer need no
 * question: they go again with the same id in any case. Once for each epoch; how far it came is kept by main, since
 * the cache may vanish at the same time.
 */
export class Reconciler {
  private readonly failures = new Map<ActionId, number>()
  private progress: string | null

  constructor(private readonly parts: ReconcilerParts) {
    this.progress = parts.notes.read('reconciling')
  }

  /** `isComplete`: all cases have been pulled in this epoch. Nothing may be pushed in it before this is done. */
  async reconcile(epoch: Epoch, isComplete: boolean, signal: AbortSignal): Promise<ReconcileOutcome> {
    if (this.parts.reconciled.is(epoch)) return { kind: 'done' }
    const { journal, report, step } = this.parts
    await step('reconcile-list')
    const { actions } = await journal.request('sentActions', {})
    const through = this.doneThrough(epoch)
    const taken = actions.filter(({ standing }) => standing !== 'sent')
    const left = taken.filter(({ sequence }) => sequence > through)
    if (left.length > 0 && !isComplete) return { kind: 'pull-first' }
    try {
      for (let start = 0; start < left.length; start += actionsPerNote) {
        report({ asked: taken.length - left.length + start, total: taken.length })
        const some = left.slice(start, start + actionsPerNote)
        const fault = await this.settleSome(some, signal)
        if (fault) return { kind: 'fault', fault }
        const last = some.at(-1)
        await step('reconcile-keep-progress')
        if (last) await this.noteProgress(JSON.stringify({ epoch, through: last.sequence }))
      }
    } finally {
      report(null)
    }
    await step('reconcile-done')
    await this.parts.reconciled.keep(epoch)
    await this.noteProgress(null)
    await this.parts.done()
    return { kind: 'done' }
  }

  /** What is not noted is asked again after a restart; a full disk keeps no work from being sent. */
  private async noteProgress(text: string | null): Promise<void> {
    this.progress = text
    await this.parts.notes.keep('reconciling', text).catch(() => undefined)
  }

  private doneThrough(epoch: Epoch): number {
    try {
      const progress = progressSchema.safeParse(JSON.parse(this.progress ?? 'null'))
      return progress.success && progress.data.epoch === epoch ? progress.data.through : -1
    } catch {
      return -1
    }
  }

  private async settleSome(some: readonly SentAction[], signal: AbortSignal): Promise<Fault | null> {
    const { step, unsentWork } = this.parts
    const findings = await this.ask(some, signal)
    const faulty = findings.find(({ finding }) => finding.kind === 'fault')
    if (faulty?.finding.kind === 'fault') return faulty.finding.fault
    const again = findings.filter(({ finding }) => finding.kind !== 'held').map(({ actionId }) => actionId)
    const results = findings.flatMap(({ finding }) =>
      finding.kind === 'other-result' ? [finalResultOf(finding.result)] : [],
    )
    await step('reconcile-send-again')
    await unsentWork.sendAgain(again)
    await step('reconcile-save-results')
    await unsentWork.saveResults(results)
    return null
  }

  private async ask(
    some: readonly SentAction[],
    signal: AbortSignal,
  ): Promise<readonly { readonly actionId: ActionId; readonly finding: Finding }[]> {
    const found: { actionId: ActionId; finding: Finding }[] = []
    const waiting = some.map(({ action }) => action.actionId)
    let failed = false
    const askOneAfterAnother = async (): Promise<void> => {
      for (let actionId = waiting.shift(); actionId && !failed; actionId = waiting.shift()) {
        const finding = await this.askOne(actionId, signal)
        failed ||= finding.kind === 'fault'
        found.push({ actionId, finding })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, askOneAfterAnother))
    return found
  }

  private async askOne(actionId: ActionId, signal: AbortSignal): Promise<Finding> {
    const { national, step } = this.parts
    await step('reconcile-request')
    const reply = await national.actionResult(actionId, signal)
    if (reply.kind === 'fault') return this.findingIn(actionId, reply.fault)
    switch (reply.value?.outcome) {
      case 'applied':
      case 'duplicate':
        return { kind: 'held' }
      case 'conflict':
      case 'rejected':
        return { kind: 'other-result', result: reply.value }
      default:
        return { kind: 'send-again' }
    }
  }

  private findingIn(actionId: ActionId, fault: Fault): Finding {
    if (fault.kind === 'refused') return { kind: 'send-again' }
    if (fault.kind === 'again' && fault.problem === 'server-error') {
      const failures = (this.failures.get(actionId) ?? 0) + 1
      this.failures.set(actionId, failures)
      if (failures >= mostFailures) return { kind: 'send-again' }
    }
    return { kind: 'fault', fault }
  }
}
