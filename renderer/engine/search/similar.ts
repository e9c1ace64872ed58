import { CaseWords, type SearchTexts } from './caseWords'
import { Lexicon } from './lexicon'
import { numberOfEntry } from './postings'
import { Reading } from './reading'
import type { Segments } from './segments'
import { stemOf } from './stem'
import { matchKinds } from './values'

export interface SimilarSlot {
  readonly slot: number
  /** 1 for a case that has every word that counts, 0 for none. */
  readonly score: number
}

/** So many of the rarest stems tell what a report is about; more would only make it slower. A slot's are kept as bits. */
const mostStems = 24
/** Stems that more cases than this share have say nothing. */
const commonShare = 1 / 8
/** Whole numbers, so that a sum does not depend on the order in which the stems are met. */
const wholeScore = 1_000_000

interface WeighedStem {
  readonly reading: Reading
  readonly weight: number
}

/** The slots whose title, text or place share the rarest stems of these texts; answers and names say nothing of that. */
export function similarSlots(
  texts: SearchTexts,
  limit: number,
  except: number | null,
  segments: Segments,
): SimilarSlot[] {
  const stems = tellingStems(texts, segments)
  const whole = stems.reduce((sum, { weight }) => sum + weight, 0)
  if (whole === 0) return []
  const scores = new Int32Array(segments.slots)
  /** Which stems were counted for a slot, by their bits: a stem counts once, by whichever of its words. */
  const counted = new Int32Array(segments.slots)
  const readings = stems.map(({ reading }) => reading)
  const weights = stems.map(({ weight }) => Math.round((weight / whole) * wholeScore))
  segments.visit(readings, (slot, place) => {
    const before = counted[slot] ?? 0
    const after = before | (1 << place)
    if (after === before) return
    counted[slot] = after
    scores[slot] = (scores[slot] ?? 0) + (weights[place] ?? 0)
  })
  if (except !== null) scores[except] = 0
  return best(scores, limit)
}

/** The stems of a case's texts that some other case may share, the rarest ones. */
function tellingStems(texts: SearchTexts, segments: Segments): WeighedStem[] {
  const counts = segments.counts()
  const most = Math.max(2, segments.size * commonShare)
  const stems: { readonly reading: Reading; readonly cases: number }[] = []
  for (const stem of stemsIn(texts)) {
    const { reading, cases } = readingOfStem(stem, counts, segments.lexicon)
    if (cases > 0 && cases <= most) stems.push({ reading, cases })
  }
  stems.sort((one, other) => one.cases - other.cases)
  return stems.slice(0, mostStems).map(({ reading, cases }) => ({
    reading,
    weight: Math.log(1 + segments.size / cases) ** 2,
  }))
}

function stemsIn({ title, body, place }: SearchTexts): Set<string> {
  const own = new Lexicon()
  const words = new CaseWords()
  words.read({ trackingId: '', title, body, answers: [], reporterName: null, place }, own)
  const stems = new Set<string>()
  for (const entry of words.entries.subarray(0, words.count))
    stems.add(stemOf(own.wordAt(numberOfEntry(entry))))
  return stems
}

function readingOfStem(
  stem: string,
  counts: Int32Array,
  lexicon: Lexicon,
): { readonly reading: Reading; readonly cases: number } {
  const reading = new Reading()
  const first = lexicon.firstWithStem(stem)
  let cases = 0
  if (first >= 0) {
    let word = first
    do {
      reading.add(word, matchKinds.stem)
      cases += counts[word] ?? 0
      word = lexicon.nextWithStem(word)
    } while (word !== first)
  }
  return { reading, cases }
}

/** The best ones, those of equal worth by their slots; in one pass, since nearly all slots are worth nothing. */
function best(scores: Int32Array, limit: number): SimilarSlot[] {
  const chosen: SimilarSlot[] = []
  for (let slot = 0; slot < scores.length; slot += 1) {
    const score = scores[slot] ?? 0
    if (score <= 0 || (chosen.length >= limit && score <= (chosen.at(-1)?.score ?? 0))) continue
    let place = chosen.length
    while (place > 0 && (chosen[place - 1]?.score ?? 0) < score) place -= 1
    chosen.splice(place, 0, { slot, score })
    if (chosen.length > limit) chosen.pop()
  }
  return chosen.map(({ slot, score }) => ({ slot, score: Math.min(1, score / wholeScore) }))
}
