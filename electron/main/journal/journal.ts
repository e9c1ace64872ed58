import type {
  Draft,
  EntryState,
  FinalResult,
  JournalDamage,
  JournalEntry,
} from '../../../shared/bridge/journalPort'
import type { Action } from '../../../shared/domain/action'
import type { ActionId } from '../../../shared/domain/identifiers'
import { Hold, type MonotonicClock } from './hold'
import { openJournalFile, type JournalFileSetting } from './journalFile'
import { JournalFailure } from './journalFailure'
import { JournalWriter, type CompactionPolicy } from './journalWriter'
import { sendable } from './sendable'
import type { StoredEntry } from './journalState'

export interface JournalSetting extends JournalFileSetting {
  readonly clock: MonotonicClock
  readonly compaction?: CompactionPolicy
  /** Compaction failed; the journal goes on with the file as it is. */
  readonly onCompactionFailure?: (error: unknown) => void
}

export type JournalOpened =
  | { readonly kind: 'newer' }
  | { readonly kind: 'open'; readonly journal: Journal; readonly damage: JournalDamage | null }

/**
 * An officer's unsent work (ARCHITECTURE.md, *Why so*). Each method that changes something resolves when the change
 * is on the disk, and throws a `JournalFailure` when it is not; then nothing has changed.
 */
export class Journal {
  private readonly hold: Hold
  private releasedListener: ((actionId: ActionId) => void) | null = null

  static async open(setting: JournalSetting): Promise<JournalOpened> {
    const opened = await openJournalFile(setting)
    if (opened.kind === 'newer') return opened
    const writer = new JournalWriter(opened, setting)
    return { kind: 'open', journal: new Journal(writer, setting.clock), damage: opened.damage }
  }

  private constructor(
    private readonly writer: JournalWriter,
    clock: MonotonicClock,
  ) {
    this.hold = new Hold(clock, (actionId) => {
      if (this.writer.planned.entries.has(actionId)) this.releasedListener?.(actionId)
    })
    // A restart starts the hold anew: whoever comes back after a crash can still take back what was just done.
    for (const { action, standing } of writer.planned.entries.values()) {
      if (standing.state === 'unsent') this.hold.begin(action.actionId)
    }
  }

  /** Only the listener given last is called: there is one engine. */
  onReleased(listener: ((actionId: ActionId) => void) | null): void {
    this.releasedListener = listener
  }

  /** Resolves when no write is under way, so that what is read next is on the disk. */
  async atRest(): Promise<void> {
    // A write that fails is told to who asked for it, and has changed nothing.
    await this.writer.flush().catch(() => undefined)
  }

  entries(): readonly JournalEntry[] {
    return [...this.writer.planned.entries.values()].map((entry) => this.entryOf(entry))
  }

  drafts(): readonly Draft[] {
    return [...this.writer.planned.drafts.values()]
  }

  /** Saves what the officer did and holds it. The same id again changes nothing and answers what is there. */
  async saveAction(action: Action, replaces: ActionId | null): Promise<JournalEntry> {
    const { actionId } = action
    if (this.writer.planned.entries.has(actionId)) {
      await this.writer.flush()
      return this.entryOf(this.existing(actionId))
    }
    if (replaces !== null) this.refuseReplacing(replaces)
    // Held from before the write on: what is being written must not look as if it could be sent.
    this.hold.begin(actionId)
    const committed = this.writer.commit({ kind: 'action-saved', action, replaces })
    const entry = this.writer.planned.entries.get(actionId)
    try {
      await committed
    } catch (error) {
      this.hold.end(actionId)
      throw error
    }
    if (replaces !== null) this.hold.end(replaces)
    // The officer has the whole time from when it is saved, however slow the disk was.
    if (this.writer.planned.entries.has(actionId)) this.hold.begin(actionId)
    return this.entryOf(entry ?? this.existing(actionId))
  }

  /**
   * Whoever stands behind a conflict is sent anew with it, so it may wait as well as need the officer (PROTOCOL.md
   * 5.4). One whose result is unknown may have taken effect: replacing it would do the same thing twice (5.5).
   */
  private refuseReplacing(replaces: ActionId): void {
    const state = this.writer.planned.entries.get(replaces)?.standing.state
    if (state === 'needs-you' || state === 'unsent') return
    throw new JournalFailure(
      'invalid',
      'Only an action that is known not to have taken effect can be replaced.',
    )
  }

  async undo(actionId: ActionId): Promise<boolean> {
    const entry = this.writer.planned.entries.get(actionId)
    if (entry?.standing.state !== 'unsent' || this.hold.remaining(actionId) === null) return false
    try {
      await this.writer.commit({ kind: 'action-undone', actionId })
    } catch (error) {
      // Its hold may have ended while nobody could be told, because it seemed to be gone.
      if (this.hold.remaining(actionId) === null) this.releasedListener?.(actionId)
      throw error
    }
    this.hold.end(actionId)
    return true
  }

  /** Answers which of these may be sent, in the officer's order; from then on they count as sent. */
  async markSent(actionIds: readonly ActionId[]): Promise<readonly ActionId[]> {
    const allowed = sendable(this.entries(), new Set(actionIds))
    const unsent = allowed.filter(
      (actionId) => this.writer.planned.entries.get(actionId)?.standing.state === 'unsent',
    )
    if (unsent.length > 0) await this.writer.commit({ kind: 'actions-sent', actionIds: unsent })
    else await this.writer.flush()
    return allowed
  }

  /** Keeps final results; answers those actions, and whichever else stand differently now. */
  async saveResults(results: readonly FinalResult[]): Promise<readonly JournalEntry[]> {
    const known = results.filter(({ actionId }) => this.writer.planned.entries.has(actionId))
    if (known.length === 0) return []
    const before = new Map(
      [...this.writer.planned.entries].map(([actionId, { standing }]) => [actionId, standing]),
    )
    const named = new Set(known.map(({ actionId }) => actionId))
    await this.writer.commit({ kind: 'results', results: [...known] })
    return this.entries().filter(({ action: { actionId } }) => {
      const now = this.writer.planned.entries.get(actionId)?.standing
      return named.has(actionId) || before.get(actionId) !== now
    })
  }

  /** Forgets those of the actions that the national system has accepted. */
  async settle(actionIds: readonly ActionId[]): Promise<void> {
    const accepted = actionIds.filter(
      (actionId) => this.writer.planned.entries.get(actionId)?.standing.state === 'accepted',
    )
    if (accepted.length > 0) await this.writer.commit({ kind: 'settled', actionIds: accepted })
  }

  /** False when it may not be given up: still held (undo that), or sent and its result unknown (PROTOCOL.md 5.5). */
  async discard(actionId: ActionId): Promise<boolean> {
    const entry = this.writer.planned.entries.get(actionId)
    if (!entry) return false
    const { state } = this.entryOf(entry).standing
    if (state !== 'waiting' && state !== 'needs-you') return false
    await this.writer.commit({ kind: 'discarded', actionId })
    return true
  }

  async saveDraft(draft: Draft): Promise<void> {
    await this.writer.commit({ kind: 'draft', draft })
  }

  /** Waits for what is being written; afterwards everything is refused. */
  async close(): Promise<void> {
    this.hold.endAll()
    this.releasedListener = null
    await this.writer.close()
  }

  private existing(actionId: ActionId): StoredEntry {
    const entry = this.writer.planned.entries.get(actionId)
    if (!entry) throw new JournalFailure('invalid', 'The action is gone.')
    return entry
  }

  private entryOf({ sequence, action, standing }: StoredEntry): JournalEntry {
    return { sequence, action, standing: standing.state === 'unsent' ? this.unsentState(action) : standing }
  }

  private unsentState({ actionId }: Action): EntryState {
    const remaining = this.hold.remaining(actionId)
    return remaining === null
      ? { state: 'waiting' }
      : { state: 'held', releasedInMilliseconds: Math.ceil(remaining) }
  }
}
