import { foldSearch } from '../rows/fold'
import type { RowIndex } from '../rows/rowIndex'
import type { ViewCircumstances } from '../rows/rowViews'
import { conditionTest, type SlotTest } from './conditionTest'
import type { SearchFeed } from './searchFeed'
import type { SearchIndex, SearchMatches } from '../search/searchIndex'
import type { ReadSearch, SearchReader } from './searchReader'
import type { SearchWord } from '../search/searchWords'

/** What a search leaves of the rows. */
export interface Found {
  /** Null when it leaves all of them. */
  readonly holds: SlotTest | null
  /** How well a row fits the words, higher is better; null when there are no words. */
  readonly relevanceOf: ((slot: number) => number) | null
  /** Slots outside of these never hold; null when any may. */
  readonly candidates: Int32Array | null
}

export const findsAll: Found = { holds: null, relevanceOf: null, candidates: null }

/** As many searches as the sidebar counts and the list shows at once. */
const mostRemembered = 24

/** Carries searches out: conditions by the columns, words by the search index. */
export class Finder {
  private matches = new Map<string, SearchMatches>()
  private matchesAt = -1

  constructor(
    private readonly rows: RowIndex,
    private readonly index: SearchIndex,
    private readonly feed: SearchFeed,
    private readonly reader: SearchReader,
  ) {}

  find(search: string, circumstances: ViewCircumstances): Found {
    this.feed.takeAlong()
    const read = this.reader.read(search)
    const tests: SlotTest[] = []
    const byColumns = conditionTest(read.conditions, this.rows.columns, circumstances)
    if (byColumns) tests.push(byColumns)
    const matches = read.words.length > 0 ? this.matchesOf(read.words) : null
    if (matches) tests.push(this.wordTest(matches, read))
    else if (read.typedWords !== '') tests.push(this.titleTest(read.typedWords))
    for (const words of read.excluded) {
      const unwanted = this.matchesOf(words)
      tests.push((slot) => !unwanted.has(slot))
    }
    const relevanceOf = matches && ((slot: number) => (matches.has(slot) ? matches.scoreOf(slot) : 0))
    const candidates = this.feed.progress() === null ? (matches?.slots ?? null) : null
    return { holds: allOf(tests), relevanceOf, candidates }
  }

  /** The words with what the index took for meant: what is marked is what was found. */
  wordsFound(search: string): readonly SearchWord[] {
    const { words } = this.reader.read(search)
    return words.length === 0 ? [] : this.matchesOf(words).words
  }

  private wordTest(matches: SearchMatches, read: ReadSearch): SlotTest {
    if (this.feed.progress() === null) return (slot) => matches.has(slot)
    // What is not in the index yet is found by what the columns hold.
    const byTitle = read.words.map(({ text }) => this.titleTest(text))
    return (slot) => matches.has(slot) || (!this.feed.holds(slot) && byTitle.every((test) => test(slot)))
  }

  private titleTest(typed: string): SlotTest {
    const text = foldSearch(typed)
    const { searchTexts } = this.rows.columns
    return (slot) => (searchTexts[slot] ?? '').includes(text)
  }

  /** Asked of the index once for as long as nothing in it changes. */
  private matchesOf(words: readonly SearchWord[]): SearchMatches {
    const { revision } = this.feed
    if (this.matchesAt !== revision || this.matches.size >= mostRemembered) this.matches = new Map()
    this.matchesAt = revision
    const key = JSON.stringify(words)
    const known = this.matches.get(key)
    if (known) return known
    const found = this.index.find(words)
    this.matches.set(key, found)
    return found
  }
}

function allOf(tests: readonly SlotTest[]): SlotTest | null {
  const [first, second] = tests
  if (!first || !second) return first ?? null
  return tests.length === 2
    ? (slot) => first(slot) && second(slot)
    : (slot) => tests.every((test) => test(slot))
}
