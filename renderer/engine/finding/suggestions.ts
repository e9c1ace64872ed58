import type { OfficerId } from '../../../shared/domain/identifiers'
import { addDays } from '../../../shared/domain/calendar'
import { searchOperators, type SearchOperator, type SearchValue, type Suggestion } from '../findingApi'
import { fold, nameWords } from '../rows/fold'
import type { RowIndex } from '../rows/rowIndex'
import { matchesLoosely } from '../search/query/looseNames'
import {
  channelNames,
  classificationNames,
  dayNames,
  meNames,
  nobodyNames,
  operatorNames,
  statusNames,
  yesNames,
} from '../search/query/operators'
import { parseQuery, printValue, type QueryPart } from '../search/query/parseQuery'
import type { Vocabulary } from '../search/query/understand'
import type { SearchIndex } from '../search/searchIndex'
import { casesByValue, type CasesByValue } from './valueCounts'

const mostSuggestions = 8
const mostWords = 4
const mostCases = 4
const mostRecent = 4
/** Shorter ones begin too many words, or too many numbers. */
const shortestWord = 2
const shortestNumber = 3

export interface SuggestionSources {
  readonly rows: RowIndex
  readonly index: SearchIndex
  readonly vocabulary: Vocabulary
  /** Newest first. */
  readonly recent: readonly string[]
}

/** What could stand at the caret: values of the operator it is in; else operators, words, reports, earlier searches. */
export function suggestionsAt(
  typed: string,
  caret: number,
  sources: SuggestionSources,
): readonly Suggestion[] {
  const part = parseQuery(typed).find(({ span }) => span.from < caret && caret <= span.to)
  if (part?.kind === 'condition') return valueSuggestions(typed, caret, part, sources)
  if (part?.kind === 'phrase') return []
  if (typed.trim() === '') return [...recentSuggestions('', sources), ...allOperators(typed, caret)]
  if (!part) return []
  const text = typed.slice(part.span.from + (part.negated ? 1 : 0), part.span.to)
  const place: Place = { typed, from: part.span.to - text.length, to: part.span.to }
  const suggestions = [
    ...operatorSuggestions(place, text),
    ...caseSuggestions(place, text, sources),
    ...wordSuggestions(place, text, sources),
    ...recentSuggestions(typed, sources),
  ]
  return suggestions.slice(0, mostSuggestions)
}

/** What a suggestion replaces. */
interface Place {
  readonly typed: string
  readonly from: number
  readonly to: number
}

function put({ typed, from, to }: Place, text: string, after: '' | ' '): Pick<Suggestion, 'typed' | 'caret'> {
  const rest = typed.slice(to)
  // A space that is there already is gone over, not doubled.
  const before = `${typed.slice(0, from)}${text}`
  if (after === '' || rest.startsWith(' '))
    return { typed: `${before}${rest}`, caret: before.length + after.length }
  return { typed: `${before}${after}${rest}`, caret: before.length + after.length }
}

function operatorSuggestions(place: Place, text: string): Suggestion[] {
  const folded = fold(text)
  return searchOperators
    .filter((operator) => operatorNames[operator].some((name) => name.startsWith(folded)))
    .map((operator) => operatorSuggestion(place, operator))
}

function allOperators(typed: string, caret: number): Suggestion[] {
  return searchOperators.map((operator) => operatorSuggestion({ typed, from: caret, to: caret }, operator))
}

function operatorSuggestion(place: Place, operator: SearchOperator): Suggestion {
  const [name] = operatorNames[operator]
  return { kind: 'operator', operator, name, ...put(place, `${name}:`, '') }
}

function wordSuggestions(place: Place, text: string, { index }: SuggestionSources): Suggestion[] {
  const [prefix, more] = nameWords(text)
  if (!prefix || more || prefix.length < shortestWord || /^\d+$/.test(prefix)) return []
  return index
    .complete(prefix, mostWords)
    .filter(({ word }) => word !== prefix)
    .map(({ word, cases }) => ({ kind: 'word', word, cases, ...put(place, word, ' ') }))
}

function caseSuggestions(place: Place, text: string, { rows }: SuggestionSources): Suggestion[] {
  const number = /^#?(\d+)$/.exec(text)?.[1]
  if (!number || number.length < shortestNumber) return []
  const found: Suggestion[] = []
  for (const slot of rows.heldSlots()) {
    if (!rows.columns.trackingIdOf(slot)?.startsWith(number)) continue
    const row = rows.columns.read(slot)
    if (!row) continue
    const { caseId, trackingId, title } = row
    found.push({ kind: 'case', caseId, trackingId, title, ...put(place, trackingId, ' ') })
    if (found.length === mostCases) break
  }
  return found
}

function recentSuggestions(typed: string, { recent }: SuggestionSources): Suggestion[] {
  const begun = fold(typed.trim())
  return recent
    .filter((search) => fold(search).startsWith(begun) && fold(search) !== begun)
    .slice(0, mostRecent)
    .map((search) => ({ kind: 'recent', typed: search, caret: search.length }))
}

type ConditionPart = Extract<QueryPart, { kind: 'condition' }>

function valueSuggestions(
  typed: string,
  caret: number,
  part: ConditionPart,
  sources: SuggestionSources,
): readonly Suggestion[] {
  const place = valuePlace(typed, caret, part)
  // The caret stands in the operator's name.
  if (!place) return []
  const asked = nameWords(typed.slice(place.from, caret))
  const values = valuesOf(part.operator, sources).filter(
    ({ names }) => asked.length === 0 || names.some((name) => matchesLoosely(name, asked)),
  )
  return values.slice(0, mostSuggestions).map(({ text, value, cases }) => ({
    kind: 'value',
    operator: part.operator,
    value,
    cases,
    ...put(place, printValue(text), ' '),
  }))
}

/** The value that the caret is in: from the last comma outside quotes to the end of the part. */
function valuePlace(typed: string, caret: number, { span }: ConditionPart): Place | null {
  const opened = /^-?(#|[^:]*:)/.exec(typed.slice(span.from, span.to))?.[0].length ?? 0
  let from = span.from + opened
  if (caret < from) return null
  let closing = ''
  for (let at = from; at < caret; at += 1) {
    const character = typed[at] ?? ''
    if (closing) {
      if (character === closing) closing = ''
    } else if (character === '"' || character === '“') {
      closing = character === '"' ? '"' : '”'
    } else if (character === ',') {
      from = at + 1
    }
  }
  return { typed, from, to: span.to }
}

interface Offered {
  /** As it is typed. */
  readonly text: string
  /** By what it is found. */
  readonly names: readonly string[]
  readonly value: SearchValue
  readonly cases: number | null
}

function valuesOf(operator: SearchOperator, { rows, vocabulary }: SuggestionSources): readonly Offered[] {
  const { reference, officerId } = vocabulary
  const cases = casesByValue(rows, operator)
  switch (operator) {
    case 'status':
      return statusNames
        .filter(([code]) => code !== 'returned')
        .map(([code, names]) => ({
          text: names[0],
          names,
          value: code === 'open' ? { kind: 'open' } : { kind: 'status', status: code },
          cases: code === 'open' ? null : cases.of(code),
        }))
    case 'unit':
    case 'unitAlone':
      return mostFirst(reference?.units ?? [], cases)
    case 'category':
      return mostFirst(reference?.categories ?? [], cases)
    case 'assignee':
      return [
        fixed(meNames, { kind: 'me' }, cases.of(officerId)),
        fixed(nobodyNames, { kind: 'nobody' }, cases.of(null)),
        ...mostFirst(otherOfficers(vocabulary, officerId), cases),
      ]
    case 'reporter':
      return []
    case 'channel':
      return channelNames.map(([channel, names]) =>
        fixed(names, { kind: 'channel', channel }, cases.of(channel)),
      )
    case 'classification':
      return classificationNames.map(([classification, names]) =>
        fixed(names, { kind: 'classification', classification }, cases.of(classification)),
      )
    case 'late':
    case 'atRisk':
    case 'unanswered':
    case 'confidential':
    case 'anonymous':
    case 'oversight':
    case 'unsent':
      return yesNames.map(([kind, names]) => fixed(names, { kind }, null))
    case 'since':
    case 'until':
      return receivedDays(vocabulary)
    case 'dispositioned':
      return [fixed(dayNames.today, { kind: 'today' }, null), after(vocabulary, -7), before(vocabulary, -30)]
    case 'due':
      return [
        fixed(dayNames.today, { kind: 'today' }, null),
        fixed(dayNames.tomorrow, { kind: 'tomorrow' }, null),
        before(vocabulary, 7),
      ]
    case 'tag':
      return tagNames(rows, cases)
  }
}

function fixed(names: readonly [string, ...string[]], value: SearchValue, cases: number | null): Offered {
  return { text: names[0], names, value, cases }
}

/** Those that hold the most reports first; ones without any last, in the order of their names. */
function mostFirst(
  things: readonly { readonly id: string; readonly name: string }[],
  cases: CasesByValue,
): readonly Offered[] {
  return things
    .map(({ id, name }): Offered & { readonly cases: number } => {
      return { text: name, names: [name], value: { kind: 'name', name }, cases: cases.of(id) }
    })
    .sort((one, other) => other.cases - one.cases || (one.text < other.text ? -1 : 1))
}

function otherOfficers({ reference }: Vocabulary, officerId: OfficerId) {
  return (reference?.officers ?? []).filter(({ id, active }) => active && id !== officerId)
}

function tagNames(rows: RowIndex, cases: CasesByValue): readonly Offered[] {
  const { tagNames: known } = rows.columns
  const tags = Array.from({ length: known.size }, (_, number) => known.valueOf(number) ?? '')
  return mostFirst(
    tags.map((tag) => ({ id: tag, name: tag })),
    cases,
  ).filter((offered) => offered.cases !== 0)
}

/** Days from which one usually looks: today, a week and a month ago, the beginning of the year. */
function receivedDays({ today }: Vocabulary): readonly Offered[] {
  const firstOfMonth = `${today.slice(0, 7)}-01` as typeof today
  const firstOfYear = `${today.slice(0, 4)}-01-01` as typeof today
  const dates = new Set([today, addDays(today, -7), addDays(today, -30), firstOfMonth, firstOfYear])
  return [...dates].map((date) => fixed([date], { kind: 'on', date }, null))
}

function before({ today }: Vocabulary, days: number): Offered {
  const date = addDays(today, days)
  return fixed([`<${date}`], { kind: 'before', date }, null)
}

function after({ today }: Vocabulary, days: number): Offered {
  const date = addDays(today, days)
  return fixed([`>${date}`], { kind: 'after', date }, null)
}
