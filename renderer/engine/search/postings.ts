import { grown } from './grown'

/** Where a word was found, the least telling first: a number of two bits. */
export const fields = { answers: 0, body: 1, name: 2, title: 3 } as const
export type Field = (typeof fields)[keyof typeof fields]

/** An entry of a list: a slot and the best field in which the word is there, or a word and that field. */
export const entryOf = (number: number, field: number): number => (number << 2) | field
export const numberOfEntry = (entry: number): number => entry >>> 2
export const fieldOfEntry = (entry: number): number => entry & 3

/**
 * For each word the slots in which it is, ascending, each with its best field; immutable. The distance to the slot
 * before and the field lie together in as many bytes of seven bits as they need: mostly one.
 */
export class Postings {
  constructor(
    private readonly bytes: Uint8Array,
    /** Where the list of a word begins; that of the next one is its end. */
    private readonly starts: Uint32Array,
    /** How many slots there are in the list of a word. */
    private readonly counts: Int32Array,
  ) {}

  static readonly empty = new Postings(new Uint8Array(0), new Uint32Array(1), new Int32Array(0))

  /** How many words have a list, be it empty. */
  get words(): number {
    return this.counts.length
  }

  /** The length of all lists together. */
  get entries(): number {
    return this.counts.reduce((sum, count) => sum + count, 0)
  }

  countOf(word: number): number {
    return this.counts[word] ?? 0
  }

  /** Lifts each slot of the list to the value of its field, if it has a lower one. */
  raise(word: number, into: Uint8Array, values: Uint8Array): void {
    const { bytes } = this
    const end = this.starts[word + 1] ?? 0
    let slot = 0
    for (let at = this.starts[word] ?? end; at < end;) {
      let entry = bytes[at++] ?? 0
      if (entry > 127) {
        entry &= 127
        let shift = 7
        let byte = 0
        do {
          byte = bytes[at++] ?? 0
          entry |= (byte & 127) << shift
          shift += 7
        } while (byte > 127)
      }
      slot += entry >>> 2
      const value = values[entry & 3] ?? 0
      if (value > (into[slot] ?? 0)) into[slot] = value
    }
  }

  /** Writes the entries of the list, from the beginning of the array on; gives how many. */
  read(word: number, into: Int32Array): number {
    const { bytes } = this
    const end = this.starts[word + 1] ?? 0
    let slot = 0
    let count = 0
    for (let at = this.starts[word] ?? end; at < end; count += 1) {
      let entry = 0
      let shift = 0
      let byte = 0
      do {
        byte = bytes[at++] ?? 0
        entry |= (byte & 127) << shift
        shift += 7
      } while (byte > 127)
      slot += entry >>> 2
      into[count] = entryOf(slot, entry & 3)
    }
    return count
  }

  /** The same lists for words with other numbers; words left out (-1) must have no list. */
  renumbered(numbers: Int32Array, size: number): Postings {
    const starts = new Uint32Array(size + 1)
    const counts = new Int32Array(size)
    for (let word = 0; word < this.words; word += 1) {
      const number = numbers[word] ?? -1
      if (number < 0) continue
      starts[number + 1] = this.starts[word + 1] ?? 0
      counts[number] = this.counts[word] ?? 0
    }
    // A word that is newer than these lists has none, where the others end.
    for (let number = 1; number <= size; number += 1) {
      starts[number] = Math.max(starts[number] ?? 0, starts[number - 1] ?? 0)
    }
    return new Postings(this.bytes, starts, counts)
  }
}

/** Writes lists, word by word in the order of their numbers. */
export class PostingsWriter {
  private bytes: Uint8Array
  private at = 0
  private starts = new Uint32Array(1024)
  private counts = new Int32Array(1024)
  private words = 0

  constructor(expectedEntries: number) {
    this.bytes = new Uint8Array(Math.ceil(expectedEntries * 1.5) + 64)
  }

  /** The list of the next word: the first `count` of the entries, ascending. */
  add(entries: Int32Array, count: number): void {
    this.bytes = grown(this.bytes, this.at + count * 5)
    const { bytes } = this
    let at = this.at
    let before = 0
    for (let index = 0; index < count; index += 1) {
      const entry = entries[index] ?? 0
      const slot = numberOfEntry(entry)
      let left = entryOf(slot - before, fieldOfEntry(entry))
      before = slot
      while (left > 127) {
        bytes[at++] = (left & 127) | 128
        left >>>= 7
      }
      bytes[at++] = left
    }
    this.at = at
    this.starts = grown(this.starts, this.words + 2)
    this.counts = grown(this.counts, this.words + 1)
    this.counts[this.words] = count
    this.words += 1
    this.starts[this.words] = at
  }

  done(): Postings {
    return new Postings(
      this.bytes.slice(0, this.at),
      this.starts.slice(0, this.words + 1),
      this.counts.slice(0, this.words),
    )
  }
}
