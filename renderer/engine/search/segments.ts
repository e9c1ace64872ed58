import { ReadyBeginnings } from './beginnings'
import { Lexicon } from './lexicon'
import { Merge } from './merge'
import { numberOfEntry, Postings } from './postings'
import { Recent } from './recent'
import type { Reading } from './reading'
import { matchKinds, valuesByField, valuesByMark } from './values'
import { SlotValues, withRoom } from './slotValues'
import { WordOrder } from './wordOrder'

/** How much may lie unmerged. */
export interface Pace {
  /** So many changed cases, and this share of all, are left as they are: searching them costs next to nothing. */
  readonly leftAlone: number
  readonly leftAloneShare: number
  /** From so many on, every further change carries the merge on a little, so that it never lies still. */
  readonly mostRecent: number
}

export const usualPace: Pace = { leftAlone: 256, leftAloneShare: 1 / 64, mostRecent: 16_384 }

/** Entries of the merge for each change: it ends long before as many changes again have come. */
const entriesForEachChange = 2000
const entriesAtOnce = 50_000

/**
 * An immutable base, what changed since, and between the two what is being merged into a new base. A slot counts in
 * at most one of them: whoever puts or removes takes it out of the others.
 */
export class Segments {
  lexicon = new Lexicon()
  order = new WordOrder(this.lexicon.words)
  private base = Postings.empty
  private beginnings = new ReadyBeginnings(this.base, 0)
  /** 255 where the slot counts in the base, to be laid over bytes. */
  private inBase = new SlotValues(0)
  private baseSlots = 0
  private baseEntries = 0
  /** Slots in the base's lists that count no more. */
  private stale = 0
  private recent = new Recent()
  private merging: { readonly merge: Merge; readonly recent: Recent } | null = null
  private changedWhileMerging = 0
  private visited = new Int32Array(0)
  /** One more than the highest slot ever used. */
  private capacity = 0

  constructor(private readonly pace: Pace) {}

  get slots(): number {
    return this.capacity
  }

  get size(): number {
    return this.baseSlots + this.recent.size + (this.merging?.recent.size ?? 0)
  }

  put(slot: number, entries: Int32Array, count: number): void {
    this.remove(slot)
    this.capacity = Math.max(this.capacity, slot + 1)
    this.recent.put(slot, entries, count)
    if (this.merging) this.advance(entriesForEachChange)
    else if (this.recent.written > Math.max(this.pace.mostRecent, this.size >> 1)) this.startMerge()
  }

  remove(slot: number): void {
    if (this.recent.remove(slot)) return
    if (this.merging?.recent.remove(slot)) {
      this.changedWhileMerging += 1
    } else if (this.inBase.at(slot) === 255) {
      this.inBase.bytes[slot] = 0
      this.baseSlots -= 1
      this.stale += 1
      if (this.merging) this.changedWhileMerging += 1
    }
  }

  /** See `SearchIndex.tidy`. */
  tidy(milliseconds: number): boolean {
    const end = performance.now() + milliseconds
    while (this.merging || this.isWorthMerging()) {
      if (this.merging) this.advance(entriesAtOnce)
      else this.startMerge()
      if (performance.now() >= end) return false
    }
    this.order.refresh()
    while (this.beginnings.makeNextReady(this.order)) {
      if (performance.now() >= end) return false
    }
    return true
  }

  /** Lifts each slot to the best value of the words of a reading in it. */
  raise(reading: Reading, into: SlotValues): void {
    const { ready } = reading
    if (ready) into.raise(ready)
    for (let index = 0; index < reading.count; index += 1) {
      const kind = reading.kindAt(index)
      if (ready && kind === matchKinds.beginning) continue
      const values = valuesByField[kind]
      if (values) this.base.raise(reading.wordAt(index), into.bytes, values)
    }
    if (this.stale > 0) into.keepOnly(this.inBase)
    if (this.recent.size + (this.merging?.recent.size ?? 0) === 0) return
    const marks = new Uint8Array(this.lexicon.size)
    for (let index = 0; index < reading.count; index += 1) {
      const word = reading.wordAt(index)
      marks[word] = Math.max(marks[word] ?? 0, reading.kindAt(index) + 1)
    }
    this.merging?.recent.raise(into.bytes, marks, valuesByMark)
    this.recent.raise(into.bytes, marks, valuesByMark)
  }

  /** Whether lists hold slots that count no more. */
  get hasRemoved(): boolean {
    return this.stale > 0
  }

  /** In how many cases each of the words is. */
  casesWith(words: readonly number[]): number[] {
    const recent = new Int32Array(this.lexicon.size)
    this.merging?.recent.countWords(recent)
    this.recent.countWords(recent)
    return words.map((word) => this.baseCasesWith(word) + (recent[word] ?? 0))
  }

  private baseCasesWith(word: number): number {
    const count = this.base.countOf(word)
    if (this.stale === 0 || count === 0) return count
    if (count > this.visited.length) this.visited = new Int32Array(count * 2)
    this.base.read(word, this.visited)
    let cases = 0
    for (let place = 0; place < count; place += 1) {
      if (this.inBase.at(numberOfEntry(this.visited[place] ?? 0)) !== 0) cases += 1
    }
    return cases
  }

  /** Every slot that has a word of a reading, with that reading's place; the same pair may come more than once. */
  visit(readings: readonly Reading[], found: (slot: number, place: number) => void): void {
    for (const [place, reading] of readings.entries()) {
      for (let index = 0; index < reading.count; index += 1)
        this.visitBase(reading.wordAt(index), place, found)
    }
    if (this.recent.size + (this.merging?.recent.size ?? 0) === 0) return
    const marks = new Uint8Array(this.lexicon.size)
    for (const [place, { words, count }] of readings.entries()) {
      for (const word of words.subarray(0, count)) marks[word] = place + 1
    }
    this.merging?.recent.visit(marks, found)
    this.recent.visit(marks, found)
  }

  private visitBase(word: number, place: number, found: (slot: number, place: number) => void): void {
    const count = this.base.countOf(word)
    if (count > this.visited.length) this.visited = new Int32Array(count * 2)
    this.base.read(word, this.visited)
    for (let at = 0; at < count; at += 1) {
      const slot = numberOfEntry(this.visited[at] ?? 0)
      if (this.inBase.at(slot) !== 0) found(slot, place)
    }
  }

  /** Slots of words that begin so, kept ready where there are very many; else null. */
  readyBeginning(prefix: string): SlotValues | null {
    return this.beginnings.get(prefix, this.order)
  }

  /** In how many cases each word is; a little too many while removed ones are not merged away. */
  counts(): Int32Array {
    const counts = new Int32Array(this.lexicon.size)
    for (let word = 0; word < this.base.words; word += 1) counts[word] = this.base.countOf(word)
    this.merging?.recent.countWords(counts)
    this.recent.countWords(counts)
    return counts
  }

  private isWorthMerging(): boolean {
    const { leftAlone, leftAloneShare } = this.pace
    return this.recent.written + this.stale > Math.max(leftAlone, this.size * leftAloneShare)
  }

  private startMerge(): void {
    const { recent } = this
    this.recent = new Recent()
    this.changedWhileMerging = 0
    const merge = new Merge(this.base, this.inBase.bytes, recent, this.lexicon.size, this.baseEntries)
    this.merging = { merge, recent }
    this.baseEntries += recent.entryCount
  }

  private advance(entries: number): void {
    const { merging } = this
    if (!merging?.merge.advance(entries)) return
    this.merging = null
    this.base = merging.merge.done()
    this.inBase = withRoom(this.inBase, this.capacity)
    for (const slot of merging.recent.slots()) this.inBase.bytes[slot] = 255
    this.baseSlots += merging.recent.size
    this.stale = this.changedWhileMerging
    this.baseEntries = this.base.entries
    this.dropUnusedWords()
    this.beginnings = new ReadyBeginnings(this.base, this.capacity)
  }

  /** Words that no case holds any more are given up when they have become many: texts that left leave nothing. */
  private dropUnusedWords(): void {
    const counts = this.counts()
    const unused = counts.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0)
    if (unused * 8 < this.lexicon.size || unused === 0) return
    const { lexicon, numbers } = this.lexicon.only((word) => (counts[word] ?? 0) > 0)
    this.lexicon = lexicon
    this.order = new WordOrder(lexicon.words)
    this.base = this.base.renumbered(numbers, lexicon.size)
    this.recent.renumber(numbers)
  }
}
