import { useInboxStore } from '../inbox/inboxStore'
import { useFiguresStore } from '../insight/figuresStore'
import type { CommandAction, CommandId } from './commandTable'

type FigureCommand = Extract<CommandId, `figures-${string}`>

/** The commands of the board of figures. */
export function useFigureActions(): Record<FigureCommand, CommandAction> {
  const inbox = useInboxStore()
  const figures = useFiguresStore()
  const stepping = (by: -1 | 1): CommandAction => ({
    applies: () => inbox.board === 'figures',
    run: async () => void (await figures.stepPeriod(by)),
  })
  return { 'figures-earlier': stepping(-1), 'figures-later': stepping(1) }
}
