import type { Action } from '../../../shared/domain/action'
import type { CaseId } from '../../../shared/domain/identifiers'
import { draftOfAction, isDraftOf, isEmptyDraft, type Draft } from '../../../shared/bridge/draft'
import type { Clock } from '../clock'
import type { JournalClient } from './journalClient'

/** At most one record in this span (ARCHITECTURE.md): typing must not wear the disk. */
const spanMilliseconds = 2_000

/** Drafts in memory and, a little later, in the journal. A draft that could not be written is tried again. */
export class DraftKeeper {
  private readonly drafts = new Map<string, Draft>()
  private readonly unwritten = new Map<string, Draft>()
  /** What the journal holds, once it has done what it was asked. */
  private readonly handedOver = new Map<string, Draft>()
  private lastWrite = -Infinity
  private writing = false
  private stopped = false
  private cancelTimer: (() => void) | null = null

  constructor(
    private readonly journal: JournalClient,
    private readonly clock: Clock,
  ) {}

  load(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      this.drafts.set(keyOf(draft), draft)
      this.handedOver.set(keyOf(draft), draft)
    }
  }

  ofCase(caseId: CaseId): readonly Draft[] {
    return [...this.drafts.values()].filter((draft) => draft.caseId === caseId)
  }

  keep(draft: Draft): void {
    const key = keyOf(draft)
    if (isSame(this.drafts.get(key), draft)) return
    if (isEmptyDraft(draft)) this.drafts.delete(key)
    else this.drafts.set(key, draft)
    this.unwritten.set(key, draft)
    this.plan()
  }

  /**
   * After an action was saved: what it was made from is no draft any more. The journal forgets a draft of the same
   * text by itself, an older state of it is taken out at once, before an undo could make it a draft again.
   */
  actionSaved(action: Action): void {
    const key = keyOf(action)
    const inJournal = this.handedOver.get(key)
    this.drafts.delete(key)
    this.unwritten.delete(key)
    this.handedOver.delete(key)
    if (!inJournal || isEmptyDraft(inJournal) || isDraftOf(inJournal, action)) return
    this.unwritten.set(key, { caseId: action.caseId, type: action.type, text: '' })
    void this.writeOne(key).then(() => this.plan())
  }

  /** After an action was taken back: the journal makes its text a draft again, unless there is a newer one. */
  actionUndone(action: Action): void {
    const key = keyOf(action)
    const draft = draftOfAction(action)
    if (!draft || this.drafts.has(key)) return
    this.drafts.set(key, draft)
    this.handedOver.set(key, draft)
  }

  /** Writes what is not written yet, and nothing after that. */
  async stop(): Promise<void> {
    this.stopped = true
    this.cancelTimer?.()
    this.cancelTimer = null
    for (const key of [...this.unwritten.keys()]) await this.writeOne(key)
  }

  private plan(): void {
    if (this.stopped || this.cancelTimer || this.writing || this.unwritten.size === 0) return
    const wait = Math.max(0, this.lastWrite + spanMilliseconds - this.clock.monotonic())
    this.cancelTimer = this.clock.after(wait, () => {
      this.cancelTimer = null
      const [next] = this.unwritten.keys()
      if (next !== undefined) void this.writeOne(next).then(() => this.plan())
    })
  }

  private async writeOne(key: string): Promise<void> {
    const draft = this.unwritten.get(key)
    if (!draft) return
    this.unwritten.delete(key)
    this.handedOver.set(key, draft)
    this.writing = true
    this.lastWrite = this.clock.monotonic()
    try {
      await this.journal.request('saveDraft', { draft })
    } catch {
      // Not lost: it is in memory and goes again after the span, unless a newer text does.
      if (!this.unwritten.has(key)) this.unwritten.set(key, draft)
    } finally {
      this.writing = false
    }
  }
}

/** Nothing is kept of an empty draft, so that it is the same as none. */
function isSame(kept: Draft | undefined, draft: Draft): boolean {
  if (!kept) return isEmptyDraft(draft)
  return kept.text === draft.text && JSON.stringify(kept.choices) === JSON.stringify(draft.choices)
}

function keyOf(draft: Pick<Draft, 'caseId' | 'type'>): string {
  return `${draft.type}\n${draft.caseId}`
}
