import type { Load } from '../../shared/domain/balance'
import type { CaseId, Instant, OfficerId, UnitId } from '../../shared/domain/identifiers'
import type { RowQuery } from './api'
import type { BulkAnswer, BulkPreview, ReassignTo } from './listApi'

/** What the page may ask of reassigning: who could hold cases, what would come of it, and to do it. */
export interface ReassignApi {
  /** Everybody who could hold cases, those first who may hold most of these, then by name. */
  possibleHolders(cases: ReassignCases): Promise<readonly PossibleHolder[]>
  /** What `reassign` would do now; changes nothing. */
  previewReassign(cases: ReassignCases, to: ReassignTo): Promise<ReassignPreview>
  /**
   * Gives each case that the rules allow to its new holder, by the way of all actions; resolves when all that could be
   * saved is on the disk. `bulk-progress` tells how far it has come, `undoMany` takes it back.
   */
  reassign(cases: ReassignCases, to: ReassignTo, reason: string): Promise<BulkAnswer>
}

/** Which cases: these; the open ones of a list; all open ones that somebody holds. */
export type ReassignCases =
  { readonly caseIds: readonly CaseId[] } | { readonly query: RowQuery } | { readonly ofOfficer: OfficerId }

export interface PossibleHolder {
  readonly officerId: OfficerId
  readonly name: string
  readonly unitIds: readonly UnitId[]
  /** Null for whoever is at work. */
  readonly awayUntil: Instant | null
  readonly load: Load
  /** How many of the cases lie in units whose cases they may hold. */
  readonly mayHold: number
}

/** What it changes for one officer. */
export interface ReassignShare {
  readonly officerId: OfficerId
  readonly name: string
  readonly awayUntil: Instant | null
  readonly before: Load
  readonly gets: Load
  readonly gives: Load
}

export interface ReassignPreview extends BulkPreview {
  /** All that were asked for. */
  readonly total: number
  /** Of the cases that would go to somebody: those that nobody holds. */
  readonly unassigned: number
  /** Who gives all of them away, when it is one officer. */
  readonly from: { readonly officerId: OfficerId; readonly name: string } | null
  /** Those for whom something changes; whoever gets most first, whoever only gives last. */
  readonly shares: readonly ReassignShare[]
}
