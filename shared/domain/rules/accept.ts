import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `accept`: conflicts with whoever took the case. */
export const acceptRule: ActionRule<'accept'> = {
  from: ['dispositioned'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: (event, actorId) => {
    if (event.type === 'accept') return true
    if (event.type !== 'assign') return false
    const assigneeId = event.data?.['assigneeId']
    return typeof assigneeId === 'string' && assigneeId !== actorId
  },
  effect: (subject, _payload, { actor }) => ({
    status: 'in_progress',
    assigneeId: subject.assigneeId ?? actor.id,
  }),
}
