import { localDate } from '../../../shared/domain/calendar'
import { instantFrom, type CaseId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { CaseCache } from '../cache/caseCache'
import type {
  KeptViews,
  RowHighlights,
  SavedView,
  SearchHelp,
  SearchStanding,
  Snippet,
  TextSpan,
} from '../findingApi'
import type { Notes } from '../journal/notes'
import type { CaseRows } from '../overlay/caseRows'
import type { ReferenceView } from '../referenceView'
import type { RowValues } from '../rows/columns'
import type { RowIndex } from '../rows/rowIndex'
import { Finder, type Found } from './finder'
import { highlightsIn } from '../search/highlights'
import type { Vocabulary } from '../search/query/understand'
import { RecentSearches } from './recentSearches'
import { SavedViews } from './savedViews'
import type { SearchFeed } from './searchFeed'
import type { SearchIndex } from '../search/searchIndex'
import { SearchReader } from './searchReader'
import { viewCircumstances } from '../viewCircumstances'
import { snippetIn } from './snippets'
import { suggestionsAt } from './suggestions'

export interface FindingParts {
  readonly officer: Officer
  readonly rows: RowIndex
  readonly caseRows: Pick<CaseRows, 'view'>
  readonly index: SearchIndex
  readonly feed: SearchFeed
  readonly cache: Pick<CaseCache, 'note' | 'keepNote'>
  readonly notes: Pick<Notes, 'read' | 'keep'>
  readonly references: () => ReferenceView
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Finding a report on this desk: what a search leaves of the rows, what is marked in them, what could be typed. */
export class Finding {
  private readonly reader = new SearchReader(() => this.vocabulary())
  private readonly finder: Finder
  private readonly recent: RecentSearches
  private readonly views: SavedViews

  constructor(private readonly parts: FindingParts) {
    this.finder = new Finder(parts.rows, parts.index, parts.feed, this.reader)
    this.recent = new RecentSearches(parts.cache)
    this.views = new SavedViews(parts.notes)
  }

  find(search: string): Found {
    const { officer, now, references } = this.parts
    return this.finder.find(search, viewCircumstances(now(), officer, references()))
  }

  /** How the search was read; null for none. */
  standing(search: string): SearchStanding | null {
    if (search.trim() === '') return null
    const { shown, problems, typedWords } = this.reader.read(search)
    const hasWords = typedWords !== ''
    return { conditions: shown, problems, hasWords, preparing: this.parts.feed.progress() }
  }

  /** Null when the search has no words. */
  highlights(search: string, row: RowValues): RowHighlights | null {
    const words = this.finder.wordsFound(search)
    if (words.length === 0) return null
    return {
      trackingId: highlightsIn(row.trackingId, words),
      title: highlightsIn(row.title, words),
      reporter: highlightsIn(row.reporterName ?? '', words),
    }
  }

  async help(typed: string, caret: number): Promise<SearchHelp> {
    const { rows, index } = this.parts
    const sources = { rows, index, vocabulary: this.vocabulary(), recent: await this.recent.all() }
    const { problems } = this.reader.read(typed)
    return { suggestions: suggestionsAt(typed, caret, sources), problems }
  }

  used(search: string): Promise<void> {
    return this.recent.used(search)
  }

  async snippets(search: string, caseIds: readonly CaseId[]): Promise<readonly Snippet[]> {
    const words = this.finder.wordsFound(search)
    if (words.length === 0) return []
    const snippets = await Promise.all(
      caseIds.map(async (caseId) => {
        const view = await this.parts.caseRows.view(caseId)
        return view && snippetIn(caseId, view.overlay, words)
      }),
    )
    return snippets.filter((snippet) => snippet !== null)
  }

  marks(search: string, texts: readonly string[]): readonly (readonly TextSpan[])[] {
    const words = this.finder.wordsFound(search)
    return texts.map((text) => (words.length === 0 ? [] : highlightsIn(text, words)))
  }

  savedViews(): readonly SavedView[] {
    return this.views.all()
  }

  keepSavedViews(views: readonly SavedView[]): Promise<KeptViews> {
    return this.views.keep(views)
  }

  savedViewCounts(): Readonly<Record<string, number>> {
    const { rows } = this.parts
    const counts = this.views.all().map(({ id, search }) => [id, rows.countFound(this.find(search))] as const)
    return Object.fromEntries(counts)
  }

  /** What the national system is asked for: the words alone, since operators are this desk's own. */
  nationalWords(search: string): string {
    return this.reader.read(search).typedWords.replaceAll('"', ' ').trim()
  }

  private vocabulary(): Vocabulary {
    const { references, officer, now } = this.parts
    const { reference, timeZone } = references()
    return { reference, officerId: officer.id, timeZone, today: localDate(instantFrom(now()), timeZone) }
  }
}
