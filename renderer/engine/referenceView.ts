import { countingOf, type Counting } from '../../shared/domain/calendar'
import type { CategoryId, Instant, OfficerId, UnitId } from '../../shared/domain/identifiers'
import { remaining, type Remaining } from '../../shared/domain/remaining'
import type { Reference } from '../../shared/domain/reference'

/** The reference data as lists and cases need it: names and calendars by id. Empty until it came. */
export class ReferenceView {
  private readonly unitNames: ReadonlyMap<string, string>
  private readonly categoryNames: ReadonlyMap<string, string>
  private readonly officerNames: ReadonlyMap<string, string>
  private readonly countings = new Map<UnitId, Counting>()

  constructor(readonly reference: Reference | null) {
    this.unitNames = namesOf(reference?.units)
    this.categoryNames = namesOf(reference?.categories)
    this.officerNames = namesOf(reference?.officers)
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

  countingFor(unitId: UnitId): Counting | null {
    if (!this.reference) return null
    const known = this.countings.get(unitId)
    if (known) return known
    const counting = countingOf(this.reference, unitId)
    this.countings.set(unitId, counting)
    return counting
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
