import { permissionFor } from '../../../shared/domain/permission'
import {
  balance,
  holdableUnits,
  holdsCases,
  isAway,
  type CaseToGive,
  type Load,
} from '../../../shared/domain/balance'
import type { Case } from '../../../shared/domain/case'
import { instantFrom, type ActionId, type CaseId, type OfficerId } from '../../../shared/domain/identifiers'
import { assigning, bulkVerdict, type PlannedHolder } from '../../../renderer/engine/bulkDecision'
import type { BulkAnswer, BulkLeft, BulkObstacle, ReassignTo } from '../../../renderer/engine/listApi'
import type {
  PossibleHolder,
  ReassignApi,
  ReassignCases,
  ReassignPreview,
} from '../../../renderer/engine/reassignApi'
import type { DeskDouble } from './deskDouble'
import { idOf, officer } from './deskDouble'

/** Reassigning on the desk in memory. Everything that is open and past its deadline is late, nothing at risk. */
export class ReassignDouble {
  readonly done: { readonly cases: ReassignCases; readonly to: ReassignTo; readonly reason: string }[] = []
  /** Answers instead of doing it. */
  answer: BulkAnswer | null = null
  fails = false
  private made = 0

  constructor(private readonly desk: DeskDouble) {}

  engine(): ReassignApi {
    return {
      possibleHolders: async (cases) => this.possible(this.subjects(cases)),
      previewReassign: async (cases, to) => {
        if (this.fails) throw new Error('The preview could not be made')
        return this.preview(this.subjects(cases), to)
      },
      reassign: async (cases, to, reason) => {
        this.done.push({ cases, to, reason })
        return this.answer ?? this.act(this.subjects(cases), to, reason)
      },
    }
  }

  private get now() {
    return instantFrom(this.desk.now)
  }
  private get actor() {
    return this.desk.state.stage === 'open' ? this.desk.state.officer : officer
  }

  private subjects(cases: ReassignCases): readonly Case[] {
    if ('caseIds' in cases)
      return cases.caseIds.map((id) => this.desk.cases.get(id)).filter((found) => found !== undefined)
    if ('query' in cases) return this.desk.matching(cases.query)
    return [...this.desk.cases.values()].filter(({ assigneeId }) => assigneeId === cases.ofOfficer)
  }
  private isLate({ dueAt }: Case): boolean {
    return dueAt !== null && dueAt < this.now
  }
  private loadOf(cases: readonly Case[]): Load {
    return { open: cases.length, late: cases.filter((one) => this.isLate(one)).length, atRisk: 0 }
  }
  private loads(): ReadonlyMap<OfficerId, Load> {
    const all = [...this.desk.cases.values()]
    const ofOfficer = (id: OfficerId) => this.loadOf(all.filter(({ assigneeId }) => assigneeId === id))
    return new Map(this.desk.reference.officers.map(({ id }) => [id, ofOfficer(id)]))
  }

  private possible(subjects: readonly Case[]): readonly PossibleHolder[] {
    const { officers, units } = this.desk.reference
    return officers.filter(holdsCases).map((colleague) => {
      const seen = holdableUnits(colleague, units)
      return {
        officerId: colleague.id,
        name: colleague.name,
        unitIds: colleague.unitIds,
        awayUntil: isAway(colleague, this.now) ? (colleague.awayUntil ?? null) : null,
        load: this.loads().get(colleague.id) ?? this.loadOf([]),
        mayHold: subjects.filter(({ unitId }) => seen.has(unitId)).length,
      }
    })
  }

  private planned(all: readonly Case[], to: ReassignTo): ReadonlyMap<CaseId, PlannedHolder> {
    const subjects = all.filter((one) => permissionFor(assigning(null, ''), one, this.actor).allowed)
    if (to.kind !== 'balanced') {
      const holderId = to.kind === 'officer' ? to.officerId : null
      return new Map(subjects.map(({ id }) => [id, { holderId }]))
    }
    const [first] = subjects
    const sole = subjects.every(({ assigneeId }) => assigneeId === first?.assigneeId)
    const { holders, left } = balance(
      subjects.map((subject): CaseToGive => ({
        caseId: subject.id,
        unitId: subject.unitId,
        holderId: subject.assigneeId,
        urgency: this.isLate(subject) ? 'late' : 'calm',
      })),
      {
        ...this.desk.reference,
        loads: this.loads(),
        now: this.now,
        except: sole ? (first?.assigneeId ?? null) : null,
      },
    )
    return new Map<CaseId, PlannedHolder>([
      ...[...holders].map(([caseId, holderId]) => [caseId, { holderId }] as const),
      ...left.map((caseId) => [caseId, { why: 'no-officer' }] as const),
    ])
  }

  private judged(subjects: readonly Case[], to: ReassignTo, reason = '') {
    const planned = this.planned(subjects, to)
    return subjects.map((subject) => {
      const circumstances = {
        officer: this.actor,
        reference: this.desk.reference,
        holder: planned.get(subject.id),
      }
      return { subject, verdict: bulkVerdict({ kind: 'reassign', to, reason }, subject, circumstances) }
    })
  }

  private leftOf(judged: ReturnType<ReassignDouble['judged']>): readonly BulkLeft[] {
    const groups = new Map<BulkObstacle, Case[]>()
    for (const { subject, verdict } of judged) {
      if (verdict.kind === 'left') groups.set(verdict.why, [...(groups.get(verdict.why) ?? []), subject])
    }
    return [...groups].map(([why, cases]) => ({
      why,
      cases: cases.map(({ id: caseId, trackingId, title, status, assigneeId }) => {
        const assigneeName = this.desk.nameOf(assigneeId)
        return { caseId, trackingId, title, status, assigneeId, assigneeName }
      }),
    }))
  }

  private preview(subjects: readonly Case[], to: ReassignTo): ReassignPreview {
    const judged = this.judged(subjects, to)
    const moved = judged.flatMap(({ subject, verdict }) =>
      verdict.kind === 'done' && verdict.decision.type === 'assign'
        ? [{ subject, holderId: verdict.decision.payload.assigneeId }]
        : [],
    )
    const shares = this.desk.reference.officers.map(({ id, name, awayUntil }) => ({
      officerId: id,
      name,
      awayUntil: awayUntil ?? null,
      before: this.loads().get(id) ?? this.loadOf([]),
      gets: this.loadOf(moved.filter(({ holderId }) => holderId === id).map(({ subject }) => subject)),
      gives: this.loadOf(
        moved.filter(({ subject }) => subject.assigneeId === id).map(({ subject }) => subject),
      ),
    }))
    const givers = new Set(subjects.map(({ assigneeId }) => assigneeId))
    const [giver = null] = givers.size === 1 ? givers : []
    return {
      done: moved.length,
      left: this.leftOf(judged),
      total: subjects.length,
      unassigned: moved.filter(({ subject }) => subject.assigneeId === null).length,
      from: giver && { officerId: giver, name: this.desk.nameOf(giver) ?? '' },
      shares: shares.filter(({ gets, gives }) => gets.open + gives.open > 0),
    }
  }

  private act(subjects: readonly Case[], to: ReassignTo, reason: string): BulkAnswer {
    const judged = this.judged(subjects, to, reason)
    const actionIds: ActionId[] = []
    for (const { subject, verdict } of judged) {
      if (verdict.kind === 'left' || verdict.decision.type !== 'assign') continue
      const { assigneeId } = verdict.decision.payload
      const actionId = idOf<ActionId>(`reassign-${++this.made}`)
      this.desk.cases.set(subject.id, { ...subject, assigneeId })
      this.desk.unsent.set(subject.id, {
        actionId,
        before: subject,
        decision: verdict.decision,
        state: 'held',
      })
      actionIds.push(actionId)
    }
    this.desk.tell({ kind: 'rows-changed' })
    return {
      outcome: 'done',
      actionIds,
      holdMilliseconds: this.desk.holdMilliseconds,
      left: this.leftOf(judged),
      failure: null,
    }
  }
}
