import { z } from 'zod'
import { actionTypes, plainText, writtenText, type Action, type ActionType } from '../domain/action'
import { classifications } from '../domain/case'
import { choicesOf, isNothingChosen, type DecisionChoices } from '../domain/decisionChoices'
import type { AgencyId, CaseId, CategoryId, OfficerId, UnitId } from '../domain/identifiers'
import { archiveReasonCodes } from '../domain/reference'
import { identifier } from '../protocol/primitives'

/** As they stand in the fields of a form: of any length, and of nothing at all. */
const draftChoicesSchema: z.ZodType<DecisionChoices> = z.object({
  closes: z.boolean(),
  unitId: identifier<UnitId>().nullable(),
  assignee: z.object({ officerId: identifier<OfficerId>().nullable() }).nullable(),
  suggestedAgencyId: identifier<AgencyId>().nullable(),
  reasonCode: z.enum(archiveReasonCodes).nullable(),
  changes: z.object({
    title: z.string().max(10_000).optional(),
    categoryId: identifier<CategoryId>().optional(),
    tags: z.array(z.string().max(1_000)).max(1_000).optional(),
    classification: z.enum(classifications).optional(),
    oversight: z.boolean().optional(),
    anonymous: z.literal(true).optional(),
    confidential: z.literal(true).optional(),
  }),
  primaryCaseId: identifier<CaseId>().nullable(),
})

export const draftSchema = z.object({
  caseId: identifier<CaseId>(),
  type: z.enum(actionTypes),
  /** As typed, not trimmed and of any length: a draft may be longer than what may be sent. */
  text: z.string().max(200_000),
  choices: draftChoicesSchema.optional(),
})
/** What an officer has begun to put together for a case and a type of action; at most one for both. */
export interface Draft {
  readonly caseId: CaseId
  readonly type: ActionType
  readonly text: string
  /** What is chosen beside the text; left out for nothing. */
  readonly choices?: DecisionChoices | undefined
}

/** Nothing is written and nothing chosen: such a draft is none, and forgets the one before. */
export function isEmptyDraft({ text, choices }: Pick<Draft, 'text' | 'choices'>): boolean {
  return text === '' && choices === undefined
}

/** What an action that is taken back is again; null for one without words that were typed or choices that were made. */
export function draftOfAction(action: Action): Draft | null {
  const chosen = choicesOf(action)
  const draft = {
    caseId: action.caseId,
    type: action.type,
    text: writtenText(action)?.text ?? '',
    ...(isNothingChosen(chosen) ? {} : { choices: chosen }),
  }
  return isEmptyDraft(draft) ? null : draft
}

/** Whether an action was made of this draft. */
export function isDraftOf({ text }: Pick<Draft, 'text'>, action: Action): boolean {
  return plainText(text) === (writtenText(action)?.text ?? '')
}
