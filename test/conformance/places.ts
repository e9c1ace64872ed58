import type { z } from 'zod'
import type { referenceSchema } from '../../shared/protocol/reference'
import type { SessionResponse } from '../../shared/protocol/session'
import type { CalendarRules } from './calendar'

export type Reference = z.infer<typeof referenceSchema>
export type Unit = Reference['units'][number]
export type Colleague = Reference['officers'][number]
type Officer = Pick<SessionResponse['officer'], 'role' | 'unitIds'>

/** The units whose cases somebody sees (DOMAIN.md, *Roles*): theirs and those below, or all of the agency. */
export function unitsSeenBy({ role, unitIds }: Officer, units: readonly Unit[]): Unit[] {
  if (role !== 'officer') return [...units]
  return units.filter((unit) => {
    // Up to the root; no further than there are units, should a server send a ring.
    let above: Unit | undefined = unit
    for (let step = 0; above && step <= units.length; step += 1) {
      const { id, parentId }: Unit = above
      if (unitIds.includes(id)) return true
      above = units.find((one) => one.id === parentId)
    }
    return false
  })
}

/** The calendar by which a unit's deadlines are counted (DOMAIN.md, *Deadlines*). */
export function calendarOf(reference: Reference, unitId: string): CalendarRules {
  return {
    timeZone: reference.agency.timeZone,
    calendar: reference.units.find(({ id }) => id === unitId)?.calendar ?? 'working_days',
    holidays: reference.holidays.map(({ date }) => date),
  }
}
