import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `note`: changes nothing, conflicts with nothing. */
export const noteRule: ActionRule<'note'> = {
  from: ['dispositioned', 'in_progress', 'awaiting_reporter', 'answered', 'closed', 'archived'],
  by: 'anybody',
  visibility: 'internal',
  standsAgainst: () => false,
  effect: () => ({}),
}
