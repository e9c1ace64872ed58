import type { ActionType, Decision } from './action'
import type { Case } from './case'
import type { Officer } from './officer'
import { actionRules } from './rules/actionRules'
import { officerMayAssign } from './rules/assign'

/** Why the rules forbid something to somebody, whatever the case's status. */
export type ForbiddenReason =
  'auditor' | 'supervisors_only' | 'held_by_another' | /** Of a case that nobody holds. */ 'only_to_oneself'

/** Whether the rules let somebody do something now, and if not, why. `code` is the national system's (PROTOCOL.md 5.4). */
export type Permission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly why: ForbiddenReason; readonly code: 'forbidden' }
  | { readonly allowed: false; readonly why: 'not_in_this_status'; readonly code: 'invalid_transition' }

/**
 * Who may do it comes before when it may be done (PROTOCOL.md 5.6). A type alone asks whether it can be offered;
 * the decision, once there is one, whether it may be done as decided. Whether the case can be seen at all is
 * `canSee`'s question, asked before; what the payload refers to is `applyAction`'s, asked after.
 */
export function permissionFor(
  asked: ActionType | Decision,
  subject: Pick<Case, 'status' | 'assigneeId'>,
  actor: Pick<Officer, 'id' | 'role'>,
): Permission {
  const why = forbiddenWhy(asked, subject, actor)
  if (why) return { allowed: false, why, code: 'forbidden' }
  if (!actionRules[typeOf(asked)].from.includes(subject.status)) {
    return { allowed: false, why: 'not_in_this_status', code: 'invalid_transition' }
  }
  return { allowed: true }
}

function typeOf(asked: ActionType | Decision): ActionType {
  return typeof asked === 'string' ? asked : asked.type
}

/** DOMAIN.md, *Roles*. */
function forbiddenWhy(
  asked: ActionType | Decision,
  subject: Pick<Case, 'assigneeId'>,
  actor: Pick<Officer, 'id' | 'role'>,
): ForbiddenReason | null {
  if (actor.role === 'auditor') return 'auditor'
  if (actor.role === 'supervisor') return null
  const { by } = actionRules[typeOf(asked)]
  if (by === 'anybody') return null
  if (by === 'supervisor') return 'supervisors_only'
  if (subject.assigneeId !== null && subject.assigneeId !== actor.id) return 'held_by_another'
  if (typeof asked === 'string' || asked.type !== 'assign') return null
  return officerMayAssign(subject, asked.payload, actor) ? null : 'only_to_oneself'
}
