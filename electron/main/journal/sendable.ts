import type { JournalEntry } from '../../../shared/bridge/journalPort'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'

/**
 * Which of the asked-for actions may go out now, in the order in which the officer acted: those that wait, and those
 * sent before whose result is unknown. One is kept back while an earlier action of its case needs the officer, is
 * held, or is not in the same request, so that a case's actions keep their order whoever asks (PROTOCOL.md 5.3, 5.4).
 */
export function sendable(
  entries: readonly JournalEntry[],
  askedFor: ReadonlySet<ActionId>,
): readonly ActionId[] {
  const kept = new Set<CaseId>()
  const allowed: ActionId[] = []
  for (const { action, standing } of entries) {
    if (standing.state === 'accepted') continue
    const mayGo = standing.state === 'waiting' || standing.state === 'sent'
    if (mayGo && askedFor.has(action.actionId) && !kept.has(action.caseId)) {
      allowed.push(action.actionId)
    } else {
      kept.add(action.caseId)
    }
  }
  return allowed
}
