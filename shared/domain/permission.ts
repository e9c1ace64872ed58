import type { KnownActionType } from './action'
import type { Case } from './case'
import type { Officer } from './officer'
import { actionRules } from './rules/actionRules'

/** Whether the rules let somebody do something now, and if not, why. */
export type Permission =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly why: 'not_in_this_status' | 'held_by_another' | 'auditor'
      /** What the national system would answer (PROTOCOL.md 5.4). */
      readonly code: 'forbidden' | 'invalid_transition'
    }

/**
 * Who may do it comes before when it may be done (PROTOCOL.md 5.6). Whether the case can be seen at all is
 * `canSee`'s question, asked before.
 */
export function permissionFor(
  type: KnownActionType,
  subject: Pick<Case, 'status' | 'assigneeId'>,
  actor: Pick<Officer, 'id' | 'role'>,
): Permission {
  const rule = actionRules[type]
  if (actor.role === 'auditor') return { allowed: false, why: 'auditor', code: 'forbidden' }
  const holds = subject.assigneeId === null || subject.assigneeId === actor.id
  if (actor.role === 'officer' && rule.by === 'holder' && !holds) {
    return { allowed: false, why: 'held_by_another', code: 'forbidden' }
  }
  if (!rule.from.includes(subject.status)) {
    return { allowed: false, why: 'not_in_this_status', code: 'invalid_transition' }
  }
  return { allowed: true }
}
