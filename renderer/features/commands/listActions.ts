import { useWords } from '../../i18n/words'
import { useGo } from '../inbox/useGo'
import { useInboxStore } from '../inbox/inboxStore'
import { useChoiceStore } from '../outbox/choiceStore'
import { useOutboxStore } from '../outbox/outboxStore'
import type { CommandAction, CommandId } from './commandTable'
import { focusPane } from './panes'

type ListCommand = Extract<CommandId, 'next' | 'previous' | 'open' | 'read' | 'only-mine'>

/** The commands by which the list is walked, of reports and of *Kotak keluar*. */
export function useListActions(): Record<ListCommand, CommandAction> {
  const inbox = useInboxStore()
  const outbox = useOutboxStore()
  const choosing = useChoiceStore()
  const { go, enter } = useGo()
  const { t } = useWords()

  function step(by: 1 | -1): void | Promise<void> {
    return inbox.pane === 'outbox' ? outbox.step(by) : go(inbox.step(by))
  }
  function isEmpty(): boolean {
    return inbox.pane === 'outbox' ? outbox.lines.length === 0 : (inbox.total ?? 0) === 0
  }
  const whyNot = (): string | null => (isEmpty() ? t('commands.why.empty') : null)

  const isList = (): boolean => inbox.board === null

  async function open(): Promise<void> {
    if (inbox.pane === 'outbox') {
      if (outbox.active) await choosing.openCase(outbox.active)
    } else {
      await enter(Math.max(0, inbox.activeIndex))
    }
    focusPane('case')
  }
  return {
    next: { applies: isList, run: () => step(1), whyNot },
    previous: { applies: isList, run: () => step(-1), whyNot },
    open: { applies: isList, run: open, whyNot },
    read: { applies: isList, run: () => void focusPane('case'), whyNot },
    'only-mine': {
      applies: () => inbox.pane === 'inbox',
      run: () => inbox.chooseMine(!inbox.mine),
    },
  }
}
