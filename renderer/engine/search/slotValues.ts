/**
 * A byte for each slot. Most of them are 0 for most words, so that what goes through all of them looks at four at
 * once first.
 */
export class SlotValues {
  readonly bytes: Uint8Array
  private readonly quads: Uint32Array

  constructor(slots: number) {
    const quads = (slots + 3) >>> 2
    this.bytes = new Uint8Array(quads * 4)
    this.quads = new Uint32Array(this.bytes.buffer)
  }

  at(slot: number): number {
    return this.bytes[slot] ?? 0
  }

  /** The slots that have a value, ascending; no more than the most. */
  slots(most = Infinity): Int32Array {
    const { bytes, quads } = this
    let found = new Int32Array(64)
    let count = 0
    for (let quad = 0; quad < quads.length && count < most; quad += 1) {
      if (quads[quad] === 0) continue
      if (count + 4 > found.length) {
        const larger = new Int32Array(found.length * 4)
        larger.set(found)
        found = larger
      }
      for (let slot = quad * 4; slot < quad * 4 + 4; slot += 1) {
        if (bytes[slot] !== 0) found[count++] = slot
      }
    }
    return found.slice(0, Math.min(count, most))
  }

  /** Takes the value from every slot that the mask does not hold; the mask has 255 or 0 for each slot. */
  keepOnly(mask: SlotValues): void {
    const { quads } = this
    for (let quad = 0; quad < quads.length; quad += 1) {
      const values = quads[quad] ?? 0
      if (values !== 0) quads[quad] = values & (mask.quads[quad] ?? 0)
    }
  }

  /** Lifts each slot to the value it has in the other, if that is higher. */
  raise(other: SlotValues): void {
    const { bytes } = this
    for (let quad = 0; quad < other.quads.length; quad += 1) {
      if (other.quads[quad] === 0) continue
      for (let slot = quad * 4; slot < quad * 4 + 4; slot += 1) {
        const value = other.bytes[slot] ?? 0
        if (value > (bytes[slot] ?? 0)) bytes[slot] = value
      }
    }
  }
}

/** The same with room for so many slots. */
export function withRoom(values: SlotValues, slots: number): SlotValues {
  if (slots <= values.bytes.length) return values
  const larger = new SlotValues(Math.max(slots, values.bytes.length * 2))
  larger.bytes.set(values.bytes)
  return larger
}
