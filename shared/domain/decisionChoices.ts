import type { Decision, EditPayload } from './action'
import { assertNever } from './assertNever'
import type { AgencyId, CaseId, OfficerId, UnitId } from './identifiers'
import type { ArchiveReasonCode } from './reference'

/** What was chosen for an action beside its text. Each action has its own few of these. */
export interface DecisionChoices {
  readonly closes: boolean
  readonly unitId: UnitId | null
  /** Null while nobody was chosen; with null in it the case is let go. */
  readonly assignee: { readonly officerId: OfficerId | null } | null
  readonly suggestedAgencyId: AgencyId | null
  readonly reasonCode: ArchiveReasonCode | null
  /** As they stand in the fields, whether they differ from the case or not. */
  readonly changes: EditPayload
  readonly primaryCaseId: CaseId | null
}

export const nothingChosen: DecisionChoices = {
  closes: false,
  unitId: null,
  assignee: null,
  suggestedAgencyId: null,
  reasonCode: null,
  changes: {},
  primaryCaseId: null,
}

/** What must have been chosen for a decision, to go on from there. */
export function choicesOf(decision: Decision): DecisionChoices {
  switch (decision.type) {
    case 'respond':
      return { ...nothingChosen, closes: decision.payload.close === true }
    case 'forward':
      return { ...nothingChosen, unitId: decision.payload.unitId }
    case 'assign':
      return { ...nothingChosen, assignee: { officerId: decision.payload.assigneeId } }
    case 'return':
      return { ...nothingChosen, suggestedAgencyId: decision.payload.suggestedAgencyId ?? null }
    case 'archive':
      return { ...nothingChosen, reasonCode: decision.payload.reasonCode }
    case 'edit':
      return { ...nothingChosen, changes: decision.payload }
    case 'link_duplicate':
    case 'unlink_duplicate':
      return { ...nothingChosen, primaryCaseId: decision.payload.primaryCaseId }
    case 'accept':
    case 'note':
    case 'request_info':
    case 'close':
    case 'reopen':
      return nothingChosen
    default:
      return assertNever(decision, 'decision')
  }
}

export function isNothingChosen(choices: DecisionChoices): boolean {
  const { changes, ...rest } = choices
  return (
    Object.keys(changes).length === 0 &&
    Object.values(rest).every((value) => value === null || value === false)
  )
}
