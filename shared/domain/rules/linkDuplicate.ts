import { linkedToAnother } from './eventsSince'
import { openStatuses } from './openStatuses'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `link_duplicate`: a primary is never itself a duplicate. */
export const linkDuplicateRule: ActionRule<'link_duplicate'> = {
  from: openStatuses,
  by: 'holder',
  visibility: 'internal',
  standsAgainst: (event, { primaryCaseId }) => linkedToAnother(event, primaryCaseId),
  objection: (subject, { primaryCaseId }, { primary }) => {
    if (primaryCaseId === subject.id) return 'primaryCaseId: a case is no duplicate of itself'
    if (primary === undefined) return null
    if (primary === null) return 'primaryCaseId: no case that you can see'
    return primary.duplicateOf === null ? null : 'primaryCaseId: is itself a duplicate'
  },
  effect: (_subject, { primaryCaseId }) => ({ duplicateOf: primaryCaseId }),
}
