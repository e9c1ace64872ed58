import type { Action, Decision } from '../../shared/domain/action'
import { decisionSchema } from '../../shared/protocol/action'

/** Only the decision of an action: its id and base do not come along. It was checked when it was made. */
export function decisionOf(action: Action): Decision {
  return decisionSchema.parse(action)
}
