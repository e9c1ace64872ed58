import { copyText } from '../../ui/useCopy'
import { useInboxStore } from '../inbox/inboxStore'
import { choicesFor, type Choices } from '../outbox/choices'
import { useChoiceStore } from '../outbox/choiceStore'
import { useOutboxStore } from '../outbox/outboxStore'
import { useSyncStore } from '../sync/syncStore'
import type { OutboxItem } from '../../engine/outboxApi'
import type { CommandAction, CommandId } from './commandTable'

type OutboxCommand = Extract<CommandId, `outbox-${string}`>

/** The commands for the action chosen in *Kotak keluar*. What is not offered there is not done by a key either. */
export function useOutboxActions(): Record<OutboxCommand, CommandAction> {
  const inbox = useInboxStore()
  const outbox = useOutboxStore()
  const sync = useSyncStore()
  const choosing = useChoiceStore()

  function offered(): { readonly item: OutboxItem; readonly choices: Choices } | null {
    const { active: item } = outbox
    if (inbox.pane !== 'outbox' || outbox.showsCase || !item) return null
    return { item, choices: choicesFor(item, sync.needsYouItem(item.actionId)) }
  }
  return {
    'outbox-send': {
      applies: () => Boolean(offered()?.choices.send),
      async run() {
        const now = offered()
        if (now?.choices.send) await choosing.send(now.item, now.choices.send)
      },
    },
    'outbox-change': {
      applies: () => Boolean(offered()?.choices.change),
      async run() {
        const now = offered()
        if (now) await choosing.change(now.item)
      },
    },
    'outbox-copy': {
      // Whatever is selected with the pointer is what is meant to be copied.
      applies: () => Boolean(offered()?.item.text) && (window.getSelection()?.toString() ?? '') === '',
      async run() {
        const text = offered()?.item.text
        if (text) await copyText(text)
      },
    },
    'outbox-discard': {
      applies: () => Boolean(offered()?.choices.discard),
      run() {
        const now = offered()
        if (now) choosing.askToDiscard(now.item)
      },
    },
  }
}
