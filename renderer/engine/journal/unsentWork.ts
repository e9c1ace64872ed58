import type { Action } from '../../../shared/domain/action'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import type { EntryState, FinalResult, JournalEntry } from '../../../shared/bridge/journalPort'
import type { Clock } from '../clock'
import type { JournalClient } from './journalClient'

/** Who follows what becomes of unsent work. */
export interface UnsentWorkListener {
  changed(caseId: CaseId): void
  /** The journal does not hold it any more. */
  forgotten(actionId: ActionId): void
  /** An action may be sent now. */
  released(): void
}

/**
 * The journal's entries as the engine knows them, kept in step by what the journal answers. Every change is told
 * by case, so that rows and views follow. The journal stays the truth: nothing here is changed before it answered.
 */
export class UnsentWork {
  private readonly entries = new Map<ActionId, JournalEntry>()
  private readonly byCase = new Map<CaseId, Set<ActionId>>()
  /** By the monotonic clock; main decides when a hold is over, this only says how long it will last. */
  private readonly releaseTimes = new Map<ActionId, number>()
  private readonly settling = new Set<ActionId>()

  constructor(
    private readonly journal: JournalClient,
    private readonly clock: Clock,
    private readonly listener: UnsentWorkListener,
  ) {
    journal.onReleased((actionId) => this.release(actionId))
  }

  load(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.set(entry)
  }

  entry(actionId: ActionId): JournalEntry | null {
    return this.entries.get(actionId) ?? null
  }

  /** In the order in which the officer acted. */
  ofCase(caseId: CaseId): readonly JournalEntry[] {
    const ids = this.byCase.get(caseId)
    return ids
      ? inOrder([...ids].map((id) => this.entries.get(id)).filter((entry) => entry !== undefined))
      : []
  }

  all(): readonly JournalEntry[] {
    return inOrder([...this.entries.values()])
  }

  caseIds(): readonly CaseId[] {
    return [...this.byCase.keys()]
  }

  releasedInMilliseconds(actionId: ActionId): number | null {
    const releaseTime = this.releaseTimes.get(actionId)
    return releaseTime === undefined ? null : Math.max(0, releaseTime - this.clock.monotonic())
  }

  /** Actions that the national system has not taken yet, and how many of them need the officer. */
  counts(): { readonly unsent: number; readonly needsYou: number } {
    let unsent = 0
    let needsYou = 0
    for (const { standing } of this.entries.values()) {
      if (standing.state !== 'accepted') unsent += 1
      if (standing.state === 'needs-you') needsYou += 1
    }
    return { unsent, needsYou }
  }

  async save(action: Action, replaces: ActionId | null): Promise<JournalEntry> {
    const entry = await this.journal.request('saveAction', { action, replaces })
    if (replaces) this.forget(replaces)
    this.set(entry)
    return entry
  }

  async undo(actionId: ActionId): Promise<boolean> {
    const { undone } = await this.journal.request('undo', { actionId })
    if (undone) this.forget(actionId)
    return undone
  }

  async discard(actionId: ActionId): Promise<boolean> {
    const { discarded } = await this.journal.request('discard', { actionId })
    if (discarded) this.forget(actionId)
    return discarded
  }

  /** Before they go out. Answers which of them may. */
  async markSent(actionIds: readonly ActionId[]): Promise<ReadonlySet<ActionId>> {
    const { sendable } = await this.journal.request('markSent', { actionIds: [...actionIds] })
    for (const actionId of sendable) this.stand(actionId, { state: 'sent' })
    return new Set(sendable)
  }

  async saveResults(results: readonly FinalResult[]): Promise<void> {
    const known = results.filter((result) => this.entries.has(result.actionId))
    if (known.length === 0) return
    const { entries } = await this.journal.request('saveResults', { results: known })
    for (const entry of entries) this.set(entry)
  }

  /**
   * Lets the journal forget what the stored case holds. One whose answer was lost is known to be done by that
   * alone, and is recorded so first.
   */
  async settle(actionIds: readonly ActionId[]): Promise<void> {
    const known = actionIds.filter((actionId) => this.entries.has(actionId) && !this.settling.has(actionId))
    if (known.length === 0) return
    for (const actionId of known) this.settling.add(actionId)
    try {
      await this.settleKnown(known)
    } finally {
      for (const actionId of known) this.settling.delete(actionId)
    }
  }

  private async settleKnown(known: readonly ActionId[]): Promise<void> {
    const unanswered = known.filter((actionId) => this.entries.get(actionId)?.standing.state !== 'accepted')
    await this.saveResults(
      unanswered.map((actionId) => ({ actionId, outcome: 'duplicate', code: null, detail: null })),
    )
    await this.journal.request('settle', { actionIds: [...known] })
    for (const actionId of known) this.forget(actionId)
  }

  private release(actionId: ActionId): void {
    if (this.entries.get(actionId)?.standing.state !== 'held') return
    this.stand(actionId, { state: 'waiting' })
    this.listener.released()
  }

  private stand(actionId: ActionId, standing: EntryState): void {
    const entry = this.entries.get(actionId)
    if (entry && entry.standing.state !== standing.state) this.set({ ...entry, standing })
  }

  private set(entry: JournalEntry): void {
    const { actionId, caseId } = entry.action
    this.entries.set(actionId, entry)
    const ofCase = this.byCase.get(caseId)
    if (ofCase) ofCase.add(actionId)
    else this.byCase.set(caseId, new Set([actionId]))
    if (entry.standing.state === 'held') {
      this.releaseTimes.set(actionId, this.clock.monotonic() + entry.standing.releasedInMilliseconds)
    } else {
      this.releaseTimes.delete(actionId)
    }
    this.listener.changed(caseId)
  }

  private forget(actionId: ActionId): void {
    const entry = this.entries.get(actionId)
    if (!entry) return
    const { caseId } = entry.action
    this.entries.delete(actionId)
    this.releaseTimes.delete(actionId)
    const ofCase = this.byCase.get(caseId)
    ofCase?.delete(actionId)
    if (ofCase?.size === 0) this.byCase.delete(caseId)
    this.listener.forgotten(actionId)
    this.listener.changed(caseId)
  }
}

function inOrder(entries: JournalEntry[]): JournalEntry[] {
  return entries.sort((one, other) => one.sequence - other.sequence)
}
