import { expect, test } from 'vitest'
import { SearchFeed } from '../../../../renderer/engine/finding/searchFeed'
import { SearchIndex } from '../../../../renderer/engine/search/searchIndex'
import { caseNumbered } from '../support/caseNumbered'
import { VirtualClock } from '../support/virtualClock'

/** Counts how often it was given time to merge. */
class WatchedIndex extends SearchIndex {
  tidied = 0

  override tidy(milliseconds: number): boolean {
    this.tidied += 1
    return super.tidy(milliseconds)
  }
}

test('the search is merged at a desk that is never idle', () => {
  const [index, clock] = [new WatchedIndex(), new VirtualClock()]
  const feed = new SearchFeed(index, clock, () => undefined)
  for (let second = 0; second < 20; second += 1) {
    feed.written(second, { case: caseNumbered(second), events: [], unsent: null, settled: [] })
    clock.advance(1_000)
  }
  expect(index.tidied).toBeGreaterThanOrEqual(5)
  feed.stop()
})
