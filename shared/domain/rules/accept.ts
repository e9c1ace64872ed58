import { givenTo } from './eventsSince'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `accept`: conflicts with whoever took the case. */
export const acceptRule: ActionRule<'accept'> = {
  from: ['dispositioned'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: (event, _payload, actorId) => {
    const holderId = givenTo(event)
    return holderId !== null && holderId !== actorId
  },
  effect: (subject, _payload, { actor }) => ({
    status: 'in_progress',
    assigneeId: subject.assigneeId ?? actor.id,
  }),
}
