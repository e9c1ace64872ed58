import { meet } from '../deadlines'
import { answeredMovedOrReplied } from './eventsSince'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `close`. */
export const closeRule: ActionRule<'close'> = {
  from: ['answered'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: answeredMovedOrReplied,
  effect: (subject, _payload, { at }) => ({
    status: 'closed',
    closedAt: at,
    deadlines: meet(meet(subject.deadlines, 'resolution', at), 'auto_close', at),
  }),
}
