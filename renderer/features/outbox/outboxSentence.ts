import { retryCodes } from '../../../shared/protocol/action'
import { assertNever } from '../../../shared/domain/assertNever'
import type { OutboxItem, WaitsFor } from '../../engine/outboxApi'
import type { MessageKey } from '../../i18n/words'
import { refusalKey } from '../sync/refusalKey'

type Standing = Pick<OutboxItem, 'state' | 'waitsFor' | 'refusal' | 'lastAnswer'>

/** Where an action stands, in one sentence. */
export function outboxSentence(item: Standing): MessageKey {
  switch (item.state) {
    case 'held':
      return 'outbox.state.held'
    case 'waiting':
      return waitingSentence(item)
    case 'sending':
      return item.lastAnswer?.kind === 'no-answer' ? 'outbox.state.resultUnknown' : 'outbox.state.sending'
    case 'accepted':
      return 'outbox.state.accepted'
    case 'needs-you':
      return item.refusal ? refusalKey(item.refusal) : 'needsYou.rejected.other'
    default:
      return assertNever(item.state, 'state of an action')
  }
}

function waitingSentence({ waitsFor, lastAnswer }: Standing): MessageKey {
  if (waitsFor && waitsFor.kind !== 'request') return waitsForKey(waitsFor)
  if (lastAnswer?.kind === 'put-off') {
    const code = retryCodes.find((known) => known === lastAnswer.code)
    return `outbox.putOff.${code ?? 'other'}`
  }
  if (lastAnswer?.kind === 'not-understood') return 'outbox.state.notUnderstood'
  return lastAnswer ? 'outbox.state.noAnswer' : 'outbox.state.waiting'
}

function waitsForKey(waitsFor: Exclude<WaitsFor, { kind: 'request' }>): MessageKey {
  switch (waitsFor.kind) {
    case 'hold':
      return 'outbox.state.held'
    case 'needs-you':
      return 'outbox.state.behindDecision'
    case 'earlier':
      return 'outbox.state.behindEarlier'
    case 'upload':
      return 'outbox.state.upload'
    case 'reconciling':
      return 'outbox.state.reconciling'
    default:
      return assertNever(waitsFor, 'what an action waits for')
  }
}
