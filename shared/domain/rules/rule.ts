import type { ActionPayloads, KnownActionType } from '../action'
import type { Case, CaseStatus, Visibility } from '../case'
import type { CaseEvent } from '../case'
import type { Counting } from '../calendar'
import type { Instant, OfficerId } from '../identifiers'
import type { Officer } from '../officer'
import type { DeadlineRules } from '../reference'

/** What an action's effect depends on besides the case and the payload. */
export interface EffectCircumstances {
  readonly actor: Officer
  readonly at: Instant
  readonly rules: DeadlineRules
  /** By the calendar of the unit in which the case lies. */
  readonly counting: Counting
}

/** The fields of a case that an action may change; the event and the next deadline follow from them. */
export type Effect = Partial<
  Pick<Case, 'status' | 'assigneeId' | 'deadlines' | 'firstResponseAt' | 'answeredAt' | 'closedAt'>
>

/** One row of DOMAIN.md's table of actions. */
export interface ActionRule<Type extends KnownActionType> {
  /** From which statuses. */
  readonly from: readonly CaseStatus[]
  /** `holder`: unassigned or one's own. `anybody`: whoever sees the case. Supervisors may all, auditors nothing. */
  readonly by: 'holder' | 'anybody'
  readonly visibility: Visibility
  /** Whether an event that somebody else made since stands against it. */
  readonly standsAgainst: (event: CaseEvent, actorId: OfficerId) => boolean
  readonly effect: (
    subject: Case,
    payload: ActionPayloads[Type],
    circumstances: EffectCircumstances,
  ) => Effect
}
