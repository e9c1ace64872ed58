import { grown } from './grown'
import type { SlotValues } from './slotValues'
import { matchKinds, type MatchKind } from './values'

/** The indexed words by which a word that was asked for is found, each with how it answers it. */
export class Reading {
  words = new Int32Array(64)
  kinds = new Uint8Array(64)
  count = 0
  /** A beginning that so many cases hold that its slots are kept ready (beginnings.ts), or null. */
  ready: SlotValues | null = null

  add(word: number, kind: MatchKind): void {
    if (this.count >= this.words.length) {
      this.words = grown(this.words, this.count + 1)
      this.kinds = grown(this.kinds, this.words.length)
    }
    this.words[this.count] = word
    this.kinds[this.count] = kind
    this.count += 1
  }

  wordAt(index: number): number {
    return this.words[index] ?? 0
  }

  kindAt(index: number): MatchKind {
    // Only kinds are ever written there.
    return (this.kinds[index] ?? matchKinds.mistake) as MatchKind
  }
}
