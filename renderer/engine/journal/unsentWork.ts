import type { Action } from '../../../shared/domain/action'
import type { ActionId, CaseId, Instant } from '../../../shared/domain/identifiers'
import {
  holdMilliseconds,
  type EntryState,
  type FinalResult,
  type JournalEntry,
} from '../../../shared/bridge/journalPort'
import type { FileId, FileUpload } from '../../../shared/bridge/attachedFiles'
import type { Clock } from '../clock'
import type { OnStep } from '../steps'
import type { JournalClient } from './journalClient'

/** Who follows what becomes of unsent work. */
export interface UnsentWorkListener {
  changed(caseId: CaseId): void
  /** The journal does not hold it any more. */
  forgotten(actionId: ActionId): void
  /** An action may be sent now. */
  released(): void
}

export interface UnsentWorkParts {
  readonly journal: JournalClient
  readonly clock: Clock
  /** The national system's time, by which the journal counts days; undefined before the first answer. */
  readonly serverTime: () => Instant | undefined
  readonly step: OnStep
}

/** As many as the journal takes in one request. */
export const mostAtOnce = 1000

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
    private readonly parts: UnsentWorkParts,
    private readonly listener: UnsentWorkListener,
  ) {
    parts.journal.onReleased((actionId) => this.release(actionId))
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
    return releaseTime === undefined ? null : Math.max(0, releaseTime - this.parts.clock.monotonic())
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

  /** Without `files` it takes over those of what it replaces. */
  async save(action: Action, replaces: ActionId | null, files?: readonly FileId[]): Promise<JournalEntry> {
    const body = { action, replaces, ...(files ? { files: [...files] } : {}) }
    const entry = await this.parts.journal.request('saveAction', body)
    if (replaces) this.forget(replaces)
    this.set(entry)
    return entry
  }

  /** As many as the journal takes at once, all or none of them. */
  async saveMany(actions: readonly Action[]): Promise<readonly JournalEntry[]> {
    const { entries } = await this.parts.journal.request('saveActions', { actions: [...actions] })
    for (const entry of entries) this.set(entry)
    return entries
  }

  /** Takes back those that are still held; answers which. */
  async undoMany(actionIds: readonly ActionId[]): Promise<readonly ActionId[]> {
    const all: ActionId[] = []
    for (const some of inParts(actionIds)) {
      const { undone } = await this.parts.journal.request('undoActions', { actionIds: some })
      for (const actionId of undone) this.forget(actionId)
      all.push(...undone)
    }
    return all
  }

  /** Those that are still held stay so for the whole time from now on. Nothing that is shown of a case changes. */
  async holdAnew(actionIds: readonly ActionId[]): Promise<void> {
    for (const some of inParts(actionIds)) {
      const { held } = await this.parts.journal.request('holdAnew', { actionIds: some })
      const releaseTime = this.parts.clock.monotonic() + holdMilliseconds
      for (const actionId of held)
        if (this.releaseTimes.has(actionId)) this.releaseTimes.set(actionId, releaseTime)
    }
  }

  async undo(actionId: ActionId): Promise<boolean> {
    const { undone } = await this.parts.journal.request('undo', { actionId })
    if (undone) this.forget(actionId)
    return undone
  }

  async discard(actionId: ActionId): Promise<boolean> {
    const { discarded } = await this.parts.journal.request('discard', { actionId })
    if (discarded) this.forget(actionId)
    return discarded
  }

  /** Before they go out. Answers which of them may. */
  async markSent(actionIds: readonly ActionId[]): Promise<ReadonlySet<ActionId>> {
    const { sendable } = await this.parts.journal.request('markSent', { actionIds: [...actionIds] })
    for (const actionId of sendable) this.stand(actionId, { state: 'sent' })
    return new Set(sendable)
  }

  async saveResults(results: readonly FinalResult[]): Promise<void> {
    const known = results.filter((result) => this.entries.has(result.actionId))
    for (const some of inParts(known)) {
      const body = { results: some, serverTime: this.parts.serverTime() }
      const { entries } = await this.parts.journal.request('saveResults', body)
      for (const entry of entries) this.set(entry)
    }
  }

  /** What a restored national system has lost is unsent work again, files included (PROTOCOL.md 5.5). */
  async sendAgain(actionIds: readonly ActionId[]): Promise<void> {
    for (const some of inParts(actionIds)) {
      const { entries } = await this.parts.journal.request('sendAgain', { actionIds: some })
      for (const entry of entries) this.set(entry)
    }
  }

  /** Under which upload a file is sent; null when the national system has dropped it. */
  async saveUpload(entry: JournalEntry, fileId: FileId, upload: FileUpload | null): Promise<void> {
    await this.parts.journal.request('saveUpload', { fileId, upload })
    const present = this.entries.get(entry.action.actionId)
    if (!present) return
    const files = present.files.map((file) => (file.fileId === fileId ? { ...file, upload } : file))
    this.entries.set(present.action.actionId, { ...present, files })
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
      for (const some of inParts(known)) await this.settleKnown(some)
    } finally {
      for (const actionId of known) this.settling.delete(actionId)
    }
  }

  private async settleKnown(known: ActionId[]): Promise<void> {
    const { journal, serverTime, step } = this.parts
    const unanswered = known.filter((actionId) => this.entries.get(actionId)?.standing.state !== 'accepted')
    await step('settle-save-results')
    await this.saveResults(
      unanswered.map((actionId) => ({ actionId, outcome: 'duplicate', code: null, detail: null })),
    )
    await step('settle')
    await journal.request('settle', { actionIds: known, serverTime: serverTime() })
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
      this.releaseTimes.set(actionId, this.parts.clock.monotonic() + entry.standing.releasedInMilliseconds)
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

function inParts<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = []
  for (let start = 0; start < items.length; start += mostAtOnce)
    parts.push(items.slice(start, start + mostAtOnce))
  return parts
}

function inOrder(entries: JournalEntry[]): JournalEntry[] {
  return entries.sort((one, other) => one.sequence - other.sequence)
}
