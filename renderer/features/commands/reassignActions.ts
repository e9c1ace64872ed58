import { useCaseStore } from '../case/caseStore'
import { permissionSentence } from '../case/permissionSentence'
import { useInboxStore } from '../inbox/inboxStore'
import { useSelectionStore } from '../inbox/selectionStore'
import { useSessionStore } from '../session/sessionStore'
import { theseCases, useReassignStore } from '../supervise/reassignStore'
import { useWords } from '../../i18n/words'
import type { CommandAction, CommandId } from './commandTable'

type ReassignCommand = Extract<CommandId, 'reassign' | 'reassign-list'>

/** Giving reports to others: those selected or the one at hand, or all of the list. */
export function useReassignActions(): Record<ReassignCommand, CommandAction> {
  const inbox = useInboxStore()
  const reassign = useReassignStore()
  const selection = useSelectionStore()
  const session = useSessionStore()
  const subject = useCaseStore()
  const { t } = useWords()

  const applies = (): boolean => inbox.pane === 'inbox' && session.officer?.role !== 'auditor'
  const shown = () => (subject.stage === 'shown' ? subject.shown : null)

  function whyNot(): string | null {
    if (selection.several) return null
    const view = shown()
    if (!view) return t('commands.why.noReport')
    const { assign } = view.permissions
    return assign.allowed ? null : permissionSentence('assign', assign.why, view, t)
  }
  return {
    reassign: {
      applies,
      whyNot,
      run() {
        const view = shown()
        if (selection.several) reassign.wish(theseCases(selection.selected))
        else if (view) reassign.wish(theseCases([view.case.id]))
      },
    },
    'reassign-list': {
      applies,
      whyNot: () => ((inbox.total ?? 0) === 0 ? t('commands.why.empty') : null),
      run: () => reassign.wish({ query: inbox.query }),
    },
  }
}
