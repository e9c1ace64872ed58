import { rejectionCodes } from '../../../shared/protocol/action'
import { deskRefusalCodes, type Refusal } from '../../engine/outboxApi'
import type { MessageKey } from '../../i18n/words'

const knownCodes = [...rejectionCodes, ...deskRefusalCodes]

/** The sentence for why an action was not taken (PROTOCOL.md 5.4). */
export function refusalKey(refusal: Refusal): MessageKey {
  if (refusal.outcome === 'conflict') return 'needsYou.conflict'
  const code = knownCodes.find((known) => known === refusal.code)
  return `needsYou.rejected.${code ?? 'other'}`
}
