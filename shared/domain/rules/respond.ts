import type { CaseEventType } from '../case'
import { meet, startAutoClose } from '../deadlines'
import type { ActionRule, Effect } from './rule'

/** Answering, asking or moving the case: what stands against an answer made without knowing of it. */
const answersAndMoves: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'respond',
  'request_info',
  'forward',
  'return',
  'archive',
  'close',
  'auto_closed',
])

/** DOMAIN.md, *Actions*, row `respond`. With `close` it answers and closes at once. */
export const respondRule: ActionRule<'respond'> = {
  from: ['dispositioned', 'in_progress', 'awaiting_reporter', 'answered'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: (event) => answersAndMoves.has(event.type),
  effect: (subject, payload, { actor, at, rules, counting }): Effect => {
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
    return { ...answer, status: 'answered', deadlines: startAutoClose(deadlines, at, rules, counting) }
  },
}
