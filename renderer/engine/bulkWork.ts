import type { Action, Decision } from '../../shared/domain/action'
import type { Case } from '../../shared/domain/case'
import type { ActionId, CaseId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor } from '../../shared/domain/permission'
import { holdMilliseconds, type JournalFailureCode } from '../../shared/bridge/journalPort'
import {
  asksForTags,
  assigning,
  bulkVerdict,
  decisionFor,
  type BulkCircumstances,
  type BulkSubject,
  type PlannedHolder,
} from './bulkDecision'
import { measure, type CaseWork } from './caseWork'
import { JournalFailure } from './journal/journalClient'
import type { UnsentWork } from './journal/unsentWork'
import type { Bulk, BulkAnswer, BulkCase, BulkLeft, BulkObstacle, BulkPreview, ReassignTo } from './listApi'
import type { CaseRows } from './overlay/caseRows'
import type { ReferenceView } from './referenceView'
import type { SinceMarks } from './sinceMarks'
import type { OnStep } from './steps'

/** So many are read and saved at once: one fsync for them, and one step of what is shown of the progress. */
const partLength = 500

export interface BulkWorkParts {
  readonly officer: Officer
  readonly work: CaseWork
  readonly caseRows: CaseRows
  readonly unsentWork: UnsentWork
  readonly sinceMarks: SinceMarks
  readonly references: () => ReferenceView
  /** With whom each of the cases is to be. */
  readonly holders: (caseIds: readonly CaseId[], to: ReassignTo) => ReadonlyMap<CaseId, PlannedHolder>
  readonly progress: (done: number, total: number) => void
  readonly step: OnStep
}

/**
 * One decision for many cases. Each becomes an action of its own, by the same rules and the same journal as if the
 * officer had gone through them one after the other; only the writing is done in parts.
 */
export class BulkWork {
  constructor(private readonly parts: BulkWorkParts) {}

  /** `onDone` is told of each case to which it would be done, and what. */
  async preview(
    caseIds: readonly CaseId[],
    bulk: Bulk,
    onDone: (caseId: CaseId, decision: Decision) => void = () => undefined,
  ): Promise<BulkPreview> {
    const left = new Left((caseId) => this.named(caseId))
    const circumstancesOf = this.circumstances(caseIds, bulk)
    let done = 0
    for (const some of inParts(caseIds)) {
      const subjects = await this.subjects(some, bulk)
      for (const caseId of some) {
        const subject = subjects.get(caseId)
        const verdict = subject ? bulkVerdict(bulk, subject, circumstancesOf(caseId)) : caseLeft
        if (verdict.kind === 'left') left.add(verdict.why, caseId)
        else {
          done += 1
          onDone(caseId, verdict.decision)
        }
      }
    }
    return { done, left: left.groups() }
  }

  act(caseIds: readonly CaseId[], bulk: Bulk): Promise<BulkAnswer> {
    const measured = measure(this.exampleOf(bulk))
    if ('problem' in measured) return Promise.resolve({ outcome: 'invalid', problem: measured.problem })
    return this.parts.work.inTurn(() => this.actNow([...new Set(caseIds)], bulk))
  }

  /** As `act`, with a decision of its own for each case. */
  actEach(decisions: ReadonlyMap<CaseId, Decision>): Promise<BulkAnswer> {
    return this.parts.work.inTurn(async () => {
      const left = new Left((caseId) => this.named(caseId))
      const views = await this.parts.caseRows.views([...decisions.keys()])
      const decided = new Map<Action, Case>()
      for (const [caseId, decision] of decisions) {
        const view = views.get(caseId)
        const permission = view && permissionFor(decision, view.overlay.case, this.parts.officer)
        if (!view) left.add('case-left', caseId)
        else if (permission && !permission.allowed) left.add(permission.why, caseId)
        else this.take(view.base, decision, decided, left)
      }
      const actionIds: ActionId[] = []
      const failure = await this.save(decided, left, actionIds)
      return this.answer(actionIds, left, failure)
    })
  }

  undo(actionIds: readonly ActionId[]): Promise<readonly ActionId[]> {
    const { step, unsentWork, work } = this.parts
    return work.inTurn(async () => {
      await step('undo')
      return await unsentWork.undoMany(actionIds)
    })
  }

  private async actNow(caseIds: readonly CaseId[], bulk: Bulk): Promise<BulkAnswer> {
    const left = new Left((caseId) => this.named(caseId))
    const circumstancesOf = this.circumstances(caseIds, bulk)
    const actionIds: ActionId[] = []
    let failure: JournalFailureCode | null = null
    let reached = 0
    for (const some of inParts(caseIds)) {
      if (failure !== null) {
        for (const caseId of some) left.add('not-saved', caseId)
        continue
      }
      const decided = await this.decide(some, bulk, { circumstancesOf, left })
      failure = await this.save(decided, left, actionIds)
      if (this.holdRunsOut(actionIds)) await this.holdTogether(actionIds)
      reached += some.length
      this.parts.progress(reached, caseIds.length)
    }
    if (actionIds.length > partLength) await this.holdTogether(actionIds)
    return this.answer(actionIds, left, failure)
  }

  private holdRunsOut([first]: readonly ActionId[]): boolean {
    const remaining = first ? this.parts.unsentWork.releasedInMilliseconds(first) : null
    return remaining !== null && remaining < holdMilliseconds / 2
  }

  /** The officer takes back all of it or nothing: what was saved first waits for the last, also on a slow disk. */
  private async holdTogether(actionIds: readonly ActionId[]): Promise<void> {
    try {
      await this.parts.unsentWork.holdAnew(actionIds)
    } catch (failure) {
      // They are saved all the same; only the time to take them back is not longer.
      if (!(failure instanceof JournalFailure)) throw failure
    }
  }

  private answer(actionIds: readonly ActionId[], left: Left, failure: JournalFailureCode | null): BulkAnswer {
    const [first] = actionIds
    const holdMilliseconds = first ? (this.parts.unsentWork.releasedInMilliseconds(first) ?? 0) : 0
    return { outcome: 'done', actionIds, holdMilliseconds, left: left.groups(), failure }
  }

  /** The actions for those cases that the rules allow, each with the case that it is based on. */
  private async decide(
    caseIds: readonly CaseId[],
    bulk: Bulk,
    { circumstancesOf, left }: { readonly circumstancesOf: CircumstancesOf; readonly left: Left },
  ): Promise<ReadonlyMap<Action, Case>> {
    const views = await this.parts.caseRows.views(caseIds)
    const decided = new Map<Action, Case>()
    for (const caseId of caseIds) {
      const view = views.get(caseId)
      const verdict = view ? bulkVerdict(bulk, view.overlay.case, circumstancesOf(caseId)) : caseLeft
      if (verdict.kind === 'left') left.add(verdict.why, caseId)
      else if (view) this.take(view.base, verdict.decision, decided, left)
    }
    return decided
  }

  private take(base: Case, decision: Decision, decided: Map<Action, Case>, left: Left): void {
    const measured = measure(decision)
    if ('problem' in measured) left.add('not-possible', base.id)
    else decided.set(this.parts.work.newAction(base, measured.decision), base)
  }

  /** Why nothing of it was saved; null when all of it was. */
  private async save(
    decided: ReadonlyMap<Action, Case>,
    left: Left,
    actionIds: ActionId[],
  ): Promise<JournalFailureCode | null> {
    const { sinceMarks, step, unsentWork } = this.parts
    if (decided.size === 0) return null
    try {
      await step('act-save')
      await unsentWork.saveMany([...decided.keys()])
    } catch (failure) {
      if (!(failure instanceof JournalFailure)) throw failure
      for (const { id } of decided.values()) left.add('not-saved', id)
      return failure.code
    }
    for (const { actionId } of decided.keys()) actionIds.push(actionId)
    await step('act-remember-seen')
    await sinceMarks.rememberAll(new Map([...decided].map(([{ actionId }, base]) => [actionId, base])))
    return null
  }

  /** What the verdict asks of each case that is held: from the lists, unless it asks for what they do not know. */
  private async subjects(caseIds: readonly CaseId[], bulk: Bulk): Promise<ReadonlyMap<CaseId, BulkSubject>> {
    const { caseRows } = this.parts
    if (asksForTags(bulk)) {
      const views = await caseRows.views(caseIds)
      return new Map([...views].map(([caseId, view]) => [caseId, view.overlay.case]))
    }
    const subjects = new Map<CaseId, BulkSubject>()
    for (const caseId of caseIds) {
      const row = caseRows.row(caseId)
      if (row) subjects.set(caseId, row)
    }
    return subjects
  }

  /** Asked for all of them at once: with whom one is to be depends on the others. */
  private circumstances(caseIds: readonly CaseId[], bulk: Bulk): CircumstancesOf {
    const { officer, references, holders } = this.parts
    const same = { officer, reference: references().reference }
    if (bulk.kind !== 'reassign') return () => same
    const planned = holders(caseIds, bulk.to)
    return (caseId) => ({ ...same, holder: planned.get(caseId) })
  }

  /** What is decided for one of them: the same words stand in all. */
  private exampleOf(bulk: Bulk): Decision {
    return bulk.kind === 'reassign' ? assigning(null, bulk.reason) : decisionFor(bulk, [], this.parts.officer)
  }

  /** From the lists alone. */
  named(caseId: CaseId): BulkCase {
    const { caseRows, references } = this.parts
    const row = caseRows.row(caseId)
    return {
      caseId,
      trackingId: row?.trackingId ?? null,
      title: row?.title ?? null,
      status: row?.status ?? null,
      assigneeId: row?.assigneeId ?? null,
      assigneeName: references().officerName(row?.assigneeId ?? null),
    }
  }
}

type CircumstancesOf = (caseId: CaseId) => BulkCircumstances

const caseLeft = { kind: 'left', why: 'case-left' } as const

/** The cases that are left as they are, by why. */
class Left {
  private readonly byReason = new Map<BulkObstacle, BulkCase[]>()

  constructor(private readonly named: (caseId: CaseId) => BulkCase) {}

  add(why: BulkObstacle, caseId: CaseId): void {
    const held = this.byReason.get(why)
    if (held) held.push(this.named(caseId))
    else this.byReason.set(why, [this.named(caseId)])
  }

  groups(): readonly BulkLeft[] {
    const groups = [...this.byReason].map(([why, cases]) => ({ why, cases }))
    return groups.sort((one, other) => other.cases.length - one.cases.length)
  }
}

function inParts(caseIds: readonly CaseId[]): CaseId[][] {
  const parts: CaseId[][] = []
  for (let start = 0; start < caseIds.length; start += partLength) {
    parts.push(caseIds.slice(start, start + partLength))
  }
  return parts
}
