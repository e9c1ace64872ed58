import { instantFrom, type OfficerId, type UnitId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import type { Colleague, Reference, Unit } from '../../shared/domain/reference'
import { loneId, loneNames } from './finding/loneNames'
import type { ReferenceView } from './referenceView'
import type { RowIndex } from './rows/rowIndex'
import { workCounts, type WorkSums } from './rows/workCounts'
import {
  dayNames,
  meNames,
  nobodyNames,
  operatorNames,
  statusNames,
  yesNames,
} from './search/query/operators'
import type { SearchOperator } from './findingApi'
import { viewCircumstances } from './viewCircumstances'
import {
  noWork,
  type Named,
  type OfficerLoad,
  type UnitLoad,
  type WorkFigure,
  type Workload,
} from './workloadApi'

export interface WorkloadParts {
  readonly officer: Officer
  readonly rows: RowIndex
  readonly references: () => ReferenceView
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const none: Pick<Reference, 'officers' | 'units'> = { officers: [], units: [] }

/** Who holds what, with the names and marks of the reference data. */
export class WorkloadReading {
  private written: Written | null = null

  constructor(private readonly parts: WorkloadParts) {}

  workload(): Workload {
    const { officer, rows, references } = this.parts
    const view = references()
    const reference = view.reference ?? none
    const now = this.parts.now()
    const sums = workCounts(rows.columns, {
      ...viewCircumstances(now, officer, view),
      timeZone: view.timeZone,
      units: reference.units,
    })
    const written = this.writtenFor(reference)
    return {
      total: sums.total,
      unassigned: sums.unassigned,
      officers: officersOf(reference, sums, written, now),
      units: unitsOf(reference, sums, written),
      figureSearches,
      unassignedSearch: `${operatorNames.assignee[0]}:${nobodyNames[0]}`,
    }
  }

  /** Names change seldom, and folding hundreds of them takes longer than counting. */
  private writtenFor(reference: Pick<Reference, 'officers' | 'units'>): Written {
    if (this.written?.reference === reference) return this.written
    const officers = loneNames(reference.officers, [...meNames, ...nobodyNames])
    this.written = { reference, officers, units: loneNames(reference.units) }
    return this.written
  }
}

/** How officers and units are written in a search so that each alone is meant. */
interface Written {
  readonly reference: Pick<Reference, 'officers' | 'units'>
  readonly officers: ReadonlyMap<OfficerId, string>
  readonly units: ReadonlyMap<UnitId, string>
}

/** How a value is written in a search. */
function valueName<Code extends string>(
  names: readonly (readonly [Code, readonly [string, ...string[]]])[],
  code: Code,
): string {
  return names.find(([known]) => known === code)?.[1][0] ?? code
}
const isSo = (operator: SearchOperator): string =>
  `${operatorNames[operator][0]}:${valueName(yesNames, 'yes')}`

const figureSearches: Readonly<Record<WorkFigure, string>> = {
  open: `${operatorNames.status[0]}:${valueName(statusNames, 'open')}`,
  late: isSo('late'),
  atRisk: isSo('atRisk'),
  unanswered: isSo('unanswered'),
  inflow: `${operatorNames.dispositioned[0]}:${dayNames.today[0]}`,
}

function officersOf(
  { officers, units }: Pick<Reference, 'officers' | 'units'>,
  sums: WorkSums,
  written: Written,
  now: number,
): readonly OfficerLoad[] {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const duties = dutiesOf(units)
  const at = instantFrom(now)
  const known = new Set(officers.map(({ id }) => id))
  const load = (colleague: Unnamed): OfficerLoad => ({
    id: colleague.id,
    name: colleague.name,
    role: colleague.role,
    units: colleague.unitIds.map((id) => ({ id, name: names.get(id) ?? id })),
    active: colleague.active,
    awayUntil: colleague.awayUntil && colleague.awayUntil > at ? colleague.awayUntil : null,
    dutyFor: duties.get(colleague.id) ?? [],
    counts: sums.officers.get(colleague.id) ?? noWork,
    search: `${operatorNames.assignee[0]}:${written.officers.get(colleague.id) ?? loneId(colleague.id)}`,
  })
  const countsForSome = (id: OfficerId): boolean => {
    const { open, inflow } = sums.officers.get(id) ?? noWork
    return open + inflow > 0
  }
  const gone = [...sums.officers]
    .filter(([id]) => !known.has(id) && countsForSome(id))
    .map(([id]) => ({ id, name: null, role: null, unitIds: [], active: false }))
  // Auditors do nothing, and whoever left holds nothing: they are shown only with what is theirs all the same.
  const shown = officers.filter(({ id, active, role }) => (active && role !== 'auditor') || countsForSome(id))
  return [...shown, ...gone].map(load)
}

/** Also of somebody who is not in the reference data. */
type Unnamed = Pick<Colleague, 'id' | 'unitIds' | 'active' | 'awayUntil'> & Pick<OfficerLoad, 'name' | 'role'>

function dutiesOf(units: readonly Unit[]): ReadonlyMap<OfficerId, readonly Named<UnitId>[]> {
  const duties = new Map<OfficerId, Named<UnitId>[]>()
  for (const { id, name, dutyOfficerIds } of units) {
    for (const officerId of dutyOfficerIds) {
      const held = duties.get(officerId)
      if (held) held.push({ id, name })
      else duties.set(officerId, [{ id, name }])
    }
  }
  return duties
}

function unitsOf(
  { officers, units }: Pick<Reference, 'officers' | 'units'>,
  sums: WorkSums,
  written: Written,
): readonly UnitLoad[] {
  const names = new Map(officers.map(({ id, name }) => [id, name]))
  const known = new Set(units.map(({ id }) => id))
  const strays = [...sums.units.keys()]
    .filter((id) => !known.has(id))
    .map((id): Unit => ({ id, name: id, parentId: null, calendar: 'working_days', dutyOfficerIds: [] }))
  return [...units, ...strays].map(({ id, name, parentId, calendar, dutyOfficerIds }) => {
    const value = written.units.get(id) ?? loneId(id)
    return {
      id,
      name,
      parentId: parentId !== null && known.has(parentId) ? parentId : null,
      calendar,
      dutyOfficers: dutyOfficerIds.map((officerId) => ({
        id: officerId,
        name: names.get(officerId) ?? officerId,
      })),
      own: sums.units.get(id)?.own ?? noWork,
      withBelow: sums.units.get(id)?.withBelow ?? noWork,
      search: `${operatorNames.unit[0]}:${value}`,
      ownSearch: `${operatorNames.unitAlone[0]}:${value}`,
    }
  })
}
