import { grown } from './grown'
import { longestWord } from './wordReader'

const firstTable = 4096

/**
 * Gives each distinct word a number, from 0 on in the order in which they came. All letters lie in one array, and
 * words are found by a table of hashes in another: no string and no object is kept for a word.
 */
export class Vocabulary {
  private table = new Int32Array(firstTable)
  private hashes = new Int32Array(firstTable / 2)
  private letters = new Uint16Array(firstTable * 4)
  private starts = new Uint32Array(firstTable / 2)
  private count = 0

  get size(): number {
    return this.count
  }

  /** The number of a word, a new one if it was never seen. */
  numberOf(word: Uint16Array, length: number): number {
    const hash = hashOf(word, length)
    const place = this.find(word, length, hash)
    const known = this.table[place] ?? 0
    return known > 0 ? known - 1 : this.add(word, length, hash, place)
  }

  /** -1 when it was never seen. */
  knownNumberOf(word: Uint16Array, length: number): number {
    return (this.table[this.find(word, length, hashOf(word, length))] ?? 0) - 1
  }

  lengthOf(number: number): number {
    return (this.starts[number + 1] ?? 0) - (this.starts[number] ?? 0)
  }

  /** A letter of a word, -1 past its end: shorter words come first. */
  letterAt(number: number, index: number): number {
    const at = (this.starts[number] ?? 0) + index
    return at < (this.starts[number + 1] ?? 0) ? (this.letters[at] ?? -1) : -1
  }

  wordAt(number: number): string {
    return String.fromCharCode(...this.lettersAt(number))
  }

  lettersAt(number: number): Uint16Array {
    return this.letters.subarray(this.starts[number], this.starts[number + 1])
  }

  /** Less than 0 when the one comes first, by its letters. */
  compare(one: number, other: number): number {
    for (let index = 0; ; index += 1) {
      const letter = this.letterAt(one, index)
      const difference = letter - this.letterAt(other, index)
      if (difference !== 0) return difference
      if (letter < 0) return one - other
    }
  }

  private add(word: Uint16Array, length: number, hash: number, place: number): number {
    const number = this.count
    const start = this.starts[number] ?? 0
    this.letters = grown(this.letters, start + length)
    for (let index = 0; index < length; index += 1) this.letters[start + index] = word[index] ?? 0
    this.starts = grown(this.starts, number + 2)
    this.starts[number + 1] = start + length
    this.hashes = grown(this.hashes, number + 1)
    this.hashes[number] = hash
    this.table[place] = number + 1
    this.count += 1
    if (this.count * 2 > this.table.length) this.enlargeTable()
    return number
  }

  /** Where the word is in the table, or would be. */
  private find(word: Uint16Array, length: number, hash: number): number {
    const mask = this.table.length - 1
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const number = (this.table[place] ?? 0) - 1
      if (number < 0 || (this.hashes[number] === hash && this.equals(number, word, length))) return place
    }
  }

  private equals(number: number, word: Uint16Array, length: number): boolean {
    const start = this.starts[number] ?? 0
    if ((this.starts[number + 1] ?? 0) - start !== length) return false
    for (let index = 0; index < length; index += 1) {
      if (this.letters[start + index] !== word[index]) return false
    }
    return true
  }

  private enlargeTable(): void {
    this.table = new Int32Array(this.table.length * 2)
    const mask = this.table.length - 1
    for (let number = 0; number < this.count; number += 1) {
      let place = (this.hashes[number] ?? 0) & mask
      while (this.table[place] !== 0) place = (place + 1) & mask
      this.table[place] = number + 1
    }
  }
}

/** FNV-1a with a final mix, since the table takes the lowest bits. */
function hashOf(word: Uint16Array, length: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < length; index += 1) hash = Math.imul(hash ^ (word[index] ?? 0), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** The letters of a word that is a string, as many as count. */
export function lettersOfWord(word: string): Uint16Array {
  const letters = new Uint16Array(Math.min(word.length, longestWord))
  for (let index = 0; index < letters.length; index += 1) letters[index] = word.charCodeAt(index)
  return letters
}
