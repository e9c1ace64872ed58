import { countingOf, type Counting } from '../../shared/domain/calendar'
import type { CategoryId, Instant, OfficerId, UnitId } from '../../shared/domain/identifiers'
import { dutyCalendarOf, dutyUnits, type DutyCalendar } from '../../shared/domain/duty'
import type { Officer } from '../../shared/domain/officer'
import { remaining, type Remaining } from '../../shared/domain/remaining'
import type { Reference } from '../../shared/domain/reference'

/** The reference data as lists and cases need it: names and calendars by id. Empty until it came. */
export class ReferenceView {
  private readonly unitNames: ReadonlyMap<string, string>
  private readonly categoryNames: ReadonlyMap<string, string>
  private readonly officerNames: ReadonlyMap<string, string>
  /** Null before the reference data came. */
  readonly dutyCalendar: DutyCalendar | null
  private readonly countings = new Map<UnitId, Counting>()

  constructor(readonly reference: Reference | null) {
    this.unitNames = namesOf(reference?.units)
    this.categoryNames = namesOf(reference?.categories)
    this.officerNames = namesOf(reference?.officers)
    this.dutyCalendar = reference && dutyCalendarOf(reference)
  }

  unitName(unitId: UnitId): string {
    return this.unitNames.get(unitId) ?? ''
  }

  categoryName(categoryId: CategoryId): string {
    return this.categoryNames.get(categoryId) ?? ''
  }

  /** Null for nobody and for somebody whom the reference data does not name. */
  officerName(officerId: OfficerId | null): string | null {
    return officerId === null ? null : (this.officerNames.get(officerId) ?? null)
  }

  get timeZone(): string {
    // Before the reference data came; Jakarta's, where most of the country's offices and people are.
    return this.reference?.agency.timeZone ?? 'Asia/Jakarta'
  }

  /** As `countingFor`, where the reference data is known to be there. */
  countingIn(reference: Reference): (unitId: UnitId) => Counting {
    return (unitId) => this.countingFor(unitId) ?? countingOf(reference, unitId)
  }

  countingFor(unitId: UnitId): Counting | null {
    if (!this.reference) return null
    const known = this.countings.get(unitId)
    if (known) return known
    const counting = countingOf(this.reference, unitId)
    this.countings.set(unitId, counting)
    return counting
  }

  /** For which units somebody answers while the offices are closed. */
  dutyUnits(officer: Pick<Officer, 'id' | 'role'>): ReadonlySet<UnitId> {
    return dutyUnits(officer, this.reference?.units ?? [])
  }

  remaining(dueAt: Instant | null, now: Instant, unitId: UnitId): Remaining | null {
    const counting = this.countingFor(unitId)
    return dueAt && counting ? remaining(dueAt, now, counting) : null
  }
}

function namesOf(
  named: readonly { readonly id: string; readonly name: string }[] | undefined,
): Map<string, string> {
  return new Map(named?.map(({ id, name }) => [id, name]))
}
