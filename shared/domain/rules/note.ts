import { caseStatuses } from '../case'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `note`: changes nothing, conflicts with nothing. */
export const noteRule: ActionRule<'note'> = {
  from: caseStatuses.filter((status) => status !== 'returned'),
  by: 'anybody',
  visibility: 'internal',
  standsAgainst: () => false,
  effect: () => ({}),
}
