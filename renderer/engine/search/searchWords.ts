import { WordReader } from './wordReader'

/** A word of what an officer looks for. */
export interface SearchWord {
  /** Folded. */
  readonly text: string
  /**
   * A `word` is found by its stem and with a mistake, a `beginning` (the last word while one types) also by the
   * words that begin so, an `exact` one (quoted) only as it is.
   */
  readonly kind: 'word' | 'beginning' | 'exact'
  /**
   * What the index took for meant, where few cases or none had the word: given by `SearchMatches.words`, so that
   * highlights show what made a case match. A beginning ends with `*`.
   */
  readonly corrections?: readonly string[]
}

const quotes = /["“”„«»]/

/**
 * The words of what was typed: folded, quoted ones exact, the last one a beginning as long as nothing follows it.
 * A quotation that is not closed yet is being typed, too.
 */
export function searchWordsOf(typed: string): readonly SearchWord[] {
  const parts = typed.split(quotes)
  const words = parts.flatMap((part, index) => wordsOf(part, index % 2 === 0 ? 'word' : 'exact'))
  const last = words.at(-1)
  if (last === undefined || !isUnfinished(parts.at(-1) ?? '')) return words
  return [...words.slice(0, -1), { text: last.text, kind: 'beginning' }]
}

function wordsOf(part: string, kind: 'word' | 'exact'): SearchWord[] {
  const reader = new WordReader()
  const words: SearchWord[] = []
  reader.begin(part)
  while (reader.next()) words.push({ text: reader.word(), kind })
  return words
}

function isUnfinished(part: string): boolean {
  return /[\p{L}\p{N}\p{M}'‘’]$/u.test(part)
}
