import type { ActionType } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import { actionRules } from '../../../shared/domain/rules/actionRules'
import type { MessageKey } from '../../i18n/words'

/** Whether only officers read the text of an action (DOMAIN.md, *Actions*, column *seen by*). */
export function isInternalText(type: ActionType): boolean {
  return type === 'note' || type === 'forward' || type === 'assign'
}

/** Whether nobody but officers sees that it was done. */
export function isInternalAct(type: ActionType): boolean {
  return actionRules[type].visibility === 'internal'
}

/** Who will see what is being decided, in words. */
export function readersKey(type: ActionType, { confidential }: Pick<Case, 'confidential'>): MessageKey {
  if (isInternalAct(type)) return 'composer.readByOfficers'
  if (type === 'forward') return 'acting.readers.forward'
  if (type === 'return') return 'acting.readers.return'
  return confidential ? 'composer.readByReporter' : 'composer.readByAll'
}
