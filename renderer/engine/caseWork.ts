import { v7 as newUuid } from 'uuid'
import { plainText, writtenText, type Action, type Decision } from '../../shared/domain/action'
import type { Case } from '../../shared/domain/case'
import { instantFrom, type ActionId, type CaseId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor } from '../../shared/domain/permission'
import { decisionSchema } from '../../shared/protocol/action'
import type { FileId } from '../../shared/bridge/attachedFiles'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import type { ActAnswer, UndoAnswer } from './api'
import type { Clock } from './clock'
import { decisionOf } from './decisionOf'
import type { DraftKeeper } from './journal/draftKeeper'
import { JournalFailure } from './journal/journalClient'
import type { UnsentWork } from './journal/unsentWork'
import type { Change } from './outboxApi'
import type { CaseRows } from './overlay/caseRows'
import type { SinceMarks } from './sinceMarks'
import type { OnStep } from './steps'

export interface CaseWorkParts {
  readonly clock: Clock
  readonly officer: Officer
  readonly caseRows: CaseRows
  readonly unsentWork: UnsentWork
  readonly drafts: DraftKeeper
  readonly sinceMarks: SinceMarks
  readonly step: OnStep
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

  act(caseId: CaseId, decision: Decision, fileIds: readonly FileId[] = []): Promise<ActAnswer> {
    return this.inTurn(() => this.actNow(caseId, decision, fileIds))
  }

  /** The same again, on the case as it is now. */
  sendOnTop(actionId: ActionId): Promise<ActAnswer> {
    return this.inTurn(async () => {
      const entry = this.parts.unsentWork.entry(actionId)
      if (entry?.standing.state !== 'needs-you') return { outcome: 'case-left' }
      return await this.replaceNow(entry, { decision: decisionOf(entry.action) })
    })
  }

  /** Another decision in its place; possible until it was handed to the network (PROTOCOL.md 5.5). */
  change(actionId: ActionId, change: Change): Promise<ActAnswer> {
    return this.inTurn(async () => {
      const entry = this.parts.unsentWork.entry(actionId)
      if (!entry || !canChange(entry)) return { outcome: 'case-left' }
      return await this.replaceNow(entry, change)
    })
  }

  undo(actionId: ActionId): Promise<UndoAnswer> {
    const { drafts, unsentWork } = this.parts
    return this.inTurn(async () => {
      const entry = unsentWork.entry(actionId)
      await this.parts.step('undo')
      if (!(await unsentWork.undo(actionId)) || !entry) return { undone: false }
      drafts.actionUndone(entry.action)
      return { undone: true, decision: decisionOf(entry.action) }
    })
  }

  discard(actionId: ActionId): Promise<boolean> {
    return this.inTurn(async () => {
      await this.parts.step('discard')
      return await this.parts.unsentWork.discard(actionId)
    })
  }

  private async actNow(caseId: CaseId, decision: Decision, fileIds: readonly FileId[]): Promise<ActAnswer> {
    const { caseRows, officer } = this.parts
    const view = await caseRows.view(caseId)
    if (!view) return { outcome: 'case-left' }
    const permission = permissionFor(decision, view.overlay.case, officer)
    if (!permission.allowed) return { outcome: 'not-allowed', permission }
    const measured = measure(decision)
    if ('problem' in measured) return { outcome: 'invalid', problem: measured.problem }
    const baseVersion = this.baseVersion(view.base)
    return await this.save(view.base, measured.decision, { baseVersion, replaces: null, fileIds })
  }

  /** New id and base for it and for those waiting behind it, in their order (PROTOCOL.md 5.4). */
  private async replaceNow(entry: JournalEntry, { decision, fileIds }: Change): Promise<ActAnswer> {
    const { caseRows, officer, step, unsentWork } = this.parts
    const { actionId, caseId } = entry.action
    const view = await caseRows.view(caseId)
    if (!view) return { outcome: 'case-left' }
    // Asked of the stored case for one that was refused: those behind come after it again.
    const seen = entry.standing.state === 'needs-you' ? view.base : view.overlay.case
    const permission = permissionFor(decision, seen, officer)
    if (!permission.allowed) return { outcome: 'not-allowed', permission }
    const measured = measure(decision)
    if ('problem' in measured) return { outcome: 'invalid', problem: measured.problem }
    const behind = unsentWork.ofCase(caseId).filter((other) => waitsBehind(other, entry))
    const baseVersion = view.base.version
    const answer = await this.save(view.base, measured.decision, { baseVersion, replaces: actionId, fileIds })
    for (const other of behind) {
      if (answer.outcome !== 'saved') break
      await step('act-behind')
      const replaces = other.action.actionId
      const followed = await this.save(view.base, decisionOf(other.action), { baseVersion, replaces })
      // It stays in the journal under its old id and will meet the same conflict: visible, not lost.
      if (followed.outcome !== 'saved') break
    }
    return answer
  }

  /** A new id, the time of this device, and the version that the officer saw (PROTOCOL.md 5.2). */
  newAction(base: Case, decision: Decision, baseVersion = this.baseVersion(base)): Action {
    const { clock } = this.parts
    // A UUID is an id by its form; only here are new ones of actions made (PROTOCOL.md 5.2).
    const actionId = newUuid({ msecs: clock.now() }) as ActionId
    return { ...decision, actionId, caseId: base.id, baseVersion, createdAt: instantFrom(clock.now()) }
  }

  private async save(
    base: Case,
    decision: Decision,
    { baseVersion, replaces, fileIds }: Saving,
  ): Promise<ActAnswer> {
    const { drafts, sinceMarks, step, unsentWork } = this.parts
    const action = this.newAction(base, decision, baseVersion)
    const { actionId } = action
    try {
      await step('act-save')
      const { standing } = await unsentWork.save(action, replaces, fileIds)
      drafts.actionSaved(action)
      await step('act-remember-seen')
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

  /** After all that was asked before. */
  inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const mine = this.last.then(work)
    this.last = mine.catch(() => undefined)
    return mine
  }
}

function isUnderWay(state: JournalEntry['standing']['state']): boolean {
  return state === 'held' || state === 'waiting' || state === 'sent'
}

/** What becomes of an action that is known not to have taken effect is the officer's to say. */
export function canChange({ standing }: JournalEntry): boolean {
  return standing.state === 'needs-you' || standing.state === 'waiting' || standing.state === 'held'
}

/** What was sent together with it and was not tried waits again (PROTOCOL.md 5.6). */
function waitsBehind(other: JournalEntry, entry: JournalEntry): boolean {
  const { state } = other.standing
  return other.sequence > entry.sequence && (state === 'held' || state === 'waiting')
}

interface Saving {
  readonly baseVersion: number
  readonly replaces: ActionId | null
  /** Left out: those of what it replaces. */
  readonly fileIds?: readonly FileId[] | undefined
}

export type Measured =
  | { readonly decision: Decision }
  | { readonly problem: Extract<ActAnswer, { outcome: 'invalid' }>['problem'] }

/** The decision with its texts as they are sent, or what is wrong with it (DOMAIN.md; PROTOCOL.md 1.1). */
export function measure(decision: Decision): Measured {
  const written = writtenText(decision)
  if (written) {
    const { length } = plainText(written.text)
    const { shortest, longest } = written.limits
    if (length < shortest) return { problem: length === 0 ? 'empty-text' : 'text-too-short' }
    if (length > longest) return { problem: 'text-too-long' }
  }
  const checked = decisionSchema.safeParse(decision)
  return checked.success ? { decision: checked.data } : { problem: 'invalid' }
}
