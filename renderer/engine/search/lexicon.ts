import { grown } from './grown'
import { stemOf } from './stem'
import { Vocabulary, lettersOfWord } from './vocabulary'

/** The indexed words with their stems: which words have the same stem is a ring of numbers through an array. */
export class Lexicon {
  readonly words = new Vocabulary()
  private readonly stems = new Vocabulary()
  /** By the number of a stem, one of its words. */
  private firstWord = new Int32Array(1024)
  /** By the number of a word, the next one with its stem; the last leads back to the first. */
  private nextWord = new Int32Array(1024)

  get size(): number {
    return this.words.size
  }

  numberOf(word: Uint16Array, length: number): number {
    const before = this.words.size
    const number = this.words.numberOf(word, length)
    if (number === before) this.joinRing(number)
    return number
  }

  knownNumberOf(word: string): number {
    const letters = lettersOfWord(word)
    return this.words.knownNumberOf(letters, letters.length)
  }

  wordAt(number: number): string {
    return this.words.wordAt(number)
  }

  /** One of the words that have this stem, -1 if there is none. */
  firstWithStem(stem: string): number {
    const letters = lettersOfWord(stem)
    const known = this.stems.knownNumberOf(letters, letters.length)
    return known < 0 ? -1 : (this.firstWord[known] ?? -1)
  }

  nextWithStem(number: number): number {
    return this.nextWord[number] ?? number
  }

  /** A lexicon of some of the words, and the number there of each word here, -1 for those left out. */
  only(kept: (number: number) => boolean): { readonly lexicon: Lexicon; readonly numbers: Int32Array } {
    const lexicon = new Lexicon()
    const numbers = new Int32Array(this.size).fill(-1)
    for (let number = 0; number < this.size; number += 1) {
      if (!kept(number)) continue
      const letters = this.words.lettersAt(number)
      numbers[number] = lexicon.numberOf(letters, letters.length)
    }
    return { lexicon, numbers }
  }

  private joinRing(number: number): void {
    const before = this.stems.size
    const letters = lettersOfWord(stemOf(this.words.wordAt(number)))
    const stem = this.stems.numberOf(letters, letters.length)
    this.nextWord = grown(this.nextWord, number + 1)
    this.firstWord = grown(this.firstWord, stem + 1)
    if (stem === before) {
      this.firstWord[stem] = number
      this.nextWord[number] = number
      return
    }
    const first = this.firstWord[stem] ?? number
    this.nextWord[number] = this.nextWord[first] ?? first
    this.nextWord[first] = number
  }
}
