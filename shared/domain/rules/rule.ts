import type { ActionPayloads, ActionType } from '../action'
import type { Counting } from '../calendar'
import type { Case, CaseEvent, CaseStatus, Visibility } from '../case'
import type { Instant, OfficerId } from '../identifiers'
import type { Officer } from '../officer'
import type { Reference } from '../reference'

/** As much of the reference data as an action's checks and effect ask for. */
export type RuleReference = Pick<
  Reference,
  'agency' | 'units' | 'officers' | 'categories' | 'holidays' | 'deadlineRules'
>

/** What an action's checks and effect depend on besides the case and the payload. */
export interface RuleCircumstances {
  readonly actor: Officer
  readonly at: Instant
  readonly reference: RuleReference
  /** By the calendar of the unit in which the case lies. */
  readonly counting: Counting
  /** See `Circumstances.primary`. */
  readonly primary: Pick<Case, 'id' | 'duplicateOf'> | null | undefined
}

/** The fields of a case that an action may change; its own event and the next deadline follow from them. */
export type Effect = Partial<
  Pick<
    Case,
    | 'status'
    | 'unitId'
    | 'assigneeId'
    | 'deadlines'
    | 'firstResponseAt'
    | 'answeredAt'
    | 'closedAt'
    | 'title'
    | 'categoryId'
    | 'tags'
    | 'classification'
    | 'oversight'
    | 'anonymous'
    | 'confidential'
    | 'reporter'
    | 'events'
    | 'duplicateOf'
  >
>

/** One row of DOMAIN.md's table of actions. */
export interface ActionRule<Type extends ActionType> {
  /** From which statuses. */
  readonly from: readonly CaseStatus[]
  /**
   * `holder`: unassigned or one's own. `anybody`: whoever sees the case. `supervisor`: only they. Supervisors may
   * all, auditors nothing.
   */
  readonly by: 'holder' | 'anybody' | 'supervisor'
  readonly visibility: Visibility
  /** Whether an event that somebody else made since stands against it. */
  readonly standsAgainst: (event: CaseEvent, payload: ActionPayloads[Type], actorId: OfficerId) => boolean
  /** What is wrong with that to which the payload refers, in English; null when it may be done. */
  readonly objection?: (
    subject: Case,
    payload: ActionPayloads[Type],
    circumstances: RuleCircumstances,
  ) => string | null
  readonly effect: (subject: Case, payload: ActionPayloads[Type], circumstances: RuleCircumstances) => Effect
}
