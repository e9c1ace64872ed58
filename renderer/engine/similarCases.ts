import type { Case } from '../../shared/domain/case'
import type { CaseId } from '../../shared/domain/identifiers'
import type { RowIndex } from './rows/rowIndex'
import type { SearchIndex } from './search/searchIndex'
import { fold } from './rows/fold'

/** Finds reports about the like. Whoever has an index of all texts finds more than one that knows titles only. */
export interface SimilarCases {
  /** Of other cases that the desk holds, the likest first, at most `limit`. */
  similarTo(subject: Case, limit: number): readonly CaseId[]
}

/** Less than this share of the words that count is chance. */
const leastScore = 0.25

/**
 * By everything that is written in the reports, as the search has it; what shares its title's words comes after, and
 * alone while the search is still being made.
 */
export class SimilarByTexts implements SimilarCases {
  private readonly byTitle: SimilarByTitle

  constructor(
    private readonly index: SearchIndex,
    private readonly rows: RowIndex,
  ) {
    this.byTitle = new SimilarByTitle(rows)
  }

  similarTo(subject: Case, limit: number): readonly CaseId[] {
    const { trackingId, title, body, location } = subject
    const texts = {
      trackingId,
      title,
      body,
      answers: [],
      reporterName: null,
      place: location.address ?? null,
    }
    const found = this.index
      .similarTo(texts, limit, this.rows.slotOf(subject.id))
      .filter(({ score }) => score >= leastScore)
      .map(({ slot }) => this.rows.columns.caseIds[slot] ?? null)
      .filter((caseId) => caseId !== null)
    if (found.length >= limit) return found
    return [...new Set([...found, ...this.byTitle.similarTo(subject, limit)])].slice(0, limit)
  }
}

/** Words that stand in every other title and tell nothing. */
const emptyWords = new Set([
  'yang',
  'tidak',
  'belum',
  'sudah',
  'dengan',
  'untuk',
  'dari',
  'pada',
  'oleh',
  'kami',
  'saya',
  'juga',
  'atau',
  'dalam',
  'karena',
  'sampai',
  'mohon',
  'tolong',
  'laporan',
])
const shortestWord = 4
/** A title may be one word long; of longer ones two must be shared. */
const leastShared = 2

/** By category and words of the title, as the rows in memory have them. */
export class SimilarByTitle implements SimilarCases {
  constructor(private readonly rows: RowIndex) {}

  similarTo(subject: Case, limit: number): readonly CaseId[] {
    const words = wordsOf(subject.title)
    const needed = Math.min(leastShared, words.length)
    if (needed === 0) return []
    const scored: { readonly caseId: CaseId; readonly shared: number }[] = []
    for (const { caseId, text } of this.rows.ofCategory(subject.categoryId)) {
      if (caseId === subject.id) continue
      const shared = words.filter((word) => text.includes(word)).length
      if (shared >= needed) scored.push({ caseId, shared })
    }
    return scored
      .sort((one, other) => other.shared - one.shared)
      .slice(0, limit)
      .map(({ caseId }) => caseId)
  }
}

/** The words of a title that tell something, folded. */
export function wordsOf(title: string): readonly string[] {
  const words = fold(title).split(/[^\p{L}\p{N}]+/u)
  return [...new Set(words.filter((word) => word.length >= shortestWord && !emptyWords.has(word)))]
}
