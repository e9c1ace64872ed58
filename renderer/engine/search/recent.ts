import { grown } from './grown'
import { entryOf, fieldOfEntry, numberOfEntry } from './postings'

/**
 * What changed since the base was made: for each slot the words in it, one after the other in one array. It is
 * searched from end to end, so it must stay small; what is replaced in it stays there until the merge, unread.
 */
export class Recent {
  private entries = new Int32Array(256)
  private length = 0
  private starts = new Uint32Array(64)
  private documents = 0
  /** Which document is that of a slot. */
  private readonly documentOf = new Map<number, number>()

  get size(): number {
    return this.documentOf.size
  }

  /** Also what was replaced or removed since. */
  get written(): number {
    return this.documents
  }

  get entryCount(): number {
    return this.length
  }

  has(slot: number): boolean {
    return this.documentOf.has(slot)
  }

  /** The first `count` of the entries, each a word and its best field. */
  put(slot: number, entries: Int32Array, count: number): void {
    this.entries = grown(this.entries, this.length + count)
    for (let index = 0; index < count; index += 1) this.entries[this.length + index] = entries[index] ?? 0
    this.length += count
    this.starts = grown(this.starts, this.documents + 2)
    this.starts[this.documents + 1] = this.length
    this.documentOf.set(slot, this.documents)
    this.documents += 1
  }

  remove(slot: number): boolean {
    return this.documentOf.delete(slot)
  }

  slots(): IterableIterator<number> {
    return this.documentOf.keys()
  }

  /** Lifts each slot to the best value of its words, which have marks and, by mark and field, values (values.ts). */
  raise(into: Uint8Array, marks: Uint8Array, values: Uint8Array): void {
    const { entries } = this
    for (const [slot, document] of this.documentOf) {
      const end = this.starts[document + 1] ?? 0
      let best = into[slot] ?? 0
      for (let at = this.starts[document] ?? end; at < end; at += 1) {
        const entry = entries[at] ?? 0
        const mark = marks[entry >>> 2] ?? 0
        if (mark === 0) continue
        const value = values[(mark << 2) | (entry & 3)] ?? 0
        if (value > best) best = value
      }
      into[slot] = best
    }
  }

  /** Every slot with a word that has a mark, which is one more than what is told of it; one pass for all words. */
  visit(marks: Uint8Array, found: (slot: number, place: number) => void): void {
    for (const [slot, document] of this.documentOf) {
      const end = this.starts[document + 1] ?? 0
      for (let at = this.starts[document] ?? end; at < end; at += 1) {
        const mark = marks[numberOfEntry(this.entries[at] ?? 0)] ?? 0
        if (mark !== 0) found(slot, mark - 1)
      }
    }
  }

  /** Adds to each word's count the number of slots in which it is. */
  countWords(counts: Int32Array): void {
    for (const document of this.documentOf.values()) {
      const end = this.starts[document + 1] ?? 0
      for (let at = this.starts[document] ?? end; at < end; at += 1) {
        const word = numberOfEntry(this.entries[at] ?? 0)
        counts[word] = (counts[word] ?? 0) + 1
      }
    }
  }

  /** The same by word: the slots of a word, ascending, each with the best field. */
  byWord(words: number): { readonly starts: Uint32Array; readonly entries: Int32Array } {
    const counts = new Int32Array(words)
    this.countWords(counts)
    const starts = new Uint32Array(words + 1)
    for (let word = 0; word < words; word += 1) starts[word + 1] = (starts[word] ?? 0) + (counts[word] ?? 0)
    const next = starts.slice()
    const entries = new Int32Array(starts[words] ?? 0)
    for (const slot of Int32Array.from(this.documentOf.keys()).sort()) {
      const document = this.documentOf.get(slot) ?? 0
      const end = this.starts[document + 1] ?? 0
      for (let at = this.starts[document] ?? end; at < end; at += 1) {
        const entry = this.entries[at] ?? 0
        const word = numberOfEntry(entry)
        const place = next[word] ?? 0
        entries[place] = entryOf(slot, fieldOfEntry(entry))
        next[word] = place + 1
      }
    }
    return { starts, entries }
  }

  /** Gives the words other numbers. */
  renumber(numbers: Int32Array): void {
    for (let at = 0; at < this.length; at += 1) {
      const entry = this.entries[at] ?? 0
      this.entries[at] = entryOf(numbers[numberOfEntry(entry)] ?? 0, fieldOfEntry(entry))
    }
  }
}
