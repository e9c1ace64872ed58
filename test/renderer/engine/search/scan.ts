import {
  isMistakenBeginning,
  isOneMistakeAway,
  mayBeMistaken,
} from '../../../../renderer/engine/search/corrections'
import { fields } from '../../../../renderer/engine/search/postings'
import type { SearchTexts } from '../../../../renderer/engine/search/searchIndex'
import type { SearchWord } from '../../../../renderer/engine/search/searchWords'
import { stemOf as plainStemOf } from '../../../../renderer/engine/search/stem'
import { matchKinds, valueOf, type MatchKind } from '../../../../renderer/engine/search/values'
import { fewCases } from '../../../../renderer/engine/search/wordSearch'
import { fold } from '../../../../renderer/engine/rows/fold'

/** What the search index must answer, found by going through all texts with the rules as they are said. */

const stems = new Map<string, string>()

function stemOf(word: string): string {
  const stem = stems.get(word) ?? plainStemOf(word)
  stems.set(word, stem)
  return stem
}

export function wordsOf(text: string): string[] {
  // Character by character: the letter that the end of a Greek word is written with is no other letter.
  const folded = Array.from(text.replace(/['’‘ʼʻ`]/g, ''), fold).join('')
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words of a case, each with every field it is in; the tracking number apart, since it is never mistaken. */
function wordsIn(texts: SearchTexts): (readonly [word: string, field: number])[] {
  const inField = (field: number, ...parts: readonly (string | null)[]) =>
    parts.flatMap((part) => wordsOf(part ?? '').map((word) => [word, field] as const))
  return [
    ...inField(fields.title, texts.title),
    ...inField(fields.name, texts.trackingId, texts.reporterName, texts.place),
    ...inField(fields.body, texts.body),
    ...inField(fields.answers, ...texts.answers),
  ]
}

/** How a word answers one that was asked for, best first; null when not at all. */
function kindOf(word: string, { text, kind }: SearchWord): MatchKind | null {
  if (word === text) return matchKinds.exact
  if (kind === 'exact') return null
  if (kind === 'beginning' && word.startsWith(text)) return matchKinds.beginning
  return stemOf(word) === stemOf(text) ? matchKinds.stem : null
}

/** How a word answers if what was asked for is mistaken, given in how many cases each word is. */
function mistakenKindOf(
  word: string,
  asked: SearchWord,
  counts: ReadonlyMap<string, number>,
): MatchKind | null {
  const corrected = [...counts.keys()].filter((one) => isCorrection(asked.text, one))
  const most = Math.max(...corrected.map((one) => counts.get(one) ?? 0))
  if (corrected.includes(word) && counts.get(word) === most) return matchKinds.mistake
  if (corrected.some((one) => stemOf(one) === stemOf(word))) return matchKinds.guess
  if (asked.kind !== 'beginning') return null
  const beginnings = [-1, 0, 1].map((more) => word.slice(0, asked.text.length + more))
  const isMeant = beginnings.some((one) => !/\p{N}/u.test(one) && isMistakenBeginning(asked.text, one))
  return isMeant ? matchKinds.guess : null
}

function isCorrection(typed: string, word: string): boolean {
  return !/\p{N}/u.test(word) && isOneMistakeAway(typed, word)
}

type Scores = Map<number, number>

function scanWord(cases: ReadonlyMap<number, SearchTexts>, asked: SearchWord): Scores {
  const best = (kindFor: (word: string) => MatchKind | null): Scores => {
    const scores: Scores = new Map()
    for (const [slot, texts] of cases) {
      for (const [word, field] of wordsIn(texts)) {
        const kind = kindFor(word)
        if (kind !== null) scores.set(slot, Math.max(scores.get(slot) ?? 0, valueOf(kind, field)))
      }
    }
    return scores
  }
  const plain = best((word) => kindOf(word, asked))
  if (asked.kind === 'exact' || !mayBeMistaken(asked.text) || plain.size >= fewCases) return plain
  const counts = scanCompletions(cases, '')
  return best((word) => kindOf(word, asked) ?? mistakenKindOf(word, asked, counts))
}

export function scan(cases: ReadonlyMap<number, SearchTexts>, words: readonly SearchWord[]): Scores {
  const scores: Scores = new Map()
  if (words.length === 0) return scores
  const found = words.map((word) => scanWord(cases, word))
  for (const slot of [...cases.keys()].sort((one, other) => one - other)) {
    const values = found.map((one) => one.get(slot) ?? 0)
    if (values.some((value) => value === 0)) continue
    // Where every word stands as typed comes before where one has another form.
    const first = values.every((value) => value >= valueOf(matchKinds.beginning, 0)) ? 100_000 : 0
    scores.set(
      slot,
      values.reduce((sum, value) => sum + value, first),
    )
  }
  return scores
}

export function scanCompletions(
  cases: ReadonlyMap<number, SearchTexts>,
  prefix: string,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const texts of cases.values()) {
    // A tracking number is not a word that anybody would want completed.
    const trackingId = /^[1-9]\d*$/.test(texts.trackingId) ? '' : texts.trackingId
    const words = new Set(wordsIn({ ...texts, trackingId }).map(([word]) => word))
    for (const word of words) if (word.startsWith(prefix)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
