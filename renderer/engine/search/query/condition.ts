import type { CaseStatus, Channel, Classification } from '../../../../shared/domain/case'
import type { CategoryId, OfficerId, UnitId } from '../../../../shared/domain/identifiers'
import type { SearchOperator } from '../../findingApi'

export const flagOperators = [
  'late',
  'atRisk',
  'unanswered',
  'confidential',
  'anonymous',
  'oversight',
  'unsent',
] as const
export type FlagOperator = (typeof flagOperators)[number]

/** What a case must be like for one value of an operator. */
export type Alternative =
  | { readonly kind: 'statuses'; readonly statuses: readonly CaseStatus[] }
  | { readonly kind: 'units'; readonly ids: readonly UnitId[] }
  | { readonly kind: 'categories'; readonly ids: readonly CategoryId[] }
  | { readonly kind: 'assignees'; readonly ids: readonly OfficerId[] }
  | { readonly kind: 'unassigned' }
  /** Folded words, each of which begins a word of the name. */
  | { readonly kind: 'reporter'; readonly words: readonly string[] }
  | { readonly kind: 'channel'; readonly channel: Channel }
  | { readonly kind: 'classification'; readonly classification: Classification }
  | { readonly kind: 'flag'; readonly flag: FlagOperator; readonly on: boolean }
  /** From `from` (inclusive) to `to` (exclusive), in milliseconds since 1970. */
  | { readonly kind: 'received'; readonly from: number; readonly to: number }
  | { readonly kind: 'dispositioned'; readonly from: number; readonly to: number }
  | { readonly kind: 'due'; readonly from: number; readonly to: number }
  /** A tag that is this, folded, or begins with it. */
  | { readonly kind: 'tag'; readonly tag: string }

/** One operator of a search: any of its alternatives holds, or with `negated` none of them. */
export interface Condition {
  readonly operator: SearchOperator
  readonly negated: boolean
  readonly alternatives: readonly Alternative[]
}
