import type { SearchOperator, TextSpan } from '../../findingApi'
import { operatorNamed, operatorNames } from './operators'

/** One piece of a search as it was typed. What it means is found out later, by `understand`. */
export type QueryPart = { readonly negated: boolean; readonly span: TextSpan } & (
  | { readonly kind: 'word'; readonly text: string }
  /** In quotes: these words in this order. */
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'condition'; readonly operator: SearchOperator; readonly values: readonly string[] }
)

const closingQuotes: Readonly<Record<string, string>> = { '"': '"', '“': '”' }
const operatorName = /^(\p{L}[\p{L}-]*):/u
/** A number with # is a report's, as people write it; anything else with # is a tag, up to a comma or a quote. */
const hashTag = /^#(?!\d+(?:[,"“”]|$))[^\s,"“”]+/

/**
 * Reads what an officer typed into the search: words, `"phrases"`, `operator:value`, `operator:"a value",another`,
 * `#tag`, each with a `-` before it for its opposite. Any text is a search: what is no operator is a word.
 */
export function parseQuery(typed: string): readonly QueryPart[] {
  const parts: QueryPart[] = []
  let at = 0
  while (at < typed.length) {
    if (isSpace(typed[at])) {
      at += 1
      continue
    }
    const from = at
    const negated = typed[at] === '-' && at + 1 < typed.length && !isSpace(typed[at + 1])
    const read = readPart(typed, negated ? at + 1 : at)
    at = read.to
    if (read.part) parts.push({ ...read.part, negated, span: { from, to: read.to } })
  }
  return parts
}

type Unplaced<Part> = Part extends unknown ? Omit<Part, 'negated' | 'span'> : never
interface Read {
  /** Null for quotes with nothing in them. */
  readonly part: Unplaced<QueryPart> | null
  readonly to: number
}

function readPart(typed: string, at: number): Read {
  if (closingQuotes[typed[at] ?? '']) {
    const { text, to } = readQuoted(typed, at)
    return { part: text === '' ? null : { kind: 'phrase', text }, to }
  }
  const to = endOfWord(typed, at)
  const text = typed.slice(at, to)
  const [tag] = hashTag.exec(text) ?? []
  if (tag) {
    return { part: { kind: 'condition', operator: 'tag', values: [tag.slice(1)] }, to: at + tag.length }
  }
  const name = operatorName.exec(text)
  const operator = name?.[1] ? operatorNamed(name[1]) : null
  if (!name || !operator) return { part: { kind: 'word', text }, to }
  const values = readValues(typed, at + name[0].length)
  return { part: { kind: 'condition', operator, values: values.values }, to: values.to }
}

function readValues(
  typed: string,
  start: number,
): { readonly values: readonly string[]; readonly to: number } {
  const values: string[] = []
  let at = start
  for (;;) {
    const read = closingQuotes[typed[at] ?? ''] ? readQuoted(typed, at) : readBare(typed, at)
    at = read.to
    if (read.text !== '') values.push(read.text)
    if (typed[at] !== ',') return { values, to: at }
    at += 1
  }
}

function readQuoted(typed: string, at: number): { readonly text: string; readonly to: number } {
  const end = typed.indexOf(closingQuotes[typed[at] ?? ''] ?? '', at + 1)
  return end < 0
    ? { text: typed.slice(at + 1).trim(), to: typed.length }
    : { text: typed.slice(at + 1, end).trim(), to: end + 1 }
}

function readBare(typed: string, at: number): { readonly text: string; readonly to: number } {
  const end = endOfWord(typed, at)
  const comma = typed.indexOf(',', at)
  const to = comma >= 0 && comma < end ? comma : end
  return { text: typed.slice(at, to), to }
}

function endOfWord(typed: string, at: number): number {
  let to = at
  while (to < typed.length && !isSpace(typed[to])) to += 1
  return to
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character)
}

/** The search written the one way in which all its spellings are the same. */
export function printQuery(parts: readonly QueryPart[]): string {
  return parts.map(printPart).join(' ')
}

export function printPart(part: QueryPart): string {
  return `${part.negated ? '-' : ''}${printed(part)}`
}

function printed(part: QueryPart): string {
  switch (part.kind) {
    case 'word':
      return part.text
    case 'phrase':
      return inQuotes(part.text)
    case 'condition': {
      const [only] = part.values
      if (part.operator === 'tag' && part.values.length === 1 && only && isPlainTag(only)) return `#${only}`
      return `${operatorNames[part.operator][0]}:${part.values.map(printValue).join(',')}`
    }
  }
}

function isPlainTag(tag: string): boolean {
  return hashTag.exec(`#${tag}`)?.[0].length === tag.length + 1
}

export function printValue(value: string): string {
  return /[\s,]/.test(value) || closingQuotes[value[0] ?? ''] ? inQuotes(value) : value
}

function inQuotes(text: string): string {
  // A text never holds both kinds: it was itself between the one that it does not hold.
  return text.includes('"') ? `“${text}”` : `"${text}"`
}
