import { isOneMistakeAway } from '../../../renderer/engine/search/corrections'
import type { SearchTexts } from '../../../renderer/engine/search/searchIndex'
import { stemOf as plainStemOf } from '../../../renderer/engine/search/stem'
import { fold } from '../../../renderer/engine/rows/fold'
import { SeededRandom } from '../../national/generator/seededRandom'
import { mistyped } from './caseTexts'
import type { QueryKind } from './contestants'

export interface Query {
  readonly kind: QueryKind
  readonly text: string
  /** The cases that hold what is asked for, in any form of its words; by a scan over all words. */
  readonly wanted: ReadonlySet<number>
  /** Those that hold it as it was typed, or as it was meant where it was typed with a mistake. */
  readonly asTyped: ReadonlySet<number>
}

const wordsOf = (text: string): string[] => fold(text).match(/[a-z0-9]+/g) ?? []

/** For every word the cases that have it, by going through everything once: what is wanted is looked up here. */
function casesByWord(texts: readonly SearchTexts[]): Map<string, Set<number>> {
  const cases = new Map<string, Set<number>>()
  for (const [number, { trackingId, title, body, answers, reporterName, place }] of texts.entries()) {
    const all = [trackingId, title, body, reporterName ?? '', place ?? '', ...answers].join(' ')
    for (const word of new Set(wordsOf(all))) {
      const known = cases.get(word)
      if (known) known.add(number)
      else cases.set(word, new Set([number]))
    }
  }
  return cases
}

/** So many queries of each kind, of words that stand in reports, and what each should find. */
export function queriesFor(texts: readonly SearchTexts[], count: number, seed: string): Query[] {
  const cases = casesByWord(texts)
  const random = new SeededRandom(seed)
  const words = [...cases.keys()].filter(
    (word) => /^[a-z]{4,}$/.test(word) && (cases.get(word)?.size ?? 0) >= 5,
  )
  // Of which most cases, if any, have another form.
  const rare = words.filter((word) => (cases.get(word)?.size ?? 0) <= 20)
  const pick = (): string => random.pick(words)
  const casesOf = (holds: (word: string) => boolean): Set<number> =>
    united([...cases].filter(([word]) => holds(word)).map(([, having]) => having))
  const many = (make: () => Query): Query[] => Array.from({ length: count }, make)
  return [
    ...many(() => {
      const word = pick()
      const text = word.slice(0, random.integer(2, word.length))
      return { kind: 'beginning', text, wanted: casesOf(begins(text)), asTyped: casesOf(startsWith(text)) }
    }),
    ...many(() => {
      const own = [...new Set(wordsOf(random.pick(texts).body))].filter((word) => /^[a-z]{4,}$/.test(word))
      const [first, second] = [random.pick(own), random.pick(own)]
      const text = second.slice(0, random.integer(3, second.length))
      const wanted = both(casesOf(sameStem(first)), casesOf(begins(text)))
      const asTyped = both(cases.get(first) ?? new Set(), casesOf(startsWith(text)))
      return { kind: 'two words', text: `${first} ${text}`, wanted, asTyped }
    }),
    ...many(() => {
      const word = pick()
      let text = mistyped(word, random)
      while (!isOneMistakeAway(text, word)) text = mistyped(word, random)
      const wanted = cases.get(word) ?? new Set<number>()
      return { kind: 'mistake', text: `${text} `, wanted, asTyped: wanted }
    }),
    ...many(() => {
      const word = random.pick(rare)
      const asTyped = cases.get(word) ?? new Set<number>()
      return { kind: 'stem', text: `${word} `, wanted: casesOf(sameStem(word)), asTyped }
    }),
  ]
}

function united(sets: readonly ReadonlySet<number>[]): Set<number> {
  const all = new Set<number>()
  for (const set of sets) for (const number of set) all.add(number)
  return all
}

const stems = new Map<string, string>()

/** Asked for every word by every query. */
function stemOf(word: string): string {
  const stem = stems.get(word) ?? plainStemOf(word)
  stems.set(word, stem)
  return stem
}

function sameStem(text: string): (word: string) => boolean {
  const stem = stemOf(text)
  return (word) => stemOf(word) === stem
}

function both(one: ReadonlySet<number>, other: ReadonlySet<number>): Set<number> {
  return new Set([...one].filter((number) => other.has(number)))
}

function startsWith(text: string): (word: string) => boolean {
  return (word) => word.startsWith(text)
}

function begins(text: string): (word: string) => boolean {
  const hasStem = sameStem(text)
  return (word) => word.startsWith(text) || hasStem(word)
}

/** Of the first fifty places that could hold wanted cases, how many do. */
export function recallAt50(found: readonly number[], wanted: ReadonlySet<number>): number {
  const places = Math.min(50, wanted.size)
  return places === 0 ? 1 : found.slice(0, 50).filter((number) => wanted.has(number)).length / places
}
