import {
  balance,
  holdableUnits,
  holdsCases,
  isAway,
  noLoad,
  type CaseToGive,
  type Load,
} from '../../shared/domain/balance'
import {
  instantFrom,
  type CaseId,
  type Instant,
  type OfficerId,
  type UnitId,
} from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor } from '../../shared/domain/permission'
import type { Colleague } from '../../shared/domain/reference'
import type { Urgency } from '../../shared/domain/remaining'
import type { RowQuery } from './api'
import { assigning, type PlannedHolder } from './bulkDecision'
import type { BulkWork } from './bulkWork'
import type { BulkAnswer, ReassignTo } from './listApi'
import type { PossibleHolder, ReassignCases, ReassignPreview, ReassignShare } from './reassignApi'
import type { ReferenceView } from './referenceView'
import type { RowIndex } from './rows/rowIndex'
import { openBits, viewBits, viewsOfRows } from './rows/rowViews'
import { workCounts } from './rows/workCounts'
import { viewCircumstances } from './viewCircumstances'

export interface ReassignWorkParts {
  readonly officer: Officer
  readonly rows: RowIndex
  readonly references: () => ReferenceView
  /** Milliseconds since 1970, the national system's. */
  readonly now: () => number
  readonly caseIdsOf: (query: RowQuery) => readonly CaseId[]
  readonly bulk: () => BulkWork
}

/** Giving cases to others: who could hold them, how they are spread, and what that changes for whom. */
export class ReassignWork {
  constructor(private readonly parts: ReassignWorkParts) {}

  possibleHolders(cases: ReassignCases): readonly PossibleHolder[] {
    const { reference } = this.parts.references()
    if (!reference) return []
    const loads = this.loads()
    const now = instantFrom(this.parts.now())
    const inUnit = new Map<UnitId, number>()
    for (const { unitId } of this.held(this.caseIds(cases))) inUnit.set(unitId, (inUnit.get(unitId) ?? 0) + 1)
    const possible = reference.officers.filter(holdsCases).map((colleague): PossibleHolder => {
      const { id: officerId, name, unitIds } = colleague
      const units = holdableUnits(colleague, reference.units)
      let mayHold = 0
      for (const [unitId, count] of inUnit) if (units.has(unitId)) mayHold += count
      const load = loads.get(officerId) ?? noLoad
      return { officerId, name, unitIds, awayUntil: awayUntil(colleague, now), load, mayHold }
    })
    return possible.sort(
      (one, other) => other.mayHold - one.mayHold || one.name.localeCompare(other.name, 'id'),
    )
  }

  async preview(cases: ReassignCases, to: ReassignTo): Promise<ReassignPreview> {
    const caseIds = this.caseIds(cases)
    const shares = new Shares(this.loads())
    const urgencyOf = this.urgencies()
    const before = new Map(this.held(caseIds).map((held) => [held.caseId, held.holderId]))
    let unassigned = 0
    const preview = await this.parts
      .bulk()
      .preview(caseIds, { kind: 'reassign', to, reason: '' }, (caseId, decision) => {
        if (decision.type !== 'assign') return
        const holderId = before.get(caseId) ?? null
        const urgency = urgencyOf(caseId)
        if (holderId) shares.gives(holderId, urgency)
        else unassigned += 1
        if (decision.payload.assigneeId) shares.gets(decision.payload.assigneeId, urgency)
      })
    const giver = this.soleHolder([...before.values()])
    const names = this.parts.references()
    return {
      ...preview,
      total: caseIds.length,
      unassigned,
      from: giver && { officerId: giver, name: names.officerName(giver) ?? '' },
      shares: shares.all(names, instantFrom(this.parts.now())),
    }
  }

  act(cases: ReassignCases, to: ReassignTo, reason: string): Promise<BulkAnswer> {
    return this.parts.bulk().act(this.caseIds(cases), { kind: 'reassign', to, reason })
  }

  /** With whom each is to be. What may not be given away is dealt to nobody, so that it weighs on nobody. */
  holders(caseIds: readonly CaseId[], to: ReassignTo): ReadonlyMap<CaseId, PlannedHolder> {
    switch (to.kind) {
      case 'nobody':
        return new Map(caseIds.map((caseId) => [caseId, { holderId: null }]))
      case 'officer':
        return this.allTo(to.officerId, caseIds)
      case 'balanced':
        return this.balanced(caseIds)
    }
  }

  private allTo(officerId: OfficerId, caseIds: readonly CaseId[]): ReadonlyMap<CaseId, PlannedHolder> {
    const { reference } = this.parts.references()
    const colleague = reference?.officers.find(({ id }) => id === officerId)
    if (!reference || !colleague || !holdsCases(colleague)) {
      return new Map(caseIds.map((caseId) => [caseId, { why: 'not-possible' }]))
    }
    const units = holdableUnits(colleague, reference.units)
    const sees = (caseId: CaseId): boolean => {
      const unitId = this.parts.rows.row(caseId)?.unitId
      return unitId !== undefined && units.has(unitId)
    }
    return new Map(
      caseIds.map((caseId) => [caseId, sees(caseId) ? { holderId: officerId } : { why: 'unit-not-seen' }]),
    )
  }

  private balanced(caseIds: readonly CaseId[]): ReadonlyMap<CaseId, PlannedHolder> {
    const { reference } = this.parts.references()
    if (!reference) return new Map(caseIds.map((caseId) => [caseId, { why: 'not-possible' }]))
    const held = this.held(caseIds)
    const { holders, left } = balance(held, {
      officers: reference.officers,
      units: reference.units,
      loads: this.loads(),
      now: instantFrom(this.parts.now()),
      except: this.soleHolder(held.map(({ holderId }) => holderId)),
    })
    return new Map<CaseId, PlannedHolder>([
      ...[...holders].map(([caseId, holderId]) => [caseId, { holderId }] as const),
      ...left.map((caseId) => [caseId, { why: 'no-officer' }] as const),
    ])
  }

  /** Cases of one officer alone are taken from that officer: nobody wants to give them back. */
  private soleHolder(holderIds: readonly (OfficerId | null)[]): OfficerId | null {
    const [first = null] = holderIds
    return holderIds.every((holderId) => holderId === first) ? first : null
  }

  private caseIds(cases: ReassignCases): readonly CaseId[] {
    if ('caseIds' in cases) return [...new Set(cases.caseIds)]
    if ('query' in cases) return this.openOnes(this.parts.caseIdsOf(cases.query))
    const { officers, assignee, caseIds } = this.parts.rows.columns
    const wanted = officers.knownNumberOf(cases.ofOfficer)
    if (wanted < 0) return []
    return this.openOnes(caseIds.filter((caseId, slot) => assignee[slot] === wanted && caseId !== null))
  }

  private openOnes(caseIds: readonly (CaseId | null)[]): readonly CaseId[] {
    const { columns } = this.parts.rows
    return caseIds.filter((caseId): caseId is CaseId => {
      const slot = caseId === null ? null : this.parts.rows.slotOf(caseId)
      return slot !== null && ((1 << (columns.status[slot] ?? 31)) & openBits) !== 0
    })
  }

  /** Those of them that are held, and may be given away by whoever asks. */
  private held(caseIds: readonly CaseId[]): readonly CaseToGive[] {
    const { officer, rows } = this.parts
    const urgencyOf = this.urgencies()
    return caseIds.flatMap((caseId) => {
      const row = rows.row(caseId)
      if (!row || !permissionFor(assigning(null, ''), row, officer).allowed) return []
      return [{ caseId, unitId: row.unitId, holderId: row.assigneeId, urgency: urgencyOf(caseId) }]
    })
  }

  private urgencies(): (caseId: CaseId) => Urgency {
    const { rows } = this.parts
    const viewsOf = viewsOfRows(rows.columns, this.circumstances())
    return (caseId) => {
      const slot = rows.slotOf(caseId)
      const views = slot === null ? 0 : viewsOf(slot)
      if ((views & viewBits.late) !== 0) return 'late'
      return (views & viewBits['at-risk']) === 0 ? 'calm' : 'at_risk'
    }
  }

  private loads(): ReadonlyMap<OfficerId, Load> {
    const { references, rows } = this.parts
    const { reference, timeZone } = references()
    const units = reference?.units ?? []
    return workCounts(rows.columns, { ...this.circumstances(), timeZone, units }).officers
  }

  private circumstances() {
    const { now, officer, references } = this.parts
    return viewCircumstances(now(), officer, references())
  }
}

function awayUntil(colleague: Pick<Colleague, 'awayUntil'>, now: Instant): Instant | null {
  return isAway(colleague, now) ? (colleague.awayUntil ?? null) : null
}

interface MutableLoad {
  open: number
  late: number
  atRisk: number
}

/** What changes for whom, counted case by case. */
class Shares {
  private readonly given = new Map<OfficerId, { readonly gets: MutableLoad; readonly gives: MutableLoad }>()

  constructor(private readonly loads: ReadonlyMap<OfficerId, Load>) {}

  gets(officerId: OfficerId, urgency: Urgency): void {
    count(this.of(officerId).gets, urgency)
  }

  gives(officerId: OfficerId, urgency: Urgency): void {
    count(this.of(officerId).gives, urgency)
  }

  all(names: ReferenceView, now: Instant): readonly ReassignShare[] {
    const colleagues = new Map(names.reference?.officers.map((colleague) => [colleague.id, colleague]))
    const shares = [...this.given].map(([officerId, changes]): ReassignShare => {
      const { open, late, atRisk } = this.loads.get(officerId) ?? noLoad
      return {
        officerId,
        name: names.officerName(officerId) ?? '',
        awayUntil: awayUntil(colleagues.get(officerId) ?? {}, now),
        before: { open, late, atRisk },
        ...changes,
      }
    })
    return shares.sort(
      (one, other) => other.gets.open - one.gets.open || one.name.localeCompare(other.name, 'id'),
    )
  }

  private of(officerId: OfficerId) {
    const known = this.given.get(officerId)
    if (known) return known
    const made = { gets: { ...noLoad }, gives: { ...noLoad } }
    this.given.set(officerId, made)
    return made
  }
}

function count(load: MutableLoad, urgency: Urgency): void {
  load.open += 1
  if (urgency === 'late') load.late += 1
  if (urgency === 'at_risk') load.atRisk += 1
}
