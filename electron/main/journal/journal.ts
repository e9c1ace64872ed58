import type { FileId } from '../../../shared/bridge/attachedFiles'
import type { Draft } from '../../../shared/bridge/draft'
import type {
  DiskState,
  EntryState,
  FinalResult,
  JournalDamage,
  JournalEntry,
  SentAction,
} from '../../../shared/bridge/journalPort'
import type { Action } from '../../../shared/domain/action'
import { millisecondsOf, type ActionId, type Instant } from '../../../shared/domain/identifiers'
import { lists } from './carriedRecords'
import { Hold } from './hold'
import { JournalFailure } from './journalFailure'
import { JournalFiles } from './journalFiles'
import { draftKey, type StoredEntry } from './journalState'
import { JournalWriter, type JournalWriterSetting } from './journalWriter'
import { openJournal, type OpenedParts, type OpenJournalSetting } from './openJournal'
import { draftRecord, type JournalRecord } from './records'
import { sendable } from './sendable'

export type JournalSetting = OpenJournalSetting & JournalWriterSetting

export type JournalOpened =
  /** Written by a newer program; nothing was touched (RELIABILITY.md 22). */
  { readonly kind: 'newer' } | { readonly kind: 'open'; readonly journal: Journal }

/** The national system's time is written down when it has moved on so far: it counts days. */
const serverTimeStep = 60 * 60 * 1000

/**
 * An officer's unsent work (ARCHITECTURE.md, *Why so*). Each method that changes something resolves when the change
 * is on the disk, and throws a `JournalFailure` when it is not; then nothing has changed.
 */
export class Journal {
  /** The files that the officer attaches. */
  readonly files: JournalFiles
  private readonly hold: Hold
  private releasedListener: ((actionId: ActionId) => void) | null = null

  static async open(setting: JournalSetting): Promise<JournalOpened> {
    const opened = await openJournal(setting)
    if (opened.kind === 'newer') return opened
    const writer = new JournalWriter(opened, setting)
    return { kind: 'open', journal: new Journal(writer, opened, setting) }
  }

  private constructor(
    private readonly writer: JournalWriter,
    parts: OpenedParts,
    setting: JournalSetting,
  ) {
    this.files = new JournalFiles(writer, parts.attachments, parts.presentFiles, setting.onStep)
    this.hold = new Hold(setting.clock, (actionId) => {
      if (this.writer.planned.entries.has(actionId)) this.releasedListener?.(actionId)
    })
    // A restart starts the hold anew: whoever comes back after a crash can still take back what was just done.
    for (const { action, standing } of writer.planned.entries.values()) {
      if (standing.state === 'unsent') this.hold.begin(action.actionId)
    }
  }

  /** What was found wrong and has not been told yet. */
  get damage(): JournalDamage | null {
    return this.writer.planned.damage
  }

  get diskState(): DiskState {
    return this.writer.diskState
  }

  /** Only the listener given last is called. */
  onDiskState(listener: ((diskState: DiskState) => void) | null): void {
    this.writer.onDiskState(listener)
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
    return [...this.writer.planned.entries.values()]
      .filter(({ standing }) => standing.state !== 'settled')
      .map((entry) => this.entryOf(entry))
  }

  /** Those that may have taken effect, in the officer's order; settled ones for 30 days (PROTOCOL.md 5.5). */
  sentActions(): readonly SentAction[] {
    return [...this.writer.planned.entries.values()].flatMap(({ sequence, action, standing, files }) => {
      const { state } = standing
      if (state !== 'sent' && state !== 'accepted' && state !== 'settled') return []
      return [{ sequence, action, standing: state, files: files.map((file) => this.files.view(file)) }]
    })
  }

  drafts(): readonly Draft[] {
    return [...this.writer.planned.drafts.values()]
  }

  /**
   * Saves what the officer did, with its files, and holds it. The same id again changes nothing and answers what is
   * there.
   */
  async saveAction(
    action: Action,
    replaces: ActionId | null,
    fileIds?: readonly FileId[],
  ): Promise<JournalEntry> {
    const { actionId } = action
    if (this.writer.planned.entries.has(actionId)) {
      await this.writer.flush()
      return this.entryOf(this.existing(actionId))
    }
    if (replaces !== null) this.refuseReplacing(replaces)
    const [first, ...others] = this.files.filesFor(action, replaces, fileIds)
    const left = this.filesOf(replaces)
    // Held from before the write on: what is being written must not look as if it could be sent.
    this.hold.begin(actionId)
    const committed = this.writer.commit(
      first
        ? { kind: 'action-saved-with-files', action, replaces, files: [first, ...others] }
        : { kind: 'action-saved', action, replaces },
    )
    const entry = this.writer.planned.entries.get(actionId)
    try {
      await committed
    } catch (error) {
      this.hold.end(actionId)
      throw error
    }
    if (replaces !== null) this.hold.end(replaces)
    if (left.length > 0) await this.writer.removeUnneeded(left)
    // The officer has the whole time from when it is saved, however slow the disk was.
    if (this.writer.planned.entries.has(actionId)) this.hold.begin(actionId)
    return this.entryOf(entry ?? this.existing(actionId))
  }

  /**
   * Saves what the officer did to many cases, each action as a record of its own, all with one sync, and holds them.
   * Those that are there already change nothing.
   */
  async saveActions(actions: readonly Action[]): Promise<readonly JournalEntry[]> {
    const { entries } = this.writer.planned
    const fresh = new Map(actions.map((action) => [action.actionId, action]))
    for (const actionId of [...fresh.keys()]) if (entries.has(actionId)) fresh.delete(actionId)
    if (fresh.size < actions.length) await this.writer.flush()
    // Held from before the write on, as each alone would be.
    for (const actionId of fresh.keys()) this.hold.begin(actionId)
    const committed = this.writer.commitAll(
      [...fresh.values()].map((action): JournalRecord => ({ kind: 'action-saved', action, replaces: null })),
    )
    const saved = actions.map(({ actionId }) => this.writer.planned.entries.get(actionId))
    try {
      await committed
    } catch (error) {
      for (const actionId of fresh.keys()) this.hold.end(actionId)
      throw error
    }
    for (const actionId of fresh.keys()) {
      if (this.writer.planned.entries.has(actionId)) this.hold.begin(actionId)
    }
    return actions.map(({ actionId }, index) => this.entryOf(saved[index] ?? this.existing(actionId)))
  }

  /**
   * Takes back those that are still held, with one sync; answers which. One text was written for all of them: it
   * becomes nobody's draft, as it would when one action is taken back.
   */
  async undoActions(actionIds: readonly ActionId[]): Promise<readonly ActionId[]> {
    const { entries, drafts } = this.writer.planned
    const held = [...new Set(actionIds)].flatMap((actionId) => {
      const entry = entries.get(actionId)
      const mayGo = entry?.standing.state === 'unsent' && this.hold.remaining(actionId) !== null
      return mayGo ? [entry] : []
    })
    if (held.length === 0) return []
    const undone = held.map(({ action: { actionId } }): JournalRecord => ({
      kind: 'action-undone',
      actionId,
    }))
    const draftless = held.filter(({ action }) => !drafts.has(draftKey(action)))
    const forgotten = draftless.map(({ action: { caseId, type } }): JournalRecord => {
      return { kind: 'draft', draft: { caseId, type, text: '' } }
    })
    try {
      await this.writer.commitAll([...undone, ...forgotten])
    } catch (error) {
      for (const { action } of held) {
        if (this.hold.remaining(action.actionId) === null) this.releasedListener?.(action.actionId)
      }
      throw error
    }
    for (const { action } of held) this.hold.end(action.actionId)
    return held.map(({ action }) => action.actionId)
  }

  /** Starts the hold of those of these that are still held from the beginning; answers which. */
  holdAnew(actionIds: readonly ActionId[]): readonly ActionId[] {
    const held = actionIds.filter((actionId) => this.hold.remaining(actionId) !== null)
    for (const actionId of held) this.hold.begin(actionId)
    return held
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

  /**
   * Keeps final results; answers those actions, and whichever else stand differently now. With the national system's
   * time, by which what is kept grows old.
   */
  async saveResults(results: readonly FinalResult[], serverTime?: Instant): Promise<readonly JournalEntry[]> {
    const known = results.filter(({ actionId }) => this.writer.planned.entries.has(actionId))
    if (known.length === 0) return []
    const before = new Map(
      [...this.writer.planned.entries].map(([actionId, { standing }]) => [actionId, standing]),
    )
    const named = new Set(known.map(({ actionId }) => actionId))
    await this.writer.commitAll([
      ...this.timeRecords(serverTime),
      ...lists(known).map((some): JournalRecord => ({ kind: 'results', results: some })),
    ])
    return this.entries().filter(({ action: { actionId } }) => {
      const now = this.writer.planned.entries.get(actionId)?.standing
      return named.has(actionId) || before.get(actionId) !== now
    })
  }

  /** The stored cases hold these accepted actions: from now on they are only kept for reconciling. */
  async settle(actionIds: readonly ActionId[], serverTime?: Instant): Promise<void> {
    const accepted = this.standingIn(actionIds, ['accepted'])
    const since = serverTime ?? this.writer.planned.serverTime
    const settled = accepted.map((actionId) => ({ actionId, since }))
    if (settled.length === 0) return
    await this.writer.commitAll([
      ...this.timeRecords(serverTime),
      ...lists(settled).map((some): JournalRecord => ({ kind: 'settled-and-kept', settled: some })),
    ])
  }

  /**
   * A national system that was restored has never seen these: they have been sent and have no result, and go out
   * again with the ids they had (PROTOCOL.md 5.5). Answers those for which that is so now.
   */
  async sendAgain(actionIds: readonly ActionId[]): Promise<readonly JournalEntry[]> {
    const unseen = this.standingIn(actionIds, ['accepted', 'settled'])
    if (unseen.length === 0) return []
    await this.writer.commitAll(
      lists(unseen).map((some): JournalRecord => ({ kind: 'sent-again', actionIds: some })),
    )
    const again = new Set(unseen)
    return this.entries().filter(({ action }) => again.has(action.actionId))
  }

  /** False when it may not be given up: still held (undo that), or sent and its result unknown (PROTOCOL.md 5.5). */
  async discard(actionId: ActionId): Promise<boolean> {
    const entry = this.writer.planned.entries.get(actionId)
    if (!entry) return false
    const { state } = this.entryOf(entry).standing
    if (state !== 'waiting' && state !== 'needs-you') return false
    const left = this.filesOf(actionId)
    await this.writer.commit({ kind: 'discarded', actionId })
    await this.writer.removeUnneeded(left)
    return true
  }

  async saveDraft(draft: Draft): Promise<void> {
    await this.writer.commit(draftRecord(draft))
  }

  /** The officer has seen what was found wrong. */
  async damageTold(): Promise<void> {
    if (this.damage) await this.writer.commit({ kind: 'damage-told' })
  }

  /** Waits for what is being written; afterwards everything is refused. */
  async close(): Promise<void> {
    this.hold.endAll()
    this.releasedListener = null
    this.writer.onDiskState(null)
    await this.files.abandonAll()
    await this.writer.close()
  }

  private existing(actionId: ActionId): StoredEntry {
    const entry = this.writer.planned.entries.get(actionId)
    if (!entry) throw new JournalFailure('invalid', 'The action is gone.')
    return entry
  }

  private filesOf(actionId: ActionId | null): readonly FileId[] {
    const entry = actionId === null ? undefined : this.writer.planned.entries.get(actionId)
    return entry?.files.map(({ fileId }) => fileId) ?? []
  }

  private standingIn(
    actionIds: readonly ActionId[],
    states: readonly StoredEntry['standing']['state'][],
  ): readonly ActionId[] {
    return actionIds.filter((actionId) => {
      const entry = this.writer.planned.entries.get(actionId)
      return entry !== undefined && states.includes(entry.standing.state)
    })
  }

  private timeRecords(serverTime: Instant | undefined): readonly JournalRecord[] {
    if (serverTime === undefined) return []
    const known = this.writer.planned.serverTime
    const moved = known === null ? Infinity : Math.abs(millisecondsOf(serverTime) - millisecondsOf(known))
    return moved < serverTimeStep ? [] : [{ kind: 'server-time', at: serverTime }]
  }

  private entryOf({ sequence, action, standing, files }: StoredEntry): JournalEntry {
    return {
      sequence,
      action,
      standing: this.stateOf(action, standing),
      files: files.map((file) => this.files.view(file)),
    }
  }

  private stateOf(action: Action, standing: StoredEntry['standing']): EntryState {
    if (standing.state === 'unsent') return this.unsentState(action)
    return standing.state === 'settled' ? { state: 'accepted' } : standing
  }

  private unsentState({ actionId }: Action): EntryState {
    const remaining = this.hold.remaining(actionId)
    return remaining === null
      ? { state: 'waiting' }
      : { state: 'held', releasedInMilliseconds: Math.ceil(remaining) }
  }
}
