import { fold } from '../rows/fold'

/** What is longer is told apart by its beginning only; no word is, hostile texts are. */
export const longestWord = 40

const separator = 0
const joiner = 1

/** What an ASCII character is to a word: nothing, nothing that parts it (*Jum'at*), or the letter it is read as. */
const asciiLetters = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (character === "'" || character === '`') return joiner
  return /[a-z0-9]/i.test(character) ? character.toLowerCase().charCodeAt(0) : separator
})

/** The same for the others, found out once for each that occurs. */
const otherLetters = new Map<number, string>()
const joined = ''
const parted = ' '

function lettersOf(codePoint: number): string {
  const known = otherLetters.get(codePoint)
  if (known !== undefined) return known
  const character = String.fromCodePoint(codePoint)
  const folded = fold(character)
  const isLetter = /^[\p{L}\p{N}]+$/u.test(folded)
  const letters = folded === '' || /[‘’ʼʻ]/.test(character) ? joined : isLetter ? folded : parted
  // A text could hold every character there is.
  if (otherLetters.size > 4096) otherLetters.clear()
  otherLetters.set(codePoint, letters)
  return letters
}

/**
 * Reads a text word by word: letters and digits, folded character by character (so that each letter has its place in
 * the text as it was given), parted by everything else but apostrophes. *Jalan-jalan* is two words. One reader serves
 * for any number of texts and makes no object for a word.
 */
export class WordReader {
  /** The word read last, `length` letters of it. */
  readonly letters = new Uint16Array(longestWord)
  /** Where in the text each of the letters ends. */
  readonly ends = new Uint32Array(longestWord)
  length = 0
  /** Where in the text the word begins and ends. */
  from = 0
  to = 0
  private text = ''
  private at = 0

  begin(text: string): void {
    this.text = text
    this.at = 0
  }

  /** False when the text is over. */
  next(): boolean {
    this.length = 0
    let written = 0
    const { text } = this
    while (this.at < text.length) {
      const start = this.at
      const code = text.charCodeAt(start)
      if (code < 128) {
        this.at += 1
        const letter = asciiLetters[code] ?? separator
        if (letter > joiner) {
          if (written === 0) this.from = start
          if (written < longestWord) this.letters[written] = letter
          this.noteLetter(written)
          written += 1
        } else if (letter === separator && written > 0) break
      } else {
        const read = this.readOther(start, written)
        if (read === 0) break
        written = read - 1
      }
    }
    this.length = Math.min(written, longestWord)
    return written > 0
  }

  word(): string {
    return String.fromCharCode(...this.letters.subarray(0, this.length))
  }

  /** Reads a character outside ASCII; gives one more than how many letters the word has now, 0 when it is over. */
  private readOther(start: number, before: number): number {
    const codePoint = this.text.codePointAt(start) ?? 0
    this.at += codePoint > 0xffff ? 2 : 1
    const letters = lettersOf(codePoint)
    if (letters === parted) return before > 0 ? 0 : 1
    if (letters === joined) {
      // A mark belongs to the letter before it, an apostrophe at the end to nobody.
      if (before > 0 && !/[‘’ʼʻ]/.test(String.fromCodePoint(codePoint))) this.noteLetter(before - 1)
      return before + 1
    }
    if (before === 0) this.from = start
    let written = before
    for (let index = 0; index < letters.length; index += 1) {
      if (written < longestWord) this.letters[written] = letters.charCodeAt(index)
      this.noteLetter(written)
      written += 1
    }
    return written + 1
  }

  private noteLetter(index: number): void {
    if (index < longestWord) this.ends[index] = this.at
    this.to = this.at
  }
}
