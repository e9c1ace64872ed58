import type { Case } from './case'
import type { UnitId } from './identifiers'
import type { Officer } from './officer'
import type { Colleague, Unit } from './reference'

/** The given units and all below them. */
export function unitsBelow(unitIds: readonly UnitId[], units: readonly Unit[]): ReadonlySet<UnitId> {
  const children = new Map<UnitId, UnitId[]>()
  for (const unit of units) {
    if (!unit.parentId) continue
    const siblings = children.get(unit.parentId)
    if (siblings) siblings.push(unit.id)
    else children.set(unit.parentId, [unit.id])
  }
  const found = new Set<UnitId>()
  const open = [...unitIds]
  for (let unitId = open.pop(); unitId; unitId = open.pop()) {
    if (found.has(unitId)) continue
    found.add(unitId)
    open.push(...(children.get(unitId) ?? []))
  }
  return found
}

/**
 * Officers see the cases of their units and of those below; supervisors and auditors all of the agency
 * (DOMAIN.md, *Roles*).
 */
export function canSee(
  officer: Pick<Officer, 'role' | 'agencyId' | 'unitIds'>,
  subject: Pick<Case, 'agencyId' | 'unitId'>,
  units: readonly Unit[],
): boolean {
  return subject.agencyId === officer.agencyId && colleagueSees(officer, subject, units)
}

/** `canSee` for a colleague of the reference data, who is of the case's own agency. */
export function colleagueSees(
  colleague: Pick<Colleague, 'role' | 'unitIds'>,
  subject: Pick<Case, 'unitId'>,
  units: readonly Unit[],
): boolean {
  return colleague.role !== 'officer' || unitsBelow(colleague.unitIds, units).has(subject.unitId)
}
