import {
  actionTypes,
  plainText,
  textLimits,
  type ActionType,
  type Decision,
  type EditPayload,
  type TextLimits,
} from '../../../shared/domain/action'
import { assertNever } from '../../../shared/domain/assertNever'
import type { Case } from '../../../shared/domain/case'
import type { DecisionChoices } from '../../../shared/domain/decisionChoices'

/** The actions that are put together in the composer; to accept needs no more than a word. */
export type ComposedType = Exclude<ActionType, 'accept'>
export const composedTypes = actionTypes.filter((type): type is ComposedType => type !== 'accept')

/** How long the text of an action may be; null for those without words. */
export const limitsOf: Readonly<Record<ComposedType, TextLimits | null>> = {
  respond: textLimits.respond.text,
  note: textLimits.note.text,
  request_info: textLimits.request_info.text,
  forward: textLimits.forward.text,
  assign: textLimits.assign.reason,
  return: textLimits.return.reason,
  archive: textLimits.archive.text,
  close: textLimits.close.text,
  reopen: textLimits.reopen.reason,
  edit: null,
  link_duplicate: null,
  unlink_duplicate: null,
}

/** Those that carry files (DOMAIN.md, *Actions*). */
export function takesFiles(type: ActionType): boolean {
  return type === 'respond' || type === 'note'
}

/** What is still to be chosen. */
export type FormProblem =
  'no-unit' | 'no-assignee' | 'no-archive-reason' | 'no-change' | 'no-title' | 'no-primary'

export type Composed = { readonly decision: Decision } | { readonly problem: FormProblem }

/**
 * The decision that text and choices make, or what is missing. How long the text is, is asked elsewhere. `replaced` is
 * the unsent decision in whose place it will stand: the case is shown with that one done already.
 */
export function composed(
  type: ComposedType,
  typed: string,
  choices: DecisionChoices,
  subject: Case,
  replaced: Decision | null = null,
): Composed {
  const text = plainText(typed)
  switch (type) {
    case 'respond':
      return {
        decision: { type, payload: { text, uploads: [], ...(choices.closes ? { close: true } : {}) } },
      }
    case 'note':
      return { decision: { type, payload: { text, uploads: [] } } }
    case 'request_info':
      return { decision: { type, payload: { text } } }
    case 'forward':
      return choices.unitId
        ? { decision: { type, payload: { unitId: choices.unitId, text } } }
        : { problem: 'no-unit' }
    case 'assign':
      return choices.assignee
        ? { decision: { type, payload: { assigneeId: choices.assignee.officerId, reason: text } } }
        : { problem: 'no-assignee' }
    case 'return': {
      const { suggestedAgencyId } = choices
      return {
        decision: { type, payload: { reason: text, ...(suggestedAgencyId ? { suggestedAgencyId } : {}) } },
      }
    }
    case 'archive':
      return choices.reasonCode
        ? { decision: { type, payload: { reasonCode: choices.reasonCode, ...(text ? { text } : {}) } } }
        : { problem: 'no-archive-reason' }
    case 'close':
      return { decision: { type, payload: text ? { text } : {} } }
    case 'reopen':
      return { decision: { type, payload: { reason: text } } }
    case 'edit':
      return composedEdit(choices.changes, subject, replaced)
    case 'link_duplicate':
      return choices.primaryCaseId
        ? { decision: { type, payload: { primaryCaseId: choices.primaryCaseId } } }
        : { problem: 'no-primary' }
    case 'unlink_duplicate':
      return subject.duplicateOf
        ? { decision: { type, payload: { primaryCaseId: subject.duplicateOf } } }
        : { problem: 'no-primary' }
    default:
      return assertNever(type, 'type of a composed action')
  }
}

function composedEdit(changes: EditPayload, subject: Case, replaced: Decision | null): Composed {
  const before = replaced?.type === 'edit' ? replaced.payload : {}
  const payload = { ...before, ...actualChanges(changes, subject) }
  if (payload.title === '') return { problem: 'no-title' }
  if (Object.keys(payload).length === 0) return { problem: 'no-change' }
  return { decision: { type: 'edit', payload } }
}

/** Only the fields that differ from the case: the others must not stand against what colleagues change. */
export function actualChanges(changes: EditPayload, subject: Case): EditPayload {
  const { title, categoryId, tags, classification, oversight, anonymous, confidential } = changes
  const newTitle = title === undefined ? undefined : plainText(title)
  return {
    ...(newTitle !== undefined && newTitle !== subject.title ? { title: newTitle } : {}),
    ...(categoryId !== undefined && categoryId !== subject.categoryId ? { categoryId } : {}),
    ...(tags !== undefined && !sameTags(tags, subject.tags) ? { tags } : {}),
    ...(classification !== undefined && classification !== subject.classification ? { classification } : {}),
    ...(oversight !== undefined && oversight !== subject.oversight ? { oversight } : {}),
    ...(anonymous && !subject.anonymous ? { anonymous } : {}),
    ...(confidential && !subject.confidential ? { confidential } : {}),
  }
}

/** Tags are a set: their order says nothing. */
function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((tag) => other.includes(tag))
}
