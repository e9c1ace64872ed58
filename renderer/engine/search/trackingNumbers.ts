import { trackingNumberOf } from './caseWords'
import { grown } from './grown'
import { fields } from './postings'
import { matchKinds, valueOf } from './values'

const mostDigits = 9
const exactValue = valueOf(matchKinds.exact, fields.name)
const beginningValue = valueOf(matchKinds.beginning, fields.name)

/**
 * The tracking number of each slot, 0 for none: a column, gone through for every search for a number. Each is kept
 * with zeros after it to nine digits, so that the numbers that begin so are those between two.
 */
export class TrackingNumbers {
  private filledUp = new Int32Array(0)
  private digits = new Uint8Array(0)

  put(slot: number, trackingId: string): void {
    this.filledUp = grown(this.filledUp, slot + 1)
    this.digits = grown(this.digits, slot + 1)
    this.filledUp[slot] = trackingNumberOf(trackingId) * 10 ** (mostDigits - trackingId.length)
    this.digits[slot] = trackingId.length
  }

  remove(slot: number): void {
    if (slot < this.filledUp.length) this.filledUp[slot] = 0
  }

  /** Lifts the slots whose number is this one, or begins so. */
  raise(typed: string, asBeginning: boolean, into: Uint8Array): void {
    const number = trackingNumberOf(typed)
    if (number === 0) return
    const { filledUp, digits } = this
    const scale = 10 ** (mostDigits - typed.length)
    const least = number * scale
    const end = least + (asBeginning ? scale : 1)
    for (let slot = 0; slot < filledUp.length; slot += 1) {
      const filled = filledUp[slot] ?? 0
      if (filled < least || filled >= end) continue
      const isWhole = filled === least && digits[slot] === typed.length
      const value = isWhole ? exactValue : asBeginning ? beginningValue : 0
      if (value > (into[slot] ?? 0)) into[slot] = value
    }
  }
}
