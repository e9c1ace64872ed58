import type { ActionType } from '../../../shared/domain/action'
import type { AttachedFile } from '../../../shared/bridge/attachedFiles'
import type { NeedsYouItem, OutboxItem } from '../../engine/outboxApi'
import type { MessageKey } from '../../i18n/words'

/** What must be known of an action to say what can be done with it. */
export type Choosable = Pick<
  OutboxItem,
  | 'actionId'
  | 'caseId'
  | 'trackingId'
  | 'type'
  | 'decision'
  | 'text'
  | 'state'
  | 'waitsFor'
  | 'refusal'
  | 'canUndo'
  | 'canDiscard'
  | 'canChange'
> & { readonly files: readonly AttachedFile[] }

/** `on-top`: over what others did; `again`: what was refused may be allowed now; `now`: without waiting. */
export type SendChoice = 'on-top' | 'again' | 'now'

/** What the officer may do with an action, and why not more. */
export interface Choices {
  readonly send: SendChoice | null
  readonly change: boolean
  readonly undo: boolean
  readonly discard: boolean
  readonly why: MessageKey | null
}

/** Refusals that the same content would meet again. */
const ofContent: readonly (string | null)[] = ['invalid', 'too_large', 'file_missing', 'file_refused']

/** `needed` is what the engine says of an action that needs the officer. */
export function choicesFor(item: Choosable, needed: NeedsYouItem | null): Choices {
  const atDesk = needed ? needed.present !== null : item.trackingId !== null
  return {
    send: sendChoice(item, needed),
    change: item.canChange && atDesk && isChangeable(item.type),
    undo: item.canUndo,
    discard: item.canDiscard,
    why: reason(item, needed, atDesk),
  }
}

/** To accept, and to unlink, has nothing in it that could be put otherwise. */
function isChangeable(type: ActionType): boolean {
  return type !== 'accept' && type !== 'unlink_duplicate'
}

function sendChoice(item: Choosable, needed: NeedsYouItem | null): SendChoice | null {
  if (item.state === 'waiting')
    return item.waitsFor === null || item.waitsFor.kind === 'request' ? 'now' : null
  if (item.state !== 'needs-you' || !needed?.sendOnTop?.allowed) return null
  if (item.refusal?.outcome === 'conflict') return 'on-top'
  return ofContent.includes(item.refusal?.code ?? null) ? null : 'again'
}

function reason(item: Choosable, needed: NeedsYouItem | null, atDesk: boolean): MessageKey | null {
  if (item.state === 'sending') return 'outbox.why.sending'
  if (item.state === 'accepted') return 'outbox.why.accepted'
  if (item.state === 'waiting') return item.waitsFor?.kind === 'needs-you' ? 'outbox.why.behind' : null
  if (item.state !== 'needs-you' || !needed) return null
  // That it has left need not be said twice.
  if (!atDesk) return item.refusal?.code === 'case_left' ? 'outbox.why.wordsStay' : 'outbox.why.caseLeft'
  return needed.sendOnTop?.allowed === false ? 'outbox.why.notAllowed' : null
}

/** An action that needs the officer, as the history of its case knows it. */
export function choosableOf(needed: NeedsYouItem): Choosable {
  return {
    ...needed,
    state: 'needs-you',
    waitsFor: null,
    canUndo: false,
    canDiscard: true,
    canChange: true,
  }
}
