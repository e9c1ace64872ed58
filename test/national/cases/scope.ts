import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { unitsBelow } from '../../../shared/domain/visibility'
import type { Queryable } from '../database/database'
import type { National } from '../national'

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

/** The same, with the units that the officer's agency has now; inside a transaction, hand that over. */
export async function scopeFor(
  { references }: Pick<National, 'references'>,
  officer: Officer,
  queryable?: Queryable,
): Promise<Scope> {
  return scopeOf(officer, (await references.of(officer.agencyId, queryable)).reference)
}

/** Whether a row of `cases` is on the desks of a scope; `$agency` and `$units` are places of parameters. */
export function inScopeSql(agency: string, units: string): string {
  return `(cases.agency_id = ${agency} and (${units}::text[] is null or cases.unit_id = any(${units}::text[]))
           and cases.status <> 'returned' and not cases.purged)`
}
