import { answeredOrMoved } from './eventsSince'
import type { ActionRule } from './rule'

/** DOMAIN.md, *Actions*, row `return`: the clocks stay as they are, since others go on with the case. */
export const returnRule: ActionRule<'return'> = {
  from: ['dispositioned', 'in_progress'],
  by: 'holder',
  visibility: 'public',
  standsAgainst: answeredOrMoved,
  effect: () => ({ status: 'returned' }),
}
