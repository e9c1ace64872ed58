import { leastAsTyped } from './values'
import type { SearchWord } from './searchWords'
import type { SlotValues } from './slotValues'

/** More than any number of words adds up to: where all stand as typed, comes before where one has another form. */
const allAsTyped = 100_000

/** The slots in which every word was found. */
export interface SearchMatches {
  /** Ascending. */
  readonly slots: Int32Array
  /** The words as they were read, with what was taken for meant: for highlights. */
  readonly words: readonly SearchWord[]
  /** How well a slot answers, 0 where it is not matched. */
  scoreOf(slot: number): number
  has(slot: number): boolean
}

/** Of values by slot for each word, those slots where none is missing. */
export function matchesOf(words: readonly SearchWord[], valuesByWord: readonly SlotValues[]): SearchMatches {
  const scoreOf = (slot: number): number => {
    let score = 0
    let least = Infinity
    for (const values of valuesByWord) {
      const value = values.at(slot)
      if (value === 0) return 0
      score += value
      least = Math.min(least, value)
    }
    return score > 0 && least >= leastAsTyped ? score + allAsTyped : score
  }
  const [first, ...others] = valuesByWord
  const candidates = first?.slots() ?? new Int32Array(0)
  const slots = others.reduce((left, values) => left.filter((slot) => values.at(slot) !== 0), candidates)
  return { slots, words, scoreOf, has: (slot) => scoreOf(slot) > 0 }
}
