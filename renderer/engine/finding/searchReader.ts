import { parseQuery, printPart } from '../search/query/parseQuery'
import { understand, type Understanding, type Vocabulary } from '../search/query/understand'
import { searchWordsOf, type SearchWord } from '../search/searchWords'

/** A search, read: what is looked for in texts, and what the columns answer. */
export interface ReadSearch extends Understanding {
  /** Each must be found. */
  readonly words: readonly SearchWord[]
  /** The words as they were typed; empty when there are only conditions. */
  readonly typedWords: string
  /** None of these texts may be found. */
  readonly excluded: readonly (readonly SearchWord[])[]
}

/** The same search is read again for every page of rows, every count and every mark. */
const mostRemembered = 100

/** Reads searches, each once for a day and a state of the reference data. */
export class SearchReader {
  private remembered = new Map<string, ReadSearch>()
  private rememberedFor: Vocabulary | null = null

  constructor(private readonly vocabulary: () => Vocabulary) {}

  read(search: string): ReadSearch {
    const vocabulary = this.vocabulary()
    const before = this.rememberedFor
    const stillHolds = before?.reference === vocabulary.reference && before.today === vocabulary.today
    if (!stillHolds || this.remembered.size >= mostRemembered) this.remembered = new Map()
    this.rememberedFor = vocabulary
    const known = this.remembered.get(search)
    if (known) return known
    const read = readSearch(search, vocabulary)
    this.remembered.set(search, read)
    return read
  }
}

function readSearch(search: string, vocabulary: Vocabulary): ReadSearch {
  const parts = parseQuery(search)
  const understanding = understand(parts, vocabulary)
  const wanted = understanding.texts.filter(({ negated }) => !negated)
  const unwanted = understanding.texts.filter(({ negated }) => negated)
  const last = parts.at(-1)
  // Only the word that is being typed may go on: one with something behind it is whole.
  const goesOn = last?.kind === 'word' && !last.negated && last.span.to === search.length
  const typedWords = wanted.map(textOf).join(' ')
  return {
    ...understanding,
    words: searchWordsOf(goesOn ? typedWords : `${typedWords} `),
    typedWords,
    excluded: unwanted.map((part) => searchWordsOf(`${textOf(part)} `)).filter((words) => words.length > 0),
  }
}

function textOf(part: Understanding['texts'][number]): string {
  if (part.kind === 'phrase') return `"${part.text.replace(/["“”]/g, ' ')}"`
  // A # before a number is how people write it.
  return printPart({ ...part, negated: false }).replace(/^#/, '')
}
