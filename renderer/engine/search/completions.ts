import type { Segments } from './segments'

export interface Completion {
  /** Folded, but not a stem. */
  readonly word: string
  readonly cases: number
}

/**
 * The words that begin so and that most cases have. How many have a word is known at once but for cases that were
 * removed since the last merge; those are counted only for words that are still among the best.
 */
export function completionsOf(prefix: string, limit: number, segments: Segments): Completion[] {
  const { order, lexicon } = segments
  const { from, to } = order.beginningWith(prefix)
  if (prefix === '' || limit <= 0) return []
  const counts = segments.counts()
  const words = Array.from({ length: to - from }, (_, index) => order.numberAt(from + index))
  const most = (word: number): number => counts[word] ?? 0
  words.sort((one, other) => most(other) - most(one))
  const found: { readonly word: number; readonly cases: number }[] = []
  for (const word of words) {
    const last = found[limit - 1]
    if (most(word) === 0 || (last && most(word) < last.cases)) break
    const cases = segments.hasRemoved ? (segments.casesWith([word])[0] ?? 0) : most(word)
    if (cases > 0) found.push({ word, cases })
    found.sort((one, other) => other.cases - one.cases || lexicon.words.compare(one.word, other.word))
  }
  return found.slice(0, limit).map(({ word, cases }) => ({ word: lexicon.wordAt(word), cases }))
}
