import type { UnitId } from '../../../shared/domain/identifiers'
import type { Colleague, Reference } from '../../../shared/domain/reference'
import { colleagueSees } from '../../../shared/domain/visibility'

/**
 * Who can be on duty for a unit: active, no auditor, able to see it. Those of the very unit first, then the others,
 * by name.
 */
export function dutyCandidates(
  { officers, units }: Pick<Reference, 'officers' | 'units'>,
  unitId: UnitId,
): readonly Colleague[] {
  return officers
    .filter(({ active, role }) => active && role !== 'auditor')
    .filter((colleague) => colleagueSees(colleague, { unitId }, units))
    .sort(
      (one, other) =>
        Number(other.unitIds.includes(unitId)) - Number(one.unitIds.includes(unitId)) ||
        one.name.localeCompare(other.name, 'id'),
    )
}
