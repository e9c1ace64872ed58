import type { ActionPayloads, ActionType } from './action'
import type { CaseEvent } from './case'
import type { OfficerId } from './identifiers'
import { actionRules } from './rules/actionRules'

/**
 * The first thing that others did since the officer looked and that stands against the action, or null. Others
 * are all actors but the officer who sends, the reporter and the system among them (DOMAIN.md, *Actions*).
 * `eventsSince` are those after the action's `baseVersion`.
 */
export function conflictWith<Type extends ActionType>(
  { type, payload }: { readonly type: Type; readonly payload: ActionPayloads[Type] },
  eventsSince: readonly CaseEvent[],
  actorId: OfficerId,
): CaseEvent | null {
  const { standsAgainst } = actionRules[type]
  return eventsSince.find((event) => !isBy(event, actorId) && standsAgainst(event, payload, actorId)) ?? null
}

function isBy(event: CaseEvent, officerId: OfficerId): boolean {
  return event.actor.kind === 'officer' && event.actor.id === officerId
}
