import { assertNever } from '../../../../shared/domain/assertNever'
import { isOpen, caseStatuses } from '../../../../shared/domain/case'
import type { OfficerId, UnitId } from '../../../../shared/domain/identifiers'
import type { Reference } from '../../../../shared/domain/reference'
import type { SearchCondition, SearchOperator, SearchProblem, SearchValue } from '../../findingApi'
import { fold, nameWords } from '../../rows/fold'
import type { Alternative, Condition, FlagOperator } from './condition'
import { afterDay, beginningOf, daysNamed, type Days } from './dateValues'
import { namedLoosely } from './looseNames'
import {
  channelNames,
  classificationNames,
  idMark,
  meNames,
  nearestOperatorName,
  nobodyNames,
  statusNames,
  yesNames,
} from './operators'
import type { QueryPart } from './parseQuery'

/** What the values of operators are looked up in. */
export interface Vocabulary extends Days {
  /** Null before the reference data came. */
  readonly reference: Reference | null
  readonly officerId: OfficerId
}

/** A search as it is carried out. */
export interface Understanding {
  /** Words and phrases, those that must not be there apart. */
  readonly texts: readonly Extract<QueryPart, { kind: 'word' | 'phrase' }>[]
  readonly conditions: readonly Condition[]
  readonly shown: readonly SearchCondition[]
  readonly problems: readonly SearchProblem[]
}

/** Finds out what each part means. What means nothing becomes a problem and does not filter; nothing fails. */
export function understand(parts: readonly QueryPart[], vocabulary: Vocabulary): Understanding {
  const texts: Understanding['texts'][number][] = []
  const conditions: Condition[] = []
  const shown: SearchCondition[] = []
  const problems: SearchProblem[] = []
  for (const part of parts) {
    if (part.kind !== 'condition') {
      texts.push(part)
      if (part.kind === 'word') problems.push(...operatorProblem(part.text, part.span))
      continue
    }
    const { operator, negated, span } = part
    const meanings = part.values.map((value) => meaningOf(operator, value, vocabulary))
    const understood = meanings.filter((meaning) => meaning.kind === 'meaning')
    for (const meaning of meanings)
      if (meaning.kind !== 'meaning') problems.push({ ...meaning, operator, span })
    if (part.values.length === 0) problems.push({ kind: 'value-missing', operator, span })
    if (understood.length === 0) continue
    const values = understood.flatMap((meaning) => meaning.values)
    shown.push({ operator, negated, values, span })
    conditions.push({ operator, negated, alternatives: understood.map(({ alternative }) => alternative) })
  }
  return { texts, conditions, shown, problems }
}

/** `nama:isi` looks like an operator that somebody meant; a time or an address does not. */
function operatorProblem(text: string, span: QueryPart['span']): SearchProblem[] {
  const name = /^(\p{L}[\p{L}-]{2,}):(?!\/\/)./u.exec(text)?.[1]
  return name ? [{ kind: 'unknown-operator', name, nearest: nearestOperatorName(name), span }] : []
}

type Meaning =
  | {
      readonly kind: 'meaning'
      readonly alternative: Alternative
      readonly values: readonly SearchValue[]
    }
  | { readonly kind: 'unknown-value'; readonly value: string; readonly choices: readonly SearchValue[] }
  | { readonly kind: 'not-a-date'; readonly value: string }
  | { readonly kind: 'names-missing' }

function meaningOf(operator: SearchOperator, value: string, vocabulary: Vocabulary): Meaning {
  switch (operator) {
    case 'status':
      return statusMeaning(value)
    case 'unit':
    case 'unitAlone':
      return unitMeaning(operator, value, vocabulary)
    case 'category':
      return categoryMeaning(value, vocabulary)
    case 'assignee':
      return assigneeMeaning(value, vocabulary)
    case 'reporter': {
      const words = nameWords(value)
      if (words.length === 0) return { kind: 'unknown-value', value, choices: [] }
      return meaning({ kind: 'reporter', words }, { kind: 'name', name: value })
    }
    case 'channel': {
      const channel = codeNamed(channelNames, value)
      if (!channel) return unknownCode(channelNames, value, (known) => ({ kind: 'channel', channel: known }))
      return meaning({ kind: 'channel', channel }, { kind: 'channel', channel })
    }
    case 'classification': {
      const classification = codeNamed(classificationNames, value)
      if (classification) {
        const alternative = { kind: 'classification', classification } as const
        return meaning(alternative, alternative)
      }
      return unknownCode(classificationNames, value, (known) => ({
        kind: 'classification',
        classification: known,
      }))
    }
    case 'late':
    case 'atRisk':
    case 'unanswered':
    case 'confidential':
    case 'anonymous':
    case 'oversight':
    case 'unsent':
      return flagMeaning(operator, value)
    case 'since':
    case 'until':
      return receivedMeaning(operator, value, vocabulary)
    case 'due':
    case 'dispositioned':
      return daysMeaning(operator, value, vocabulary)
    case 'tag':
      return meaning({ kind: 'tag', tag: fold(value) }, { kind: 'name', name: value })
    default:
      return assertNever(operator, 'operator')
  }
}

function meaning(alternative: Alternative, ...values: readonly SearchValue[]): Meaning {
  return { kind: 'meaning', alternative, values }
}

type Names<Code extends string> = readonly (readonly [Code, readonly string[]])[]

/** The code with exactly this name, or else the first one with a name whose words are begun. */
function codeNamed<Code extends string>(names: Names<Code>, value: string): Code | null {
  const pairs = names.flatMap(([code, ofCode]) => ofCode.map((name) => ({ code, name })))
  return namedLoosely(pairs, ({ name }) => name, value)[0]?.code ?? null
}

function unknownCode<Code extends string>(
  names: Names<Code>,
  value: string,
  shown: (code: Code) => SearchValue,
): Meaning {
  return { kind: 'unknown-value', value, choices: names.map(([code]) => shown(code)) }
}

const openStatuses = caseStatuses.filter(isOpen)

function statusMeaning(value: string): Meaning {
  const status = codeNamed(statusNames, value)
  const shownAs = (code: (typeof statusNames)[number][0]): SearchValue =>
    code === 'open' ? { kind: 'open' } : { kind: 'status', status: code }
  if (!status) return unknownCode(statusNames, value, shownAs)
  const statuses = status === 'open' ? openStatuses : [status]
  return meaning({ kind: 'statuses', statuses }, shownAs(status))
}

/** As many as a sentence can hold. */
const mostChoices = 6

function named(things: readonly { readonly name: string }[]): SearchValue[] {
  return things.slice(0, mostChoices).map(({ name }) => ({ kind: 'name', name }))
}

/** A unit with all that lies below it, or alone (DOMAIN.md, *Words*: units form a tree). */
function unitMeaning(operator: 'unit' | 'unitAlone', value: string, { reference }: Vocabulary): Meaning {
  if (!reference) return { kind: 'names-missing' }
  const { units } = reference
  const id = idIn<UnitId>(value)
  const found = id === null ? namedLoosely(units, ({ name }) => name, value) : withId(units, id)
  if (found.length === 0) return { kind: 'unknown-value', value, choices: named(units) }
  const ids = operator === 'unit' ? withBelow(found, units) : found.map((unit) => unit.id)
  return { kind: 'meaning', alternative: { kind: 'units', ids }, values: named(found) }
}

/** A category with all that lies below it. */
function categoryMeaning(value: string, { reference }: Vocabulary): Meaning {
  if (!reference) return { kind: 'names-missing' }
  const { categories } = reference
  const found = namedLoosely(categories, ({ name }) => name, value)
  if (found.length === 0) return { kind: 'unknown-value', value, choices: named(categories) }
  const ids = withBelow(found, categories)
  return { kind: 'meaning', alternative: { kind: 'categories', ids }, values: named(found) }
}

/** The id that a value names; null for one that is a name. */
function idIn<Id extends OfficerId | UnitId>(value: string): Id | null {
  // Whoever writes an id means the thing that has it; the cast only adds the brand by which it is looked up.
  return value.startsWith(idMark) ? (value.slice(idMark.length) as Id) : null
}

/** Who is not in the reference data any more may still hold cases: their id stands for their name. */
function withId<Id extends string, Thing extends { readonly id: Id; readonly name: string }>(
  things: readonly Thing[],
  id: Id,
): readonly { readonly id: Id; readonly name: string; readonly parentId: Id | null }[] {
  const known = things.find((thing) => thing.id === id)
  return [{ id, name: known?.name ?? id, parentId: null }]
}

interface Node<Id> {
  readonly id: Id
  readonly parentId: Id | null
}

/** The ids of these and of all that lie below them. */
export function withBelow<Id>(chosen: readonly Node<Id>[], all: readonly Node<Id>[]): readonly Id[] {
  const ids = new Set(chosen.map(({ id }) => id))
  // A set is walked in the order in which it grows, so that those added are looked below too.
  for (const id of ids) for (const node of all) if (node.parentId === id) ids.add(node.id)
  return [...ids]
}

function assigneeMeaning(value: string, { reference, officerId }: Vocabulary): Meaning {
  const folded = fold(value)
  if (isOneOf(meNames, folded)) return meaning({ kind: 'assignees', ids: [officerId] }, { kind: 'me' })
  if (isOneOf(nobodyNames, folded)) return meaning({ kind: 'unassigned' }, { kind: 'nobody' })
  if (!reference) return { kind: 'names-missing' }
  const id = idIn<OfficerId>(value)
  const { officers } = reference
  const found = id === null ? namedLoosely(officers, ({ name }) => name, value) : withId(officers, id)
  if (found.length === 0) {
    const choices = [{ kind: 'me' }, { kind: 'nobody' }] as const
    return { kind: 'unknown-value', value, choices: [...choices, ...named(officers)] }
  }
  const ids = found.map((officer) => officer.id)
  return { kind: 'meaning', alternative: { kind: 'assignees', ids }, values: named(found) }
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name)
}

function flagMeaning(flag: FlagOperator, value: string): Meaning {
  const answer = codeNamed(yesNames, value)
  if (!answer) return unknownCode(yesNames, value, (kind) => ({ kind }))
  return meaning({ kind: 'flag', flag, on: answer === 'yes' }, { kind: answer })
}

function receivedMeaning(operator: 'since' | 'until', value: string, days: Days): Meaning {
  const span = daysNamed(value, days)
  if (!span) return { kind: 'not-a-date', value }
  return operator === 'since'
    ? meaning(
        { kind: 'received', from: beginningOf(span.first, days), to: Infinity },
        { kind: 'on', date: span.first },
      )
    : meaning(
        { kind: 'received', from: -Infinity, to: afterDay(span.last, days) },
        { kind: 'on', date: span.last },
      )
}

function daysMeaning(kind: 'due' | 'dispositioned', value: string, days: Days): Meaning {
  const direction = value.startsWith('<') ? 'before' : value.startsWith('>') ? 'after' : 'on'
  const span = daysNamed(direction === 'on' ? value : value.slice(1), days)
  if (!span) return { kind: 'not-a-date', value }
  const { first, last } = span
  switch (direction) {
    case 'before':
      return meaning({ kind, from: -Infinity, to: beginningOf(first, days) }, { kind: 'before', date: first })
    case 'after':
      return meaning({ kind, from: afterDay(last, days), to: Infinity }, { kind: 'after', date: last })
    case 'on': {
      const alternative = { kind, from: beginningOf(first, days), to: afterDay(last, days) }
      const tomorrow = daysNamed('besok', days)?.first
      if (first === last && first === days.today) return meaning(alternative, { kind: 'today' })
      if (first === last && first === tomorrow) return meaning(alternative, { kind: 'tomorrow' })
      return meaning(alternative, { kind: 'on', date: first })
    }
  }
}
