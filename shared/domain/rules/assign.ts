import type { ActionPayloads } from '../action'
import type { Case } from '../case'
import type { Officer } from '../officer'
import { colleagueSees } from '../visibility'
import { givenTo } from './eventsSince'
import { openStatuses } from './openStatuses'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `assign`. Others who gave it to the same person are no conflict. */
export const assignRule: ActionRule<'assign'> = {
  from: openStatuses,
  by: 'holder',
  visibility: 'internal',
  standsAgainst: (event, { assigneeId }) => {
    const holderId = givenTo(event)
    return holderId !== null && holderId !== assigneeId
  },
  objection: (subject, { assigneeId }, { reference }) => {
    if (assigneeId === null) return null
    const colleague = reference.officers.find((candidate) => candidate.id === assigneeId)
    if (!colleague) return 'assigneeId: nobody of this agency'
    if (!colleague.active) return 'assigneeId: not active any more'
    // Auditors see everything and do nothing: with them a case would lie still.
    if (colleague.role === 'auditor') return 'assigneeId: an auditor holds no case'
    return colleagueSees(colleague, subject, reference.units) ? null : 'assigneeId: cannot see this case'
  },
  effect: (_subject, { assigneeId }) => ({ assigneeId }),
}

/** An officer claims what nobody holds, for nobody but themself; their own they may pass on or let go. */
export function officerMayAssign(
  subject: Pick<Case, 'assigneeId'>,
  { assigneeId }: Pick<ActionPayloads['assign'], 'assigneeId'>,
  actor: Pick<Officer, 'id'>,
): boolean {
  return subject.assigneeId === actor.id || assigneeId === actor.id
}
