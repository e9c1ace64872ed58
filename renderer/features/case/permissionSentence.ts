import type { ActionType } from '../../../shared/domain/action'
import type { Permission } from '../../../shared/domain/permission'
import type { CaseView } from '../../engine/api'
import type { MessageKey, MessageValues } from '../../i18n/words'

type Reason = Extract<Permission, { allowed: false }>['why']

/** Why an action cannot be done now, as one sentence. */
export function permissionSentence(
  type: ActionType,
  why: Reason,
  view: Pick<CaseView, 'assigneeName'> & { readonly case: Pick<CaseView['case'], 'status'> },
  t: (key: MessageKey, values?: MessageValues) => string,
): string {
  return t(`act.why.${why}`, {
    action: t(`act.${type}`),
    status: t(`status.${view.case.status}`),
    officer: view.assigneeName ?? t('act.someoneElse'),
  })
}
