import { isMistakenBeginning, isOneMistakeAway, mayBeMistaken } from './corrections'
import type { SearchWord } from './searchWords'
import { stemOf } from './stem'
import { WordReader } from './wordReader'

/** A part of a text, in UTF-16 units of the text as given. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

interface TextWord extends TextRange {
  readonly word: string
  /** Where each letter ends. */
  readonly ends: Uint32Array
}

interface Found extends TextRange {
  /** The place of the word that was asked for among the others. */
  readonly asked: number
}

/**
 * What of a text answers the words: as they are, by their stems, by the beginning that was typed (of which only that
 * much is marked), and with mistakes. Words of `SearchMatches.words` say what was taken for meant; for others a
 * mistake is looked for where the text has nothing better. Sorted, and none over another.
 */
export function highlightsIn(text: string, words: readonly SearchWord[]): readonly TextRange[] {
  return withoutOverlaps(foundIn(text, words))
}

const ellipsis = '…'

/**
 * A piece of a text, at most so many units long, around the place that answers most of the words; null where nothing
 * does. Where something is left out there is an ellipsis.
 */
export function snippetOf(
  text: string,
  words: readonly SearchWord[],
  longest: number,
): { readonly text: string; readonly highlights: readonly TextRange[] } | null {
  const found = foundIn(text, words)
  const highlights = withoutOverlaps(found)
  if (highlights.length === 0) return null
  if (text.length <= longest) return { text, highlights }
  const { from, to } = pieceAround(text, bestPlace(found, longest), longest)
  const before = from > 0 ? ellipsis : ''
  const after = to < text.length ? ellipsis : ''
  const shift = before.length - from
  return {
    text: `${before}${text.slice(from, to)}${after}`,
    highlights: highlights
      .map((range) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
      .filter((range) => range.from < range.to)
      .map((range) => ({ from: range.from + shift, to: range.to + shift })),
  }
}

function foundIn(text: string, words: readonly SearchWord[]): Found[] {
  if (words.length === 0) return []
  const textWords = wordsOf(text)
  const found = words.flatMap((word, asked) =>
    answersIn(textWords, word).map(({ from, to }) => ({ from, to, asked })),
  )
  return found.sort((one, other) => one.from - other.from || other.to - one.to)
}

function wordsOf(text: string): TextWord[] {
  const reader = new WordReader()
  const words: TextWord[] = []
  reader.begin(text)
  while (reader.next()) {
    const ends = reader.ends.slice(0, reader.length)
    words.push({ word: reader.word(), from: reader.from, to: reader.to, ends })
  }
  return words
}

function answersIn(textWords: readonly TextWord[], asked: SearchWord): TextRange[] {
  const answers = rangesWhere(textWords, plainAnswer(asked))
  if (asked.corrections) return [...answers, ...rangesWhere(textWords, correctedAnswer(asked.corrections))]
  if (answers.length > 0 || asked.kind === 'exact' || !mayBeMistaken(asked.text)) return answers
  return rangesWhere(textWords, mistakenAnswer(asked))
}

/** How a word of the text answers: not at all (null), as a whole, or by so many letters. */
type Answer = (word: string) => 'whole' | number | null

function rangesWhere(textWords: readonly TextWord[], answer: Answer): TextRange[] {
  return textWords.flatMap(({ word, from, to, ends }) => {
    const answered = answer(word)
    if (answered === null) return []
    // All letters are the whole word, whatever of it was not kept.
    const end = answered === 'whole' || answered >= word.length ? to : (ends[answered - 1] ?? to)
    return [{ from, to: end }]
  })
}

function plainAnswer({ text, kind }: SearchWord): Answer {
  if (kind === 'exact') return (word) => (word === text ? 'whole' : null)
  const stem = stemOf(text)
  return (word) => {
    if (word === text || stemOf(word) === stem) return 'whole'
    return kind === 'beginning' && word.startsWith(text) ? text.length : null
  }
}

function correctedAnswer(corrections: readonly string[]): Answer {
  const beginnings = corrections.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1))
  const words = corrections.filter((one) => !one.endsWith('*'))
  const stems = new Set(words.map(stemOf))
  return (word) => {
    if (words.includes(word) || stems.has(stemOf(word))) return 'whole'
    return beginnings.some((beginning) => word.startsWith(beginning)) ? 'whole' : null
  }
}

function mistakenAnswer({ text, kind }: SearchWord): Answer {
  const lengths = [text.length - 1, text.length, text.length + 1]
  return (word) => {
    if (/\p{N}/u.test(word)) return null
    if (isOneMistakeAway(text, word)) return 'whole'
    if (kind !== 'beginning') return null
    return lengths.some((length) => isMistakenBeginning(text, word.slice(0, length))) ? 'whole' : null
  }
}

function withoutOverlaps(sorted: readonly TextRange[]): TextRange[] {
  const apart: { from: number; to: number }[] = []
  for (const { from, to } of sorted) {
    const last = apart.at(-1)
    if (last && from < last.to) last.to = Math.max(last.to, to)
    else apart.push({ from, to })
  }
  return apart
}

/** The stretch, no longer than that, in which most of the words are found; of several the first. */
function bestPlace(found: readonly Found[], longest: number): TextRange {
  let best: TextRange = found[0] ?? { from: 0, to: 0 }
  let most = 0
  for (const [index, { from }] of found.entries()) {
    const asked = new Set<number>()
    let to = from
    for (const later of found.slice(index)) {
      if (later.to - from > longest - 2 * ellipsis.length) break
      asked.add(later.asked)
      to = Math.max(to, later.to)
    }
    if (asked.size > most) {
      most = asked.size
      best = { from, to }
    }
  }
  return best
}

/** The stretch with as much around it as there is room for, more of it after; words are cut only where none ends. */
function pieceAround(text: string, place: TextRange, longest: number): TextRange {
  const room = Math.max(1, longest - 2 * ellipsis.length)
  const before = Math.max(0, Math.floor((room - (place.to - place.from)) / 3))
  const from = Math.max(0, Math.min(place.from - before, text.length - room))
  const to = Math.min(text.length, from + room)
  return { from: wordStart(text, from, place.from), to: wordEnd(text, to, Math.min(place.to, to)) }
}

function wordStart(text: string, from: number, latest: number): number {
  if (from === 0) return 0
  const space = text.slice(from - 1, latest).search(/\s\S/)
  return space < 0 ? latest : from + space
}

function wordEnd(text: string, to: number, earliest: number): number {
  if (to === text.length) return to
  const space = text.slice(earliest, to + 1).search(/\s\S*$/)
  if (space >= 0) return earliest + space
  // Not between the halves of a character.
  return /[\uDC00-\uDFFF]/.test(text.charAt(to)) ? to - 1 : to
}
