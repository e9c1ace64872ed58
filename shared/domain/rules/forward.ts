import { countingOf } from '../calendar'
import type { Case } from '../case'
import { endWait, resolutionDays } from '../deadlines'
import type { OfficerId, UnitId } from '../identifiers'
import { colleagueSees } from '../visibility'
import { answeredOrMoved } from './eventsSince'
import type { ActionRule, RuleCircumstances } from './rule'

/**
 * DOMAIN.md, *Actions*, row `forward`, and *Deadlines*: running deadlines stay as they are. A case that waits for
 * its reporter does not wait any more: it lies new before the other unit.
 */
export const forwardRule: ActionRule<'forward'> = {
  from: ['dispositioned', 'in_progress', 'awaiting_reporter'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: answeredOrMoved,
  objection: (subject, { unitId }, { reference }) => {
    if (unitId === subject.unitId) return 'unitId: the case lies in this unit already'
    return reference.units.some((unit) => unit.id === unitId) ? null : 'unitId: no unit of this agency'
  },
  effect: (subject, { unitId }, circumstances) => ({
    status: 'dispositioned',
    unitId,
    assigneeId: assigneeAfter(subject, unitId, circumstances),
    deadlines: deadlinesAfter(subject, unitId, circumstances),
  }),
}

/** The assignee stays when they can see the case in the new unit, as nobody can who is not active any more. */
function assigneeAfter(subject: Case, unitId: UnitId, { reference }: RuleCircumstances): OfficerId | null {
  const holder = reference.officers.find((colleague) => colleague.id === subject.assigneeId)
  return holder?.active && colleagueSees(holder, { unitId }, reference.units) ? holder.id : null
}

function deadlinesAfter(
  subject: Case,
  unitId: UnitId,
  { at, reference, counting }: RuleCircumstances,
): Case['deadlines'] {
  if (subject.status !== 'awaiting_reporter') return subject.deadlines
  const days = resolutionDays(subject, reference.deadlineRules)
  return endWait(subject.deadlines, at, days, { until: counting, from: countingOf(reference, unitId) })
}
