import { numberOfEntry, PostingsWriter, type Postings } from './postings'
import type { Recent } from './recent'

/**
 * The base and what changed since, written anew as one base, a few words at a time. Meanwhile both are searched as
 * before, and what is put or removed goes its way: slots that are no longer in either are filtered where they are
 * still to come, and told to the caller's mask where they have passed already.
 */
export class Merge {
  private readonly changed: ReturnType<Recent['byWord']>
  private readonly writer: PostingsWriter
  private base = new Int32Array(0)
  private merged = new Int32Array(0)
  private word = 0

  constructor(
    private readonly postings: Postings,
    /** Not 0 where a slot still counts in the base. */
    private readonly inBase: Uint8Array,
    private readonly recent: Recent,
    private readonly words: number,
    baseEntries: number,
  ) {
    this.changed = recent.byWord(words)
    this.writer = new PostingsWriter(baseEntries + this.changed.entries.length)
  }

  /** Moves about so many entries on; true when all is written. */
  advance(entries: number): boolean {
    let left = entries
    while (this.word < this.words && left > 0) {
      left -= this.mergeWord(this.word) + 1
      this.word += 1
    }
    return this.word === this.words
  }

  done(): Postings {
    return this.writer.done()
  }

  private mergeWord(word: number): number {
    const count = this.postings.countOf(word)
    const from = this.changed.starts[word] ?? 0
    const to = this.changed.starts[word + 1] ?? from
    const most = count + to - from
    if (most > this.merged.length) {
      this.base = new Int32Array(most * 2)
      this.merged = new Int32Array(most * 2)
    }
    if (count > 0) this.postings.read(word, this.base)
    const { base, merged, inBase, recent } = this
    const { entries } = this.changed
    let written = 0
    let next = from
    for (let index = 0; index < count; index += 1) {
      const entry = base[index] ?? 0
      if (inBase[numberOfEntry(entry)] === 0) continue
      // No slot is in both, so that the order is never a tie.
      for (; next < to && (entries[next] ?? 0) < entry; next += 1) {
        if (recent.has(numberOfEntry(entries[next] ?? 0))) merged[written++] = entries[next] ?? 0
      }
      merged[written++] = entry
    }
    for (; next < to; next += 1) {
      if (recent.has(numberOfEntry(entries[next] ?? 0))) merged[written++] = entries[next] ?? 0
    }
    this.writer.add(merged, written)
    return most
  }
}
