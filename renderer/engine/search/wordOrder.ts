import type { Vocabulary } from './vocabulary'

/** Places in the order, the last one excluded. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The words of a vocabulary by their letters: those that begin alike lie side by side. Which words begin so, and
 * which letters follow, is found by halving; nothing is kept but the order.
 */
export class WordOrder {
  private numbers = new Int32Array(0)

  constructor(private readonly words: Vocabulary) {}

  get whole(): Range {
    return { from: 0, to: this.numbers.length }
  }

  /** Takes in the words that are new since: they are sorted among themselves and merged in. */
  refresh(): void {
    const { numbers, words } = this
    const known = numbers.length
    if (known === words.size) return
    const added = new Int32Array(words.size - known)
    for (let index = 0; index < added.length; index += 1) added[index] = known + index
    added.sort((one, other) => words.compare(one, other))
    const merged = new Int32Array(words.size)
    let fromAdded = 0
    let fromKnown = 0
    for (let place = 0; place < merged.length; place += 1) {
      const candidate = added[fromAdded] ?? -1
      const next = numbers[fromKnown] ?? -1
      if (next < 0 || (candidate >= 0 && words.compare(candidate, next) < 0)) {
        merged[place] = candidate
        fromAdded += 1
      } else {
        merged[place] = next
        fromKnown += 1
      }
    }
    this.numbers = merged
  }

  numberAt(place: number): number {
    return this.numbers[place] ?? -1
  }

  letterAt(place: number, index: number): number {
    return this.words.letterAt(this.numberAt(place), index)
  }

  /** Of words that are alike up to a letter, those in which it is this one. */
  withLetter(range: Range, index: number, letter: number): Range {
    const from = this.firstAtLeast(range, index, letter)
    return { from, to: this.firstAtLeast({ from, to: range.to }, index, letter + 1) }
  }

  beginningWith(text: string): Range {
    let range = this.whole
    for (let index = 0; index < text.length && range.from < range.to; index += 1) {
      range = this.withLetter(range, index, text.charCodeAt(index))
    }
    return range
  }

  private firstAtLeast({ from, to }: Range, index: number, letter: number): number {
    let low = from
    let high = to
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.letterAt(middle, index) < letter) low = middle + 1
      else high = middle
    }
    return low
  }
}
