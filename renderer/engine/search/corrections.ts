import type { Vocabulary } from './vocabulary'
import type { Range, WordOrder } from './wordOrder'

/** Shorter words are too often one mistake away from others that were meant. */
export const shortestCorrected = 4

/** Whether mistakes are looked for at all: numbers are never other numbers. */
export function mayBeMistaken(word: string): boolean {
  return word.length >= shortestCorrected && !/\p{N}/u.test(word)
}

/** Whether one letter too many, too few, another one, or two changed places make the one word the other. */
export function isOneMistakeAway(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  if (longer.length - shorter.length > 1) return false
  let same = 0
  while (same < shorter.length && shorter[same] === longer[same]) same += 1
  if (shorter.length < longer.length) return shorter.slice(same) === longer.slice(same + 1)
  if (same === shorter.length) return false
  if (shorter.slice(same + 1) === longer.slice(same + 1)) return true
  return (
    shorter[same] === longer[same + 1] &&
    shorter[same + 1] === longer[same] &&
    shorter.slice(same + 2) === longer.slice(same + 2)
  )
}

/**
 * Whether the beginning of a word may be what was meant by an unfinished one. It must end with the letter that was
 * typed last: else anything would do as the last letter, and *jaln* would be all that begins with *jal*.
 */
export function isMistakenBeginning(typed: string, beginning: string): boolean {
  return beginning.at(-1) === typed.at(-1) && isOneMistakeAway(typed, beginning)
}

/** What may have been meant by a word: whole words, and for an unfinished one beginnings of words. */
export interface Corrections {
  readonly words: ReadonlySet<string>
  readonly beginnings: ReadonlySet<string>
}

/**
 * All words of the vocabulary that are one mistake away, and all such beginnings of words. From each place in the
 * typed word one goes on with what follows there in the vocabulary, after which everything must be as typed; each
 * step is a search by halving in a small part of the order, and most ways end at once.
 */
export function correctionsOf(
  typed: string,
  kind: 'word' | 'beginning',
  vocabulary: Vocabulary,
  order: WordOrder,
): Corrections {
  return new Walk(typed, kind === 'beginning', vocabulary, order).run()
}

class Walk {
  private readonly words = new Set<string>()
  private readonly beginnings = new Set<string>()

  constructor(
    private readonly typed: string,
    private readonly unfinished: boolean,
    private readonly vocabulary: Vocabulary,
    private readonly order: WordOrder,
  ) {}

  run(): Corrections {
    const { typed } = this
    let range = this.order.whole
    for (let at = 0; at <= typed.length && range.from < range.to; at += 1) {
      const here = typed.charCodeAt(at)
      if (at < typed.length) this.goOn(range, at, at + 1)
      if (at + 1 < typed.length) {
        const first = this.order.withLetter(range, at, typed.charCodeAt(at + 1))
        this.goOn(this.order.withLetter(first, at + 1, here), at + 2, at + 2)
      }
      this.tryLetters(range, at)
      if (at < typed.length) range = this.order.withLetter(range, at, here)
    }
    return { words: this.words, beginnings: this.beginnings }
  }

  /** Each letter that follows in the vocabulary, in the place of the typed one and before it. */
  private tryLetters(range: Range, at: number): void {
    const { order, typed } = this
    let from = range.from
    while (from < range.to) {
      const letter = order.letterAt(from, at)
      const part = order.withLetter({ from, to: range.to }, at, letter)
      if (letter >= 0) {
        if (at < typed.length) this.goOn(part, at + 1, at + 1)
        this.goOn(part, at + 1, at)
      }
      from = part.to
    }
  }

  /** The rest must be as typed; what it leads to is taken. */
  private goOn(range: Range, depth: number, typedFrom: number): void {
    const { order, typed, vocabulary } = this
    let left = range
    let length = depth
    for (let at = typedFrom; at < typed.length; at += 1, length += 1) {
      if (left.from >= left.to) return
      left = order.withLetter(left, length, typed.charCodeAt(at))
    }
    if (left.from >= left.to) return
    const first = order.numberAt(left.from)
    const found = vocabulary.wordAt(first).slice(0, length)
    if (found === typed || /\p{N}/u.test(found)) return
    if (vocabulary.lengthOf(first) === length) this.words.add(found)
    if (this.unfinished && found.at(-1) === typed.at(-1)) this.beginnings.add(found)
  }
}
