import type { CaseStatus, Channel, Classification } from '../../shared/domain/case'
import type { CalendarDate, CaseId, Instant, TrackingId } from '../../shared/domain/identifiers'
import type { CaseView, SyncProblem } from './api'

/** What the page may ask in order to find a report: words and operators, suggestions, saved views, the national system. */
export interface FindingApi {
  /** What could be typed at the caret, and what of the whole was not understood. */
  searchHelp(typed: string, caret: number): Promise<SearchHelp>
  /** Remembers a search that led somewhere, so that it is suggested again. */
  searchUsed(search: string): Promise<void>
  /** Where the words of the search lie in the body or the answers of these cases; nothing for those without. */
  snippets(search: string, caseIds: readonly CaseId[]): Promise<readonly Snippet[]>
  /** For each text, where the words of the search lie in it. */
  marksIn(search: string, texts: readonly string[]): Promise<readonly (readonly TextSpan[])[]>
  savedViews(): Promise<readonly SavedView[]>
  /** Resolves when they are on the disk, sealed. */
  keepSavedViews(views: readonly SavedView[]): Promise<KeptViews>
  /** How many reports each saved view shows, by its id. */
  savedViewCounts(): Promise<Readonly<Record<string, number>>>
  /** Asks the national system for reports with the words of the search (PROTOCOL.md 4.7); creates nothing here. */
  searchNational(search: string): Promise<NationalAnswer>
  /** One of those reports, to be read only. */
  nationalCase(caseId: CaseId): Promise<NationalCaseAnswer>
}

export const searchOperators = [
  'status',
  'unit',
  'unitAlone',
  'category',
  'assignee',
  'reporter',
  'channel',
  'classification',
  'late',
  'atRisk',
  'unanswered',
  'since',
  'until',
  'dispositioned',
  'due',
  'tag',
  'confidential',
  'anonymous',
  'oversight',
  'unsent',
] as const
export type SearchOperator = (typeof searchOperators)[number]

/** From `from` (inclusive) to `to` (exclusive), in UTF-16 code units. */
export interface TextSpan {
  readonly from: number
  readonly to: number
}

/** What a value of an operator means: names as the reference data has them, codes for what the catalogues name. */
export type SearchValue =
  | { readonly kind: 'status'; readonly status: CaseStatus }
  /** Every status of a report that is not done with. */
  | { readonly kind: 'open' }
  | { readonly kind: 'channel'; readonly channel: Channel }
  | { readonly kind: 'classification'; readonly classification: Classification }
  /** Of a unit, a category, an officer; what was typed of a reporter or a tag. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'me' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'today' }
  | { readonly kind: 'tomorrow' }
  | { readonly kind: 'on'; readonly date: CalendarDate }
  | { readonly kind: 'before'; readonly date: CalendarDate }
  | { readonly kind: 'after'; readonly date: CalendarDate }

/** One operator as it was understood; any of its values may hold. */
export interface SearchCondition {
  readonly operator: SearchOperator
  readonly negated: boolean
  readonly values: readonly SearchValue[]
  /** Where it stands in what was typed. */
  readonly span: TextSpan
}

/** What was typed and does not filter; all the rest of the search does. */
export type SearchProblem = { readonly span: TextSpan } & (
  | { readonly kind: 'unknown-operator'; readonly name: string; readonly nearest: string | null }
  | { readonly kind: 'value-missing'; readonly operator: SearchOperator }
  | {
      readonly kind: 'unknown-value'
      readonly operator: SearchOperator
      readonly value: string
      /** Some of those that there are. */
      readonly choices: readonly SearchValue[]
    }
  | { readonly kind: 'not-a-date'; readonly operator: SearchOperator; readonly value: string }
  /** Names are not known before the reference data came. */
  | { readonly kind: 'names-missing'; readonly operator: SearchOperator }
)

/** How a search was read; comes with its rows. */
export interface SearchStanding {
  readonly conditions: readonly SearchCondition[]
  /** Whether there are words beside the conditions. */
  readonly hasWords: boolean
  readonly problems: readonly SearchProblem[]
  /** Null when texts are searched whole; before that words find numbers and titles. */
  readonly preparing: { readonly done: number; readonly total: number } | null
}

/** Where the words of a search lie in what a row shows. */
export interface RowHighlights {
  readonly trackingId: readonly TextSpan[]
  readonly title: readonly TextSpan[]
  readonly reporter: readonly TextSpan[]
}

export interface Snippet {
  readonly caseId: CaseId
  readonly source: 'body' | 'public' | 'internal'
  readonly text: string
  readonly marks: readonly TextSpan[]
}

export interface SearchHelp {
  readonly suggestions: readonly Suggestion[]
  readonly problems: readonly SearchProblem[]
}

/** `typed` and `caret` are what the box holds once the suggestion is taken. */
export type Suggestion = { readonly typed: string; readonly caret: number } & (
  | { readonly kind: 'operator'; readonly operator: SearchOperator; readonly name: string }
  | {
      readonly kind: 'value'
      readonly operator: SearchOperator
      readonly value: SearchValue
      /** Null where counting them is not cheap. */
      readonly cases: number | null
    }
  | { readonly kind: 'word'; readonly word: string; readonly cases: number }
  | {
      readonly kind: 'case'
      readonly caseId: CaseId
      readonly trackingId: TrackingId
      readonly title: string
    }
  | { readonly kind: 'recent' }
)

/** A search under a name; its place in the list is the officer's order. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly search: string
}

export const savedViewLimits = { views: 50, name: 60, search: 500 } as const

export type KeptViews =
  | { readonly outcome: 'kept' }
  /** The disk could not be written: nothing was changed. */
  | { readonly outcome: 'not-kept' }

/** Why the national system could not be asked, or did not answer. */
export interface NationalFailure {
  readonly outcome: 'failed'
  readonly problem: SyncProblem | 'refused'
  /** Words of the national system. */
  readonly detail: string | null
}

export type NationalAnswer =
  /** `complete` is false when there are more than are shown. */
  | { readonly outcome: 'found'; readonly reports: readonly NationalReport[]; readonly complete: boolean }
  | { readonly outcome: 'none' }
  /** There are no words to ask for: operators are this desk's own. */
  | { readonly outcome: 'no-words' }
  | NationalFailure

/** A line of what the national system found. */
export interface NationalReport {
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly title: string
  readonly reporterName: string | null
  readonly anonymous: boolean
  readonly confidential: boolean
  readonly unitName: string
  readonly categoryName: string
  readonly status: CaseStatus
  readonly receivedAt: Instant
  /** It lies on this desk and is opened as any other. */
  readonly held: boolean
}

export type NationalCaseAnswer =
  { readonly outcome: 'found'; readonly view: CaseView } | { readonly outcome: 'not-found' } | NationalFailure
