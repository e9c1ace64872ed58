import { linkedToAnother } from './eventsSince'
import { openStatuses } from './openStatuses'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `unlink_duplicate`. */
export const unlinkDuplicateRule: ActionRule<'unlink_duplicate'> = {
  from: openStatuses,
  by: 'holder',
  visibility: 'internal',
  standsAgainst: (event, { primaryCaseId }) => linkedToAnother(event, primaryCaseId),
  objection: (subject, { primaryCaseId }) =>
    subject.duplicateOf === primaryCaseId ? null : 'primaryCaseId: is not the primary of this case',
  effect: () => ({ duplicateOf: null }),
}
