import { computed, inject, provide, ref, shallowRef, type InjectionKey, type Ref } from 'vue'
import type { MessageKey } from '../../i18n/words'
import { useSessionStore } from '../session/sessionStore'
import { commandIds, shapeOf, type CommandAction, type CommandGroup, type CommandId } from './commandTable'
import { useDeskActions, type DeskDialog } from './deskActions'
import { useFigureActions } from './figureActions'
import { useListActions } from './listActions'
import { useOutboxActions } from './outboxActions'
import { useReassignActions } from './reassignActions'
import { useReportActions } from './reportActions'

export interface Commands {
  /** What lies over the desk. */
  readonly dialog: Ref<DeskDialog | null>
  /** Why the command tried last cannot be done; a new object for every try. */
  readonly refusal: Ref<{ readonly name: MessageKey; readonly why: string } | null>
  readonly applies: (id: CommandId) => boolean
  readonly whyNot: (id: CommandId) => string | null
  /** Does it, or says why not. */
  readonly run: (id: CommandId) => void
  /** Those that are about what is on screen, in the order in which they are shown. */
  readonly offered: () => readonly CommandId[]
}

/** One after the other, in the order in which they were pressed; none of them waits for the network. */
const inTurn: readonly CommandGroup[] = ['list', 'report', 'outbox']

const commandsKey: InjectionKey<Commands> = Symbol('commands')

/** The commands of an open desk, for everything below the component that calls this. */
export function provideCommands(): Commands {
  const dialog = ref<DeskDialog | null>(null)
  const refusal = shallowRef<{ readonly name: MessageKey; readonly why: string } | null>(null)
  const session = useSessionStore()
  const ready = computed(() => session.state?.stage === 'open')

  /** What is pressed while a report is still being opened is meant for that report. */
  let turn: Promise<void> = Promise.resolve()

  const actions: Record<CommandId, CommandAction> = {
    ...useDeskActions(dialog),
    ...useFigureActions(),
    ...useListActions(),
    ...useReportActions(),
    ...useReassignActions(),
    ...useOutboxActions(),
  }
  const applies = (id: CommandId): boolean => ready.value && (actions[id].applies?.() ?? true)
  const whyNot = (id: CommandId): string | null => actions[id].whyNot?.() ?? null

  async function perform(id: CommandId): Promise<void> {
    if (!applies(id)) return
    const why = whyNot(id)
    refusal.value = why === null ? null : { name: shapeOf(id).name, why }
    if (why === null) await actions[id].run()
  }
  function run(id: CommandId): void {
    if (!inTurn.includes(shapeOf(id).group)) {
      void perform(id)
      return
    }
    const performed = turn.then(() => perform(id))
    turn = performed.catch(() => undefined)
  }

  const commands: Commands = {
    dialog,
    refusal,
    applies,
    whyNot,
    run,
    offered: () => commandIds.filter(applies),
  }
  provide(commandsKey, commands)
  return commands
}

export function useCommands(): Commands {
  const commands = inject(commandsKey)
  if (!commands) throw new Error('There are no commands outside an open desk')
  return commands
}
