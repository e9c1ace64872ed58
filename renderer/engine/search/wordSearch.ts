import { correctionsOf, mayBeMistaken } from './corrections'
import { Reading } from './reading'
import type { SearchWord } from './searchWords'
import type { Segments } from './segments'
import { SlotValues } from './slotValues'
import { stemOf } from './stem'
import type { TrackingNumbers } from './trackingNumbers'
import { matchKinds, type MatchKind } from './values'

/**
 * A word is found as it is and by its stem, an unfinished one also at the beginning of others. Only where fewer cases
 * than this have it so, what is one mistake away is taken for meant as well: who writes what hundreds have written
 * made no mistake, and a name that two have may still be a mistake for one that fifty have.
 */
export const fewCases = 10

/** What a word that was asked for is worth in each slot, 0 where it is not; and the word as it was read. */
export interface FoundWord {
  readonly values: SlotValues
  readonly word: SearchWord
}

export function findWord(word: SearchWord, segments: Segments, numbers: TrackingNumbers): FoundWord {
  const reading = new Reading()
  readAs(word, segments, reading)
  const values = new SlotValues(segments.slots)
  segments.raise(reading, values)
  numbers.raise(word.text, word.kind === 'beginning', values.bytes)
  const plainly = { values, word: { ...word, corrections: [] } }
  if (word.kind === 'exact' || !mayBeMistaken(word.text)) return plainly
  const few = values.slots(fewCases)
  if (few.length === fewCases) return plainly
  const better = new Map(Array.from(few, (slot) => [slot, values.at(slot)]))
  const meant = meantBy(word.text, word.kind, segments)
  if (!raiseMistakes(meant, values, segments)) return plainly
  for (const [slot, value] of better) values.bytes[slot] = Math.max(value, values.at(slot))
  return { values, word: { ...word, corrections: namesOf(meant) } }
}

interface Meant {
  /** Each with whether no other is in more cases. */
  readonly words: readonly { readonly text: string; readonly likeliest: boolean }[]
  readonly beginnings: ReadonlySet<string>
}

/** A word that no case has any more was not meant: else its stem would still bring in others. */
function meantBy(typed: string, kind: 'word' | 'beginning', segments: Segments): Meant {
  const { words, beginnings } = correctionsOf(typed, kind, segments.lexicon.words, segments.order)
  const texts = [...words]
  const cases = segments.casesWith(texts.map((text) => segments.lexicon.knownNumberOf(text)))
  const most = Math.max(...cases)
  const counted = texts.map((text, index) => ({ text, cases: cases[index] ?? 0 }))
  const held = counted.filter((one) => one.cases > 0)
  return { words: held.map(({ text, cases }) => ({ text, likeliest: cases === most })), beginnings }
}

/** False when there is nothing that may have been meant. What the slots were worth before may be lost. */
function raiseMistakes({ words, beginnings }: Meant, values: SlotValues, segments: Segments): boolean {
  const reading = new Reading()
  for (const { text, likeliest } of words) {
    addWord(text, segments, reading, likeliest ? matchKinds.mistake : matchKinds.guess)
    addStem(text, segments, reading, matchKinds.guess)
  }
  for (const beginning of beginnings) addBeginning(beginning, segments, reading, matchKinds.guess)
  if (reading.count === 0) return false
  segments.raise(reading, values)
  return true
}

function namesOf({ words, beginnings }: Meant): string[] {
  return [...words.map(({ text }) => text), ...[...beginnings].map((beginning) => `${beginning}*`)]
}

function readAs(word: SearchWord, segments: Segments, reading: Reading): void {
  addWord(word.text, segments, reading, matchKinds.exact)
  if (word.kind === 'exact') return
  addStem(word.text, segments, reading, matchKinds.stem)
  if (word.kind === 'word') return
  reading.ready = segments.readyBeginning(word.text)
  addBeginning(word.text, segments, reading, matchKinds.beginning)
}

function addWord(text: string, { lexicon }: Segments, reading: Reading, kind: MatchKind): void {
  const known = lexicon.knownNumberOf(text)
  if (known >= 0) reading.add(known, kind)
}

function addStem(text: string, { lexicon }: Segments, reading: Reading, kind: MatchKind): void {
  const first = lexicon.firstWithStem(stemOf(text))
  if (first < 0) return
  let word = first
  do {
    reading.add(word, kind)
    word = lexicon.nextWithStem(word)
  } while (word !== first)
}

function addBeginning(text: string, { order }: Segments, reading: Reading, kind: MatchKind): void {
  const { from, to } = order.beginningWith(text)
  for (let place = from; place < to; place += 1) reading.add(order.numberAt(place), kind)
}
