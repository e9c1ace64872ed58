import { isCounted, localDate, localHour, type Counting } from './calendar'
import type { Case, CaseStatus } from './case'
import type { Instant, UnitId } from './identifiers'
import { overseesAgency, type Officer } from './officer'
import type { Reference, Unit } from './reference'
import { unitsBelow } from './visibility'

/**
 * When an office answers, in full hours of the agency's own time zone: from 08.00 until 16.00. What lies outside is
 * night. DOMAIN.md names no hours; these are the ones that regional offices keep, and the only place to change them.
 */
export const officeHours = { from: 8, until: 16 } as const

/** `day_off`: a weekend, a holiday or collective leave, whatever the hour. `night`: a working day outside of `officeHours`. */
export const offHours = ['day_off', 'night'] as const
export type OffHours = (typeof offHours)[number]

/** By which days and hours duty is told; the same for every unit of the agency. */
export type DutyCalendar = Pick<Counting, 'timeZone' | 'holidays'>

/**
 * What makes a case one for the duty officers (*piket*, DOMAIN.md, *Words*). A unit that never closes counts every
 * day for its deadlines, and has its duty officers on holidays and at night all the same.
 */
export interface DutyMarks {
  /** When it came in, if that was while the offices were closed. */
  readonly cameIn: OffHours | null
  /** Whether its next deadline ends on a day off, as only a unit that counts every day gives it. */
  readonly fallsDue: boolean
}

export const noDuty: DutyMarks = { cameIn: null, fallsDue: false }

/** Statuses in which a case waits for the desk; what was answered, or waits for its reporter, needs nobody on duty. */
export const dutyStatuses: readonly CaseStatus[] = ['dispositioned', 'in_progress']

export function dutyCalendarOf({ agency, holidays }: Pick<Reference, 'agency' | 'holidays'>): DutyCalendar {
  return { timeZone: agency.timeZone, holidays: new Set(holidays.map(({ date }) => date)) }
}

/** Why no office answers at a moment; null during office hours. */
export function offHoursAt(at: Instant, { timeZone, holidays }: DutyCalendar): OffHours | null {
  const counting: Counting = { calendar: 'working_days', timeZone, holidays }
  if (!isCounted(localDate(at, timeZone), counting)) return 'day_off'
  const hour = localHour(at, timeZone)
  return hour < officeHours.from || hour >= officeHours.until ? 'night' : null
}

/**
 * Both marks of a case that is not done yet; none of one that is. Every deadline is the last moment of its day, so of
 * when a case falls due only the day says something.
 */
export function dutyMarks(
  { status, dispositionedAt, dueAt }: Pick<Case, 'status' | 'dispositionedAt' | 'dueAt'>,
  calendar: DutyCalendar,
): DutyMarks {
  if (!dutyStatuses.includes(status)) return noDuty
  return {
    cameIn: offHoursAt(dispositionedAt, calendar),
    fallsDue: dueAt !== null && offHoursAt(dueAt, calendar) === 'day_off',
  }
}

/**
 * The units for which somebody answers while the offices are closed: those that name them and all below. Supervisors
 * and auditors look at all of them; whoever is not on duty at none.
 */
export function dutyUnits(
  { id, role }: Pick<Officer, 'id' | 'role'>,
  units: readonly Unit[],
): ReadonlySet<UnitId> {
  if (overseesAgency(role)) return new Set(units.map((unit) => unit.id))
  const named = units.filter(({ dutyOfficerIds }) => dutyOfficerIds.includes(id))
  return unitsBelow(
    named.map((unit) => unit.id),
    units,
  )
}
