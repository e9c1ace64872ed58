import type { ManagedProblem } from '../../../shared/bridge/managed'
import type { MessageKey, MessageValues } from '../../i18n/words'

/** The one sentence about the settings of IT staff; null while they all hold. */
export function managedSentence(
  problems: readonly ManagedProblem[],
): { readonly key: MessageKey; readonly values: MessageValues } | null {
  const [first] = problems
  if (!first) return null
  if (first.kind === 'unreadable' || first.kind === 'writable-by-others') {
    return { key: `managed.${first.kind}`, values: {} }
  }
  const keys = problems.flatMap((problem) => ('key' in problem ? [problem.key] : []))
  return { key: 'managed.partly', values: { keys: keys.slice(0, 5).join(', ') } }
}
