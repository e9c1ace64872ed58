import type { ActionType } from '../action'
import { acceptRule } from './accept'
import { archiveRule } from './archive'
import { assignRule } from './assign'
import { closeRule } from './close'
import { editRule } from './edit'
import { forwardRule } from './forward'
import { linkDuplicateRule } from './linkDuplicate'
import { noteRule } from './note'
import { reopenRule } from './reopen'
import { requestInfoRule } from './requestInfo'
import { respondRule } from './respond'
import { returnRule } from './return'
import type { ActionRule } from './rule'
import { unlinkDuplicateRule } from './unlinkDuplicate'

/** DOMAIN.md's table of actions: one rule for each row. */
export const actionRules: { readonly [Type in ActionType]: ActionRule<Type> } = {
  accept: acceptRule,
  respond: respondRule,
  note: noteRule,
  request_info: requestInfoRule,
  forward: forwardRule,
  assign: assignRule,
  return: returnRule,
  archive: archiveRule,
  close: closeRule,
  reopen: reopenRule,
  edit: editRule,
  link_duplicate: linkDuplicateRule,
  unlink_duplicate: unlinkDuplicateRule,
}
