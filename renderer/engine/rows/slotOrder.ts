/** By what slots are sorted: a number first, the whole comparison only where two numbers are the same. */
export interface SlotSorting {
  /** Never NaN; infinite for what has no value, which comes last. */
  readonly key: (slot: number) => number
  /** Between slots of the same key; never 0 for different slots. */
  readonly tie: (one: number, other: number) => number
}

/**
 * All slots in one order, kept as changes come. Changed slots are merged in when the order is asked for: each finds
 * its place by halving, and what lies between is moved as a block. Only where a large part has changed is all sorted.
 */
export class SlotOrder {
  private sorted: Uint32Array<ArrayBuffer> = new Uint32Array(0)
  private keys = new Float64Array(1024)
  /** 1 for a slot that changed and is not in its place yet: asked for every slot, so no set. */
  private marked = new Uint8Array(1024)
  private changed: number[] = []

  constructor(
    private readonly sorting: SlotSorting,
    private readonly isHeld: (slot: number) => boolean,
  ) {}

  noteChanged(slot: number): void {
    if (slot >= this.marked.length) this.reserve(slot + 1)
    if (this.marked[slot] === 1) return
    this.marked[slot] = 1
    this.changed.push(slot)
  }

  slots(): Uint32Array {
    if (this.changed.length > 0) this.merge()
    return this.sorted
  }

  /** How many of them have a value: they are the first ones. */
  valued(): number {
    const slots = this.slots()
    let low = 0
    let high = slots.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.keys[slots[middle] ?? 0] ?? Infinity) === Infinity) high = middle
      else low = middle + 1
    }
    return low
  }

  private merge(): void {
    const { sorted, marked } = this
    const added = this.changed.filter(this.isHeld)
    const kept = new Uint32Array(sorted.length + added.length)
    let length = 0
    for (let index = 0; index < sorted.length; index += 1) {
      const slot = sorted[index] ?? 0
      if (marked[slot] === 0) kept[length++] = slot
    }
    for (const slot of this.changed) marked[slot] = 0
    this.changed = []
    for (const slot of added) this.keys[slot] = this.sorting.key(slot)
    // Placing one costs a few comparisons, sorting all some twelve passes.
    this.sorted =
      added.length * 8 > length
        ? this.sortedAnew(kept.subarray(0, length), added)
        : this.merged(kept.subarray(0, length), added)
  }

  private reserve(needed: number): void {
    const capacity = Math.max(needed, this.keys.length * 2)
    const keys = new Float64Array(capacity)
    keys.set(this.keys)
    this.keys = keys
    const marked = new Uint8Array(capacity)
    marked.set(this.marked)
    this.marked = marked
  }

  private merged(kept: Uint32Array, added: number[]): Uint32Array<ArrayBuffer> {
    added.sort((one, other) => this.compare(one, other))
    const merged = new Uint32Array(kept.length + added.length)
    let from = 0
    for (const [count, slot] of added.entries()) {
      const place = this.placeOf(slot, kept, from)
      merged.set(kept.subarray(from, place), from + count)
      merged[place + count] = slot
      from = place
    }
    merged.set(kept.subarray(from), from + added.length)
    return merged
  }

  /** Before which of `kept`, from `from` on, the slot belongs. */
  private placeOf(slot: number, kept: Uint32Array, from: number): number {
    let low = from
    let high = kept.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.compare(kept[middle] ?? 0, slot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  private sortedAnew(kept: Uint32Array, added: readonly number[]): Uint32Array<ArrayBuffer> {
    const all = new Uint32Array(kept.length + added.length)
    all.set(kept)
    all.set(added, kept.length)
    const sorted = sortedByKey(all, this.keys)
    for (let start = 0; start < sorted.length;) {
      const key = this.keys[sorted[start] ?? 0]
      let end = start + 1
      while (end < sorted.length && this.keys[sorted[end] ?? 0] === key) end += 1
      if (end - start > 1) sorted.subarray(start, end).sort(this.sorting.tie)
      start = end
    }
    return sorted
  }

  private compare(one: number, other: number): number {
    const keyOne = this.keys[one] ?? Infinity
    const keyOther = this.keys[other] ?? Infinity
    // Compared, not subtracted: infinity less infinity is no number.
    if (keyOne !== keyOther) return keyOne < keyOther ? -1 : 1
    return this.sorting.tie(one, other)
  }
}

const digitBits = 11
const digits = 1 << digitBits
/** Six digits of 11 bits are the 64 of a number. */
const passes = 6

/**
 * The slots by their keys, smallest first, those of the same key as they were: a radix sort, which takes a few
 * milliseconds for 100,000 where comparing takes a hundred.
 */
function sortedByKey(slots: Uint32Array<ArrayBuffer>, keys: Float64Array): Uint32Array<ArrayBuffer> {
  const halves = sortableHalves(slots, keys)
  let from: Uint32Array<ArrayBuffer> = new Uint32Array(slots.length)
  for (let index = 0; index < from.length; index += 1) from[index] = index
  let into: Uint32Array<ArrayBuffer> = new Uint32Array(slots.length)
  for (let pass = 0; pass < passes; pass += 1) {
    const digitsHere = digitsOf(halves, pass)
    const starts = startsOf(digitsHere)
    // A digit that all have in common orders nothing.
    if (!starts) continue
    for (let place = 0; place < from.length; place += 1) {
      const index = from[place] ?? 0
      const digit = digitsHere[index] ?? 0
      const at = starts[digit] ?? 0
      into[at] = index
      starts[digit] = at + 1
    }
    ;[from, into] = [into, from]
  }
  for (let place = 0; place < from.length; place += 1) into[place] = slots[from[place] ?? 0] ?? 0
  return into
}

interface Halves {
  readonly low: Uint32Array
  readonly high: Uint32Array
}

/** The bits of the keys so that they are ordered as whole numbers are: negative ones turned over, others above them. */
function sortableHalves(slots: Uint32Array, keys: Float64Array): Halves {
  const low = new Uint32Array(slots.length)
  const high = new Uint32Array(slots.length)
  const number = new Float64Array(1)
  const bits = new Uint32Array(number.buffer)
  for (let index = 0; index < slots.length; index += 1) {
    // Without the sign that 0 may have.
    number[0] = (keys[slots[index] ?? 0] ?? Infinity) + 0
    const lowBits = bits[0] ?? 0
    const highBits = bits[1] ?? 0
    const isNegative = highBits >>> 31 === 1
    low[index] = isNegative ? ~lowBits : lowBits
    high[index] = isNegative ? ~highBits : highBits | 0x80000000
  }
  return { low, high }
}

function digitsOf({ low, high }: Halves, pass: number): Uint16Array {
  const shift = pass * digitBits
  const found = new Uint16Array(low.length)
  for (let index = 0; index < low.length; index += 1) {
    const highBits = high[index] ?? 0
    if (shift >= 32) found[index] = (highBits >>> (shift - 32)) & (digits - 1)
    else {
      // The bits of the other half that reach into this digit; none when it lies in one half.
      const reaching = shift + digitBits > 32 ? highBits << (32 - shift) : 0
      found[index] = (((low[index] ?? 0) >>> shift) | reaching) & (digits - 1)
    }
  }
  return found
}

/** Where those of each digit begin; null when all have the same one. */
function startsOf(found: Uint16Array): Uint32Array | null {
  const counts = new Uint32Array(digits)
  for (let index = 0; index < found.length; index += 1) {
    const digit = found[index] ?? 0
    counts[digit] = (counts[digit] ?? 0) + 1
  }
  let place = 0
  for (let digit = 0; digit < digits; digit += 1) {
    const count = counts[digit] ?? 0
    if (count === found.length) return null
    counts[digit] = place
    place += count
  }
  return counts
}
