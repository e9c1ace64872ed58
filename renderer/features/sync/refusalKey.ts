import { rejectionCodes } from '../../../shared/protocol/action'
import type { Refusal } from '../../engine/api'
import type { MessageKey } from '../../i18n/words'

/** The sentence for why the national system did not take an action (PROTOCOL.md 5.4). */
export function refusalKey(refusal: Refusal): MessageKey {
  if (refusal.outcome === 'conflict') return 'needsYou.conflict'
  const code = rejectionCodes.find((known) => known === refusal.code)
  return `needsYou.rejected.${code ?? 'other'}`
}
