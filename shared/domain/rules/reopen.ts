import { resolutionDays, restartResolution } from '../deadlines'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `reopen`, for supervisors; a new resolution starts. */
export const reopenRule: ActionRule<'reopen'> = {
  from: ['closed', 'archived'],
  by: 'supervisor',
  visibility: 'public',
  standsAgainst: (event) => event.type === 'reopen',
  effect: (subject, _payload, { at, reference, counting }) => ({
    status: 'in_progress',
    closedAt: null,
    deadlines: restartResolution(
      subject.deadlines,
      at,
      resolutionDays(subject, reference.deadlineRules),
      counting,
    ),
  }),
}
