import { assertNever } from '../../../shared/domain/assertNever'
import type { SyncProblem, SyncStatus } from '../../engine/api'
import type { MessageKey } from '../../i18n/words'

/** One sentence of the status line: its key, and the number in it where there is one. */
export interface Sentence {
  readonly key: MessageKey
  readonly count: number | null
  readonly words: Readonly<Record<string, string>>
}

/** What the status line says: what is the matter, what is safe, and the one thing to do (DESIGN). */
export interface SyncLineContent {
  readonly tone: 'calm' | 'soon' | 'act'
  readonly icon: string
  readonly what: Sentence
  readonly safe: readonly Sentence[]
  readonly offer: 'sync-now' | 'sign-in' | 'needs-you'
}

function say(key: MessageKey, count: number | null = null, words: Sentence['words'] = {}): Sentence {
  return { key, count, words }
}

/** What stays after a problem: the work that is saved, or that nothing waits. */
function whatIsSafe(unsent: number): Sentence {
  return unsent > 0 ? say('sync.safe', unsent) : say('sync.nothingWaiting')
}

function isAdvised(
  problem: SyncProblem,
): problem is 'session-ended' | 'device-revoked' | 'upgrade-required' | 'cache-failed' {
  return ['session-ended', 'device-revoked', 'upgrade-required', 'cache-failed'].includes(problem)
}

function attention(status: SyncStatus, sessionEnded: boolean): SyncLineContent {
  const head = { tone: 'act', icon: 'i-lucide-triangle-alert' } as const
  const problem = sessionEnded ? 'session-ended' : status.problem
  if (problem && isAdvised(problem)) {
    const safe = [say(`sync.problemNext.${problem}`), whatIsSafe(status.unsent)]
    const offer = problem === 'session-ended' ? 'sign-in' : 'sync-now'
    return { ...head, what: say(`sync.problem.${problem}`), safe, offer }
  }
  if (status.needsYou > 0) {
    const safe = [say('sync.needsYouNext')]
    return { ...head, what: say('sync.needsYou', status.needsYou), safe, offer: 'needs-you' }
  }
  if (status.journalDamage) {
    const { recordsSalvaged, copyName } = status.journalDamage
    const what = say('sync.damage', recordsSalvaged, { copy: copyName })
    return { ...head, what, safe: [], offer: 'sync-now' }
  }
  return offline({ ...status, problem }, 'act')
}

function offline(status: SyncStatus, tone: SyncLineContent['tone']): SyncLineContent {
  const problem = status.problem ?? 'unreachable'
  const detail = status.problemDetail ? [say('sync.detail', null, { detail: status.problemDetail })] : []
  return {
    tone,
    icon: 'i-lucide-cloud-off',
    what: say(`sync.problem.${problem}`),
    safe: [...detail, whatIsSafe(status.unsent)],
    offer: 'sync-now',
  }
}

function syncing(status: SyncStatus): SyncLineContent {
  const what = status.firstPull
    ? say('sync.firstPull', status.firstPull.casesReceived)
    : status.unsent > 0
      ? say('sync.sending', status.unsent)
      : say('sync.pulling')
  return { tone: 'calm', icon: 'i-lucide-refresh-cw', what, safe: [], offer: 'sync-now' }
}

function idle(status: SyncStatus): SyncLineContent {
  return status.unsent > 0
    ? {
        tone: 'calm',
        icon: 'i-lucide-hard-drive',
        what: say('sync.waiting', status.unsent),
        safe: [],
        offer: 'sync-now',
      }
    : { tone: 'calm', icon: 'i-lucide-cloud-check', what: say('sync.allSent'), safe: [], offer: 'sync-now' }
}

/** `sessionEnded` is main's word for it, which may come before the engine's. */
export function syncLine(status: SyncStatus, sessionEnded: boolean): SyncLineContent {
  const content = bySeverity(status, sessionEnded)
  const setAside = status.casesSetAside > 0 ? [say('sync.setAside', status.casesSetAside)] : []
  return { ...content, safe: [...content.safe, ...setAside] }
}

function bySeverity(status: SyncStatus, sessionEnded: boolean): SyncLineContent {
  if (sessionEnded) return attention(status, true)
  switch (status.state) {
    case 'attention':
      return attention(status, false)
    case 'offline':
      // Amber is for work that waits; without any, being offline is no more than a fact (DESIGN).
      return offline(status, status.unsent > 0 ? 'soon' : 'calm')
    case 'syncing':
      return syncing(status)
    case 'idle':
      return idle(status)
    default:
      return assertNever(status.state, 'sync state')
  }
}
