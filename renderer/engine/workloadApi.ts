import type { Calendar } from '../../shared/domain/reference'
import type { Instant, OfficerId, UnitId } from '../../shared/domain/identifiers'
import type { Role } from '../../shared/domain/officer'
import type { DutyRequest } from '../../shared/protocol/duty'
import type { NationalFailure } from './findingApi'

/** What supervisors and auditors may ask: who holds what, and who is away or on duty. */
export interface WorkloadApi {
  /** From the cache with the unsent work over it: one pass over the rows, in one frame at 100,000. */
  workload(): Promise<Workload>
  /**
   * Until when a colleague is away; null when they are there. Asked of the national system at once and never kept for
   * later (PROTOCOL.md 3.3); when it is done the reference data is asked for anew.
   */
  setAway(officerId: OfficerId, until: Instant | null): Promise<DutyAnswer>
  /** Who answers for a unit on holidays, in the place of what was set before; online only, as `setAway`. */
  setDuty(unitId: UnitId, duty: DutyRequest): Promise<DutyAnswer>
}

/**
 * `open`: neither closed, archived nor returned. `late`, `atRisk`: what the views of that name hold. `unanswered`:
 * dispositioned or in progress, and the first response is not met. `inflow`: dispositioned to this agency today, in
 * its time zone, whatever became of it since.
 */
export const workFigures = ['open', 'late', 'atRisk', 'unanswered', 'inflow'] as const
export type WorkFigure = (typeof workFigures)[number]
export type WorkCounts = Readonly<Record<WorkFigure, number>>

export interface UnitWork {
  readonly own: WorkCounts
  /** Its own, and that of all the units below it. */
  readonly withBelow: WorkCounts
}

export const noWork: WorkCounts = { open: 0, late: 0, atRisk: 0, unanswered: 0, inflow: 0 }

export type DutyAnswer = { readonly outcome: 'done' } | NationalFailure

export interface Workload {
  readonly total: WorkCounts
  /** Of the cases that nobody holds. */
  readonly unassigned: WorkCounts
  /** Everybody who could hold a case, and everybody who holds one; in no order. */
  readonly officers: readonly OfficerLoad[]
  /** In the order of the reference data; see `parentId` for their tree. */
  readonly units: readonly UnitLoad[]
  /** Together with the `search` of a line these find exactly the cases that its figure counts. */
  readonly figureSearches: Readonly<Record<WorkFigure, string>>
  readonly unassignedSearch: string
}

export interface Named<Id> {
  readonly id: Id
  readonly name: string
}

export interface OfficerLoad {
  readonly id: OfficerId
  /** Null for somebody whom the reference data does not name (any more). */
  readonly name: string | null
  readonly role: Role | null
  readonly units: readonly Named<UnitId>[]
  readonly active: boolean
  /** Later than now; null for who is there. */
  readonly awayUntil: Instant | null
  readonly dutyFor: readonly Named<UnitId>[]
  readonly counts: WorkCounts
  /** Finds all cases that they hold. */
  readonly search: string
}

export interface UnitLoad extends UnitWork {
  readonly id: UnitId
  readonly name: string
  /** Null for the uppermost, and for one whose upper unit is not known. */
  readonly parentId: UnitId | null
  readonly calendar: Calendar
  readonly dutyOfficers: readonly Named<OfficerId>[]
  /** Finds the cases of the unit and of those below it. */
  readonly search: string
  /** Finds those of the unit alone. */
  readonly ownSearch: string
}
