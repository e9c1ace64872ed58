import type { ActionType, Decision } from '../../../shared/domain/action'
import type { CaseView } from '../../engine/api'
import { useWords } from '../../i18n/words'
import { copyText } from '../../ui/useCopy'
import { useActStore } from '../case/actStore'
import { useCaseStore } from '../case/caseStore'
import { useComposerStore } from '../case/composerStore'
import type { AfterSending } from '../../../shared/bridge/desk'
import type { ComposedType } from '../case/formChoices'
import { permissionSentence } from '../case/permissionSentence'
import { useSendStore } from '../case/sendStore'
import { useInboxStore } from '../inbox/inboxStore'
import { useOutboxStore } from '../outbox/outboxStore'
import { useSessionStore } from '../session/sessionStore'
import type { CommandAction, CommandId } from './commandTable'

type ReportCommand =
  | ActionType
  | Extract<
      CommandId,
      'assign-to-me' | 'template' | 'preview' | 'send' | 'send-and-next' | 'undo' | 'copy-number'
    >

/** The commands for the report on the right. What the rules do not allow now is said in their words. */
export function useReportActions(): Record<ReportCommand, CommandAction> {
  const acts = useActStore()
  const composer = useComposerStore()
  const inbox = useInboxStore()
  const outbox = useOutboxStore()
  const sending = useSendStore()
  const session = useSessionStore()
  const subject = useCaseStore()
  const { t } = useWords()

  const isCaseThere = (): boolean => inbox.pane === 'inbox' || (inbox.pane === 'outbox' && outbox.showsCase)
  function shown(): CaseView | null {
    return isCaseThere() && subject.stage === 'shown' ? subject.shown : null
  }
  function whyNot(type: ActionType): string | null {
    // Whatever report is at hand, and without one too.
    if (session.readsOnly) return t('act.why.auditor')
    const view = shown()
    if (!view) return t('commands.why.noReport')
    const permission = view.permissions[type]
    if (!permission.allowed) return permissionSentence(type, permission.why, view, t)
    return type === 'unlink_duplicate' && view.case.duplicateOf === null ? t('acting.notLinked') : null
  }
  async function decide(decision: Decision): Promise<void> {
    const view = shown()
    if (view) await acts.act(view.case.id, view.case.trackingId, decision)
  }
  function compose(type: ComposedType): CommandAction {
    return {
      whyNot: () => whyNot(type),
      run() {
        composer.choose(type)
        composer.wantFocus()
      },
    }
  }
  function whyNotAssign(): string | null {
    const holder = shown()?.case.assigneeId
    if (holder && holder === session.officer?.id) return t('commands.why.yours')
    return whyNot('assign')
  }
  /** Whether what is being changed may be done is answered when it is sent. */
  function whyNotCompose(): string | null {
    return composer.changing && shown() ? null : whyNot(composer.textType)
  }
  function whyNotTemplate(): string | null {
    return whyNotCompose() ?? (composer.limits ? null : t('commands.why.noText'))
  }
  function send(after: AfterSending): CommandAction {
    return {
      applies: isCaseThere,
      whyNot: whyNotCompose,
      async run() {
        const view = shown()
        if (view) await sending.send(view.case, after)
      },
    }
  }

  return {
    accept: { whyNot: () => whyNot('accept'), run: () => decide({ type: 'accept', payload: {} }) },
    respond: compose('respond'),
    note: compose('note'),
    request_info: compose('request_info'),
    forward: compose('forward'),
    assign: compose('assign'),
    return: compose('return'),
    archive: compose('archive'),
    close: compose('close'),
    reopen: compose('reopen'),
    edit: compose('edit'),
    link_duplicate: compose('link_duplicate'),
    unlink_duplicate: compose('unlink_duplicate'),
    template: { whyNot: whyNotTemplate, run: () => void (composer.templatesOpen = true) },
    preview: { whyNot: whyNotCompose, run: () => void (composer.previewOpen = true) },
    'assign-to-me': {
      whyNot: whyNotAssign,
      async run() {
        const { officer } = session
        if (officer) await decide({ type: 'assign', payload: { assigneeId: officer.id, reason: '' } })
      },
    },
    send: send('stay'),
    'send-and-next': send('next'),
    undo: {
      applies: () => acts.newest !== null,
      async run() {
        if (acts.newest) await acts.undo(acts.newest)
      },
    },
    'copy-number': {
      whyNot: () => (shown() ? null : t('commands.why.noReport')),
      async run() {
        const view = shown()
        if (view) await copyText(view.case.trackingId)
      },
    },
  }
}
