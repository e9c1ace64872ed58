import type { Officer } from '../../shared/domain/officer'
import type { ReferenceView } from './referenceView'
import { riskLimits } from './rows/riskLimits'
import type { ViewCircumstances } from './rows/rowViews'

/** What the views of the officer's desk depend on at `now`, in milliseconds since 1970. */
export function viewCircumstances(
  now: number,
  officer: Pick<Officer, 'id' | 'role'>,
  names: ReferenceView,
): ViewCircumstances {
  const riskLimitOf = riskLimits(now, (unitId) => names.countingFor(unitId))
  return { now, officerId: officer.id, riskLimitOf, dutyUnits: names.dutyUnits(officer) }
}
