import type { Postings } from './postings'
import { matchKinds, valuesByField } from './values'
import { SlotValues } from './slotValues'
import type { Range, WordOrder } from './wordOrder'

const longestReady = 4
/** From so many entries for each slot on, going through the lists takes longer than a key press may. */
const entriesForEachSlot = 2
/** A byte for each slot each. */
const mostReady = 160

/**
 * For the beginnings with which very many words begin (*me*, *pen*), the value of the best such word for each slot
 * of the base, made when it is asked for or, better, before.
 */
export class ReadyBeginnings {
  private readonly ready = new Map<string, SlotValues>()
  /** The beginnings that are still to be made ready, null as long as it is not known. */
  private waiting: string[] | null = null

  constructor(
    private readonly base: Postings,
    private readonly slots: number,
  ) {}

  get(prefix: string, order: WordOrder): SlotValues | null {
    if (prefix.length > longestReady) return null
    const known = this.ready.get(prefix)
    if (known) return known
    const range = order.beginningWith(prefix)
    return this.isHeavy(range, order) ? this.make(prefix, range, order) : null
  }

  /** Makes one more ready; false when all are. */
  makeNextReady(order: WordOrder): boolean {
    this.waiting ??= this.heavyWithin(order.whole, '', order)
    const prefix = this.waiting.pop()
    if (prefix === undefined) return false
    if (!this.ready.has(prefix)) this.make(prefix, order.beginningWith(prefix), order)
    return true
  }

  private make(prefix: string, range: Range, order: WordOrder): SlotValues {
    const values = new SlotValues(this.slots)
    const byField = valuesByField[matchKinds.beginning] ?? values.bytes
    for (let place = range.from; place < range.to; place += 1) {
      this.base.raise(order.numberAt(place), values.bytes, byField)
    }
    if (this.ready.size < mostReady) this.ready.set(prefix, values)
    return values
  }

  private heavyWithin(range: Range, prefix: string, order: WordOrder): string[] {
    if (!this.isHeavy(range, order)) return []
    const heavy = prefix === '' ? [] : [prefix]
    if (prefix.length === longestReady) return heavy
    for (let from = range.from; from < range.to;) {
      const letter = order.letterAt(from, prefix.length)
      const part = order.withLetter({ from, to: range.to }, prefix.length, letter)
      if (letter >= 0) heavy.push(...this.heavyWithin(part, prefix + String.fromCharCode(letter), order))
      from = part.to
    }
    return heavy
  }

  private isHeavy(range: Range, order: WordOrder): boolean {
    const limit = this.slots * entriesForEachSlot
    let entries = 0
    for (let place = range.from; place < range.to && entries <= limit; place += 1) {
      entries += this.base.countOf(order.numberAt(place))
    }
    return entries > limit && entries > 0
  }
}
