import { deadlineAfter, type Counting } from '../../../shared/domain/calendar'
import { instantFrom, millisecondsOf, type UnitId } from '../../../shared/domain/identifiers'

const dayMilliseconds = 86_400_000

/**
 * The first moment that is not at risk any more: what falls due from now until then has one counted day or less
 * left (DOMAIN.md, *Deadlines*). Asked once for a calendar, it spares asking the calendar for every row.
 */
export function riskLimit(now: number, counting: Counting): number {
  const endOfSecondDay = millisecondsOf(deadlineAfter(instantFrom(now), 2, counting))
  // Indonesia's zones know no summer time: a day has 24 hours.
  return endOfSecondDay - dayMilliseconds + 1
}

/** The limit of each unit's calendar, counted at most once for a calendar. */
export function riskLimits(
  now: number,
  countingFor: (unitId: UnitId) => Counting | null,
): (unitId: UnitId) => number {
  const byCounting = new Map<Counting['calendar'], number>()
  return (unitId) => {
    const counting = countingFor(unitId)
    // Before the reference data came nothing is known to be at risk.
    if (!counting) return -Infinity
    const known = byCounting.get(counting.calendar)
    if (known !== undefined) return known
    const limit = riskLimit(now, counting)
    byCounting.set(counting.calendar, limit)
    return limit
  }
}
