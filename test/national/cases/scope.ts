import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { unitsBelow } from '../../../shared/domain/visibility'

/**
 * `canSee` as SQL parameters (DOMAIN.md, *Roles*): the agency, and the units, or null when all of its units are
 * seen.
 */
export interface Scope {
  readonly agencyId: string
  readonly unitIds: readonly string[] | null
}

export function scopeOf(officer: Officer, reference: Pick<Reference, 'units'>): Scope {
  if (officer.role !== 'officer') return { agencyId: officer.agencyId, unitIds: null }
  return { agencyId: officer.agencyId, unitIds: [...unitsBelow(officer.unitIds, reference.units)] }
}

/** Whether a row of `cases` is on the desks of a scope; `$agency` and `$units` are places of parameters. */
export function inScopeSql(agency: string, units: string): string {
  return `(cases.agency_id = ${agency} and (${units}::text[] is null or cases.unit_id = any(${units}::text[]))
           and cases.status <> 'returned' and not cases.purged)`
}

/** Whether a row of `changes` says that the case lay in a scope before. */
export function wasInScopeSql(agency: string, units: string): string {
  return `(changes.from_agency_id = ${agency}
           and (${units}::text[] is null or changes.from_unit_id = any(${units}::text[])))`
}
