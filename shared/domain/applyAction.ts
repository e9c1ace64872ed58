import type { Action, ActionPayloads, ActionType } from './action'
import { countingOf } from './calendar'
import type { Case, CaseEvent } from './case'
import { nextDeadline } from './deadlines'
import { eventOf } from './event'
import type { EventId, Instant } from './identifiers'
import type { Officer } from './officer'
import { permissionFor, type Permission } from './permission'
import { actionRules } from './rules/actionRules'
import type { Effect, RuleCircumstances, RuleReference } from './rules/rule'

export interface Circumstances {
  readonly actor: Officer
  /** The server's time for a recorded action, the device's for one that is not sent yet. */
  readonly at: Instant
  readonly eventId: EventId
  readonly reference: RuleReference
  /**
   * For `link_duplicate`: the case that `primaryCaseId` names, null when there is none that the actor can see.
   * Left out by who cannot know it, as a desk that does not hold it: then only the national system judges it.
   */
  readonly primary?: Pick<Case, 'id' | 'duplicateOf'> | null | undefined
}

export type Application =
  | { readonly outcome: 'applied'; readonly case: Case; readonly event: CaseEvent }
  | {
      readonly outcome: 'rejected'
      readonly code: 'forbidden' | 'invalid_transition' | 'invalid'
      /** In English, for logs and the protocol's `detail`. */
      readonly detail: string
    }

/**
 * The case after an action, or why it cannot be done. The national system computes its truth with this, the desk
 * what it shows of work that is not sent yet. Asked in this order: may they (`forbidden`), may it now
 * (`invalid_transition`), does the payload refer to what there is (`invalid`). `version` stays as it was: only the
 * server gives versions. Conflicts are asked of `conflictWith` before.
 */
export function applyAction(subject: Case, action: Action, circumstances: Circumstances): Application {
  const { actor, at, reference, primary } = circumstances
  const permission = permissionFor(action, subject, actor)
  if (!permission.allowed) return refused(permission, action, subject)
  const counting = countingOf(reference, subject.unitId)
  const outcome = outcomeOf(action, subject, { actor, at, reference, counting, primary })
  if ('objection' in outcome) return { outcome: 'rejected', code: 'invalid', detail: outcome.objection }
  const event = eventOf(action, circumstances)
  const changed: Case = { ...subject, ...outcome.effect }
  return {
    outcome: 'applied',
    event,
    case: {
      ...changed,
      ...nextDeadline(changed.status, changed.deadlines),
      events: [...changed.events, event],
      updatedAt: at,
    },
  }
}

function outcomeOf<Type extends ActionType>(
  { type, payload }: { readonly type: Type; readonly payload: ActionPayloads[Type] },
  subject: Case,
  circumstances: RuleCircumstances,
): { readonly objection: string } | { readonly effect: Effect } {
  const rule = actionRules[type]
  const objection = rule.objection?.(subject, payload, circumstances) ?? null
  return objection === null ? { effect: rule.effect(subject, payload, circumstances) } : { objection }
}

const forbiddenDetails = {
  auditor: 'an auditor does nothing',
  supervisors_only: 'for supervisors only',
  held_by_another: 'another officer holds the case',
  only_to_oneself: 'an officer takes an unassigned case for themself only',
} as const

function refused(
  { why, code }: Extract<Permission, { allowed: false }>,
  action: Action,
  subject: Case,
): Application {
  const detail =
    why === 'not_in_this_status' ? `${action.type}: not from ${subject.status}` : forbiddenDetails[why]
  return { outcome: 'rejected', code, detail }
}
