import type { Action } from './action'
import { assertNever } from './assertNever'
import { countingOf } from './calendar'
import type { Case, CaseEvent } from './case'
import { nextDeadline } from './deadlines'
import type { EventId, Instant } from './identifiers'
import type { Officer } from './officer'
import { permissionFor } from './permission'
import type { Reference } from './reference'
import { acceptRule } from './rules/accept'
import { actionRules } from './rules/actionRules'
import { noteRule } from './rules/note'
import { respondRule } from './rules/respond'
import type { Effect, EffectCircumstances } from './rules/rule'

export interface Circumstances {
  readonly actor: Officer
  /** The server's time for a recorded action, the device's for one that is not sent yet. */
  readonly at: Instant
  readonly eventId: EventId
  readonly reference: Pick<Reference, 'agency' | 'units' | 'holidays' | 'deadlineRules'>
}

export type Application =
  | { readonly outcome: 'applied'; readonly case: Case; readonly event: CaseEvent }
  | { readonly outcome: 'rejected'; readonly code: 'forbidden' | 'invalid_transition' }

/**
 * The case after an action, or why it cannot be done. The national system computes its truth with this, the desk
 * what it shows of work that is not sent yet. `version` stays as it was: only the server gives versions. Conflicts
 * are asked of `conflictWith` before.
 */
export function applyAction(subject: Case, action: Action, circumstances: Circumstances): Application {
  const permission = permissionFor(action.type, subject, circumstances.actor)
  if (!permission.allowed) return { outcome: 'rejected', code: permission.code }
  const effect = effectOf(subject, action, {
    actor: circumstances.actor,
    at: circumstances.at,
    rules: circumstances.reference.deadlineRules,
    counting: countingOf(circumstances.reference, subject.unitId),
  })
  const event = eventOf(action, circumstances)
  const changed: Case = { ...subject, ...effect }
  return {
    outcome: 'applied',
    event,
    case: {
      ...changed,
      ...nextDeadline(changed.status, changed.deadlines),
      events: [...subject.events, event],
      updatedAt: circumstances.at,
    },
  }
}

function effectOf(subject: Case, action: Action, circumstances: EffectCircumstances): Effect {
  switch (action.type) {
    case 'accept':
      return acceptRule.effect(subject, action.payload, circumstances)
    case 'respond':
      return respondRule.effect(subject, action.payload, circumstances)
    case 'note':
      return noteRule.effect(subject, action.payload, circumstances)
    default:
      return assertNever(action, 'action')
  }
}

/** The event that an action leaves in the timeline (PROTOCOL.md 6.2): `data` is its payload without its text. */
export function eventOf(action: Action, { actor, at, eventId }: Omit<Circumstances, 'reference'>): CaseEvent {
  const { text, ...data }: { readonly text?: string; readonly [field: string]: unknown } = action.payload
  return {
    id: eventId,
    at,
    actor: { kind: 'officer', id: actor.id, name: actor.name },
    type: action.type,
    ...(text === undefined ? {} : { text }),
    visibility: actionRules[action.type].visibility,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    actionId: action.actionId,
  }
}
