import { meet, pauseResolution, startReporterReply, withoutAutoClose } from '../deadlines'
import { answeredOrMoved } from './eventsSince'
import type { ActionRule } from './rule'

/**
 * DOMAIN.md, *Actions*, row `request_info`. The resolution stands still while the reporter is awaited; from
 * `answered` it is met already, and none runs until the reply.
 */
export const requestInfoRule: ActionRule<'request_info'> = {
  from: ['dispositioned', 'in_progress', 'answered'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: answeredOrMoved,
  effect: (subject, _payload, { actor, at, reference, counting }) => {
    const responded = meet(withoutAutoClose(subject.deadlines), 'first_response', at)
    const { reporter_reply } = reference.deadlineRules
    return {
      status: 'awaiting_reporter',
      assigneeId: subject.assigneeId ?? actor.id,
      firstResponseAt: subject.firstResponseAt ?? at,
      deadlines: startReporterReply(pauseResolution(responded, at), at, reporter_reply, counting),
    }
  },
}
