import { v7 as newUuid } from 'uuid'
import { plainText, textLimits, type Action, type Decision } from '../../shared/domain/action'
import type { Case } from '../../shared/domain/case'
import { instantFrom, type ActionId, type CaseId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor } from '../../shared/domain/permission'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import type { ActAnswer } from './api'
import type { Clock } from './clock'
import type { DraftKeeper } from './journal/draftKeeper'
import { JournalFailure } from './journal/journalClient'
import type { UnsentWork } from './journal/unsentWork'
import type { CaseRows } from './overlay/caseRows'
import type { SinceMarks } from './sinceMarks'

export interface CaseWorkParts {
  readonly clock: Clock
  readonly officer: Officer
  readonly caseRows: CaseRows
  readonly unsentWork: UnsentWork
  readonly drafts: DraftKeeper
  readonly sinceMarks: SinceMarks
}

/** What an officer does: act, take back, give up, send again. One at a time, so that each sees the one before. */
export class CaseWork {
  private last: Promise<unknown> = Promise.resolve()
  /** The case last shown, as the officer saw it. */
  private shown: { readonly caseId: CaseId; readonly version: number } | null = null

  constructor(private readonly parts: CaseWorkParts) {}

  noteShown(base: Case): void {
    this.shown = { caseId: base.id, version: base.version }
  }

  /** Versions of another epoch say nothing about those of this one (PROTOCOL.md 4.5). */
  forgetShown(): void {
    this.shown = null
  }

  act(caseId: CaseId, decision: Decision): Promise<ActAnswer> {
    return this.inTurn(() => this.actNow(caseId, decision))
  }

  sendOnTop(actionId: ActionId): Promise<ActAnswer> {
    return this.inTurn(() => this.sendOnTopNow(actionId))
  }

  undo(actionId: ActionId): Promise<boolean> {
    const { drafts, unsentWork } = this.parts
    return this.inTurn(async () => {
      const entry = unsentWork.entry(actionId)
      const undone = await unsentWork.undo(actionId)
      if (undone && entry) drafts.actionUndone(entry.action)
      return undone
    })
  }

  discard(actionId: ActionId): Promise<boolean> {
    return this.inTurn(() => this.parts.unsentWork.discard(actionId))
  }

  private async actNow(caseId: CaseId, decision: Decision): Promise<ActAnswer> {
    const { caseRows, officer } = this.parts
    const view = await caseRows.view(caseId)
    if (!view) return { outcome: 'case-left' }
    const permission = permissionFor(decision.type, view.overlay.case, officer)
    if (!permission.allowed) return { outcome: 'not-allowed', permission }
    const measured = measure(decision)
    if ('problem' in measured) return { outcome: 'invalid', problem: measured.problem }
    return await this.save(view.base, measured.decision, this.baseVersion(view.base), null)
  }

  /** New id and base for it and for those waiting behind it, in their order (PROTOCOL.md 5.4). */
  private async sendOnTopNow(actionId: ActionId): Promise<ActAnswer> {
    const { caseRows, officer, unsentWork } = this.parts
    const entry = unsentWork.entry(actionId)
    if (entry?.standing.state !== 'needs-you') return { outcome: 'case-left' }
    const { action } = entry
    const view = await caseRows.view(action.caseId)
    if (!view) return { outcome: 'case-left' }
    // Asked of the stored case: those behind come after it again.
    const permission = permissionFor(action.type, view.base, officer)
    if (!permission.allowed) return { outcome: 'not-allowed', permission }
    const behind = unsentWork.ofCase(action.caseId).filter((other) => waitsBehind(other, entry))
    const answer = await this.save(view.base, action, view.base.version, actionId)
    for (const other of behind) {
      if (answer.outcome !== 'saved') break
      const followed = await this.save(view.base, other.action, view.base.version, other.action.actionId)
      // It stays in the journal under its old id and will meet the same conflict: visible, not lost.
      if (followed.outcome !== 'saved') break
    }
    return answer
  }

  private async save(
    base: Case,
    decision: Decision,
    baseVersion: number,
    replaces: ActionId | null,
  ): Promise<ActAnswer> {
    const { clock, drafts, sinceMarks, unsentWork } = this.parts
    // A UUID is an id by its form; only here are new ones of actions made (PROTOCOL.md 5.2).
    const actionId = newUuid({ msecs: clock.now() }) as ActionId
    const action: Action = {
      ...decisionOf(decision),
      actionId,
      caseId: base.id,
      baseVersion,
      createdAt: instantFrom(clock.now()),
    }
    try {
      const { standing } = await unsentWork.save(action, replaces)
      drafts.actionSaved(action)
      await sinceMarks.remember(actionId, base)
      const holdMilliseconds = standing.state === 'held' ? standing.releasedInMilliseconds : 0
      return { outcome: 'saved', actionId, holdMilliseconds }
    } catch (failure) {
      if (failure instanceof JournalFailure) return { outcome: 'not-saved', code: failure.code }
      throw failure
    }
  }

  /** The version that the officer saw; of several unsent actions on one case the same one (PROTOCOL.md 5.2). */
  private baseVersion(base: Case): number {
    const unsent = this.parts.unsentWork.ofCase(base.id).find(({ standing }) => isUnderWay(standing.state))
    if (unsent) return unsent.action.baseVersion
    const shown = this.shown?.caseId === base.id ? this.shown.version : base.version
    return Math.min(shown, base.version)
  }

  private inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const mine = this.last.then(work)
    this.last = mine.catch(() => undefined)
    return mine
  }
}

function isUnderWay(state: JournalEntry['standing']['state']): boolean {
  return state === 'held' || state === 'waiting' || state === 'sent'
}

/** None behind it was sent: of a case only the first open action ever is (`nextBatch`). */
function waitsBehind(other: JournalEntry, entry: JournalEntry): boolean {
  const { state } = other.standing
  return other.sequence > entry.sequence && (state === 'held' || state === 'waiting')
}

/** Only the decision of an action: its old id and base must not come along. */
function decisionOf(decision: Decision): Decision {
  switch (decision.type) {
    case 'accept':
      return { type: 'accept', payload: decision.payload }
    case 'respond':
      return { type: 'respond', payload: decision.payload }
    case 'note':
      return { type: 'note', payload: decision.payload }
  }
}

type Measured = { readonly decision: Decision } | { readonly problem: 'empty-text' | 'text-too-long' }

/** The decision with its text as it is sent, or what is wrong with that (DOMAIN.md; PROTOCOL.md 1.1). */
function measure(decision: Decision): Measured {
  if (decision.type === 'accept') return { decision }
  const text = plainText(decision.payload.text)
  if (text === '') return { problem: 'empty-text' }
  if (text.length > textLimits[decision.type]) return { problem: 'text-too-long' }
  return decision.type === 'respond'
    ? { decision: { type: 'respond', payload: { ...decision.payload, text } } }
    : { decision: { type: 'note', payload: { ...decision.payload, text } } }
}
