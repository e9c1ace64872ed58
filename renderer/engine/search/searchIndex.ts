import { CaseWords, type SearchTexts } from './caseWords'
import { completionsOf, type Completion } from './completions'
import { matchesOf, type SearchMatches } from './searchMatches'
import type { SearchWord } from './searchWords'
import { Segments, usualPace, type Pace } from './segments'
import { similarSlots, type SimilarSlot } from './similar'
import { TrackingNumbers } from './trackingNumbers'
import { findWord } from './wordSearch'

export type { SearchTexts } from './caseWords'
export type { SearchMatches } from './searchMatches'

/**
 * Full-text search over the cases at the desk, by number, title, text, answers, reporter and place. A slot is the
 * small number of a row in the row index; it may be used again after a removal. Everything is kept in typed arrays
 * (docs/performance.md says why and what was tried).
 *
 * A word is worth more the nearer it is to what was typed (as it is, by its stem, by its beginning, with a mistake)
 * and the more telling the place where it was found (title; number, reporter, place; text; answers).
 */
export class SearchIndex {
  private segments: Segments
  private words = new CaseWords()
  private numbers = new TrackingNumbers()

  constructor(private readonly pace: Pace = usualPace) {
    this.segments = new Segments(pace)
  }

  get size(): number {
    return this.segments.size
  }

  /** Also replaces what the slot held. */
  put(slot: number, texts: SearchTexts): void {
    const { lexicon } = this.segments
    this.words.read(texts, lexicon)
    this.numbers.put(slot, texts.trackingId)
    this.segments.put(slot, this.words.entries, this.words.count)
    this.noteNewNumbers(lexicon)
  }

  remove(slot: number): void {
    this.numbers.remove(slot)
    this.segments.remove(slot)
  }

  clear(): void {
    this.segments = new Segments(this.pace)
    this.words = new CaseWords()
    this.numbers = new TrackingNumbers()
  }

  /**
   * Merges what changed since into the immutable base and makes ready what is searched for most, for at most about so
   * many milliseconds; true when nothing is left to do. A few changes are left as they are until they are worth it.
   */
  tidy(milliseconds: number): boolean {
    const { lexicon } = this.segments
    const isDone = this.segments.tidy(milliseconds)
    this.noteNewNumbers(lexicon)
    return isDone
  }

  /** Slots in which every word is found; no words find nothing. */
  find(words: readonly SearchWord[]): SearchMatches {
    const { segments } = this
    segments.order.refresh()
    const found = words.map((word) => findWord(word, segments, this.numbers))
    return matchesOf(
      found.map(({ word }) => word),
      found.map(({ values }) => values),
    )
  }

  /** The indexed words that begin so, those that most cases have first; folded, not stems. */
  complete(prefix: string, limit: number): readonly Completion[] {
    this.segments.order.refresh()
    return completionsOf(prefix, limit, this.segments)
  }

  /** Slots whose texts are most like these, rare shared stems counting most; best first. */
  similarTo(texts: SearchTexts, limit: number, except: number | null): readonly SimilarSlot[] {
    return similarSlots(texts, limit, except, this.segments)
  }

  /** A merge may have given the words other numbers. */
  private noteNewNumbers(before: Segments['lexicon']): void {
    if (this.segments.lexicon !== before) this.words.forget()
  }
}
