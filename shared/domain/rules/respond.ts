import { meet, startAutoClose } from '../deadlines'
import { answeredOrMoved } from './eventsSince'
import type { ActionRule, Effect } from './rule'

/** DOMAIN.md, *Actions*, row `respond`. With `close` it answers and closes at once. */
export const respondRule: ActionRule<'respond'> = {
  from: ['dispositioned', 'in_progress', 'awaiting_reporter', 'answered'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: answeredOrMoved,
  effect: (subject, payload, { actor, at, reference, counting }): Effect => {
    let deadlines = meet(subject.deadlines, 'first_response', at)
    deadlines = meet(deadlines, 'resolution', at)
    deadlines = meet(deadlines, 'reporter_reply', at)
    const answer: Effect = {
      assigneeId: subject.assigneeId ?? actor.id,
      firstResponseAt: subject.firstResponseAt ?? at,
      answeredAt: at,
    }
    if (payload.close) {
      return { ...answer, status: 'closed', closedAt: at, deadlines: meet(deadlines, 'auto_close', at) }
    }
    const { auto_close } = reference.deadlineRules
    return { ...answer, status: 'answered', deadlines: startAutoClose(deadlines, at, auto_close, counting) }
  },
}
