import { grown } from './grown'
import type { Lexicon } from './lexicon'
import { entryOf, fields, type Field } from './postings'
import { WordReader } from './wordReader'

/** What of a case can be searched. */
export interface SearchTexts {
  readonly trackingId: string
  readonly title: string
  readonly body: string
  readonly answers: readonly string[]
  readonly reporterName: string | null
  readonly place: string | null
}

/**
 * A tracking number as a number, 0 where it is none: nearly every case has one of its own, so they are kept by slot
 * and not as words.
 */
export function trackingNumberOf(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}

/** Collects the different words of a case, each with the best field in which it is. */
export class CaseWords {
  /** The first `count` are those of the case read last, each a word and its best field. */
  entries = new Int32Array(512)
  count = 0
  private readonly reader = new WordReader()
  /** By word, in which case it was seen last. */
  private seenIn = new Int32Array(1024)
  private cases = 0

  read(texts: SearchTexts, lexicon: Lexicon): void {
    this.cases += 1
    this.count = 0
    // The best field first, so that a word keeps the one in which it was seen first.
    this.readText(texts.title, fields.title, lexicon)
    if (trackingNumberOf(texts.trackingId) === 0) this.readText(texts.trackingId, fields.name, lexicon)
    if (texts.reporterName !== null) this.readText(texts.reporterName, fields.name, lexicon)
    if (texts.place !== null) this.readText(texts.place, fields.name, lexicon)
    this.readText(texts.body, fields.body, lexicon)
    for (const answer of texts.answers) this.readText(answer, fields.answers, lexicon)
  }

  /** Words have other numbers from now on. */
  forget(): void {
    this.seenIn.fill(0)
  }

  private readText(text: string, field: Field, lexicon: Lexicon): void {
    const { reader } = this
    reader.begin(text)
    while (reader.next()) {
      const word = lexicon.numberOf(reader.letters, reader.length)
      if (word >= this.seenIn.length) this.seenIn = grown(this.seenIn, word + 1)
      if (this.seenIn[word] === this.cases) continue
      this.seenIn[word] = this.cases
      if (this.count >= this.entries.length) this.entries = grown(this.entries, this.count + 1)
      this.entries[this.count] = entryOf(word, field)
      this.count += 1
    }
  }
}
