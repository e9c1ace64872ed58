import { meet } from '../deadlines'
import { answeredMovedOrReplied } from './eventsSince'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `archive`: closed without follow-up, so the first response stays unmet. */
export const archiveRule: ActionRule<'archive'> = {
  from: ['dispositioned', 'in_progress', 'awaiting_reporter'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: answeredMovedOrReplied,
  effect: (subject, _payload, { at }) => ({
    status: 'archived',
    closedAt: at,
    deadlines: meet(meet(subject.deadlines, 'resolution', at), 'reporter_reply', at),
  }),
}
