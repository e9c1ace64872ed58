import MiniSearch from 'minisearch'
import { fold } from '../../../renderer/engine/rows/fold'
import { SearchIndex, type SearchTexts } from '../../../renderer/engine/search/searchIndex'
import { searchWordsOf } from '../../../renderer/engine/search/searchWords'

/** How a query is meant: as it is being typed, its last word unfinished, or with a letter wrong. */
export type QueryKind = 'beginning' | 'two words' | 'mistake' | 'stem'

export interface Contestant {
  readonly name: string
  /** From nothing to everything findable. */
  build(texts: readonly SearchTexts[]): void
  /** What a key press waits for. */
  ask(query: string, kind: QueryKind): unknown
  /** The best matches as numbers of cases, best first. */
  best(query: string, kind: QueryKind, count: number): readonly number[]
}

export class OurIndex implements Contestant {
  readonly name = 'ours'
  readonly index = new SearchIndex()

  build(texts: readonly SearchTexts[]): void {
    for (const [slot, one] of texts.entries()) this.index.put(slot, one)
    this.index.tidy(Infinity)
  }

  ask(query: string): ReturnType<SearchIndex['find']> {
    return this.index.find(searchWordsOf(query))
  }

  best(query: string, _kind: QueryKind, count: number): readonly number[] {
    const matches = this.ask(query)
    const slots = [...matches.slots]
    // The newest first among equals, as the list would have them.
    slots.sort((one, other) => matches.scoreOf(other) - matches.scoreOf(one) || other - one)
    return slots.slice(0, count)
  }
}

interface Document {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly name: string
  readonly body: string
  readonly answers: string
}

/** As its documentation proposes for search while typing, folding as we do; stems it does not know. */
export class MiniSearchIndex implements Contestant {
  readonly name = 'MiniSearch'
  private readonly index = new MiniSearch<Document>({
    fields: ['number', 'title', 'name', 'body', 'answers'],
    processTerm: (term) => fold(term),
    searchOptions: { combineWith: 'AND', boost: { title: 3, name: 2, number: 2 } },
  })

  build(texts: readonly SearchTexts[]): void {
    this.index.addAll(
      texts.map(({ trackingId, title, body, answers, reporterName, place }, id) => ({
        id,
        number: trackingId,
        title,
        name: `${reporterName ?? ''} ${place ?? ''}`,
        body,
        answers: answers.join('\n'),
      })),
    )
  }

  ask(query: string, kind: QueryKind): readonly { readonly id: unknown }[] {
    const typing = kind === 'beginning' || kind === 'two words'
    return this.index.search(query, {
      prefix: typing ? (_term, place, terms) => place === terms.length - 1 : false,
      fuzzy: kind === 'mistake' ? 1 : false,
    })
  }

  best(query: string, kind: QueryKind, count: number): readonly number[] {
    return this.ask(query, kind)
      .slice(0, count)
      .map(({ id }) => Number(id))
  }
}
