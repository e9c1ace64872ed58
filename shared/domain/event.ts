import type { Action } from './action'
import type { CaseEvent } from './case'
import type { EventId, Instant } from './identifiers'
import type { Officer } from './officer'
import { actionRules } from './rules/actionRules'

/** The event that an action leaves in the timeline (PROTOCOL.md 6.2): `data` is its payload without its text. */
export function eventOf(
  action: Action,
  { actor, at, eventId }: { readonly actor: Officer; readonly at: Instant; readonly eventId: EventId },
): CaseEvent {
  const { text, ...data }: { readonly text?: string; readonly [field: string]: unknown } = {
    ...action.payload,
  }
  return {
    id: eventId,
    at,
    actor: { kind: 'officer', id: actor.id, name: actor.name },
    type: action.type,
    ...(text ? { text } : {}),
    visibility: actionRules[action.type].visibility,
    ...(Object.keys(data).length === 0 ? {} : { data }),
    actionId: action.actionId,
  }
}

/**
 * What everybody may read of an event; null when nothing. A `forward` is public and its text internal (DOMAIN.md,
 * *Actions*), which an event with one `visibility` cannot say: so the text stands in the event, for officers, and
 * whoever shows a case to the public asks here. The reason of a `return` and a `reopen` is in their `data`.
 */
export function publicTextOf(event: CaseEvent): string | null {
  if (event.visibility !== 'public' || event.type === 'forward') return null
  if (event.type === 'return' || event.type === 'reopen') {
    const reason = event.data?.['reason']
    return typeof reason === 'string' ? reason : null
  }
  return event.text ?? null
}
