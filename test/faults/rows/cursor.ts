import type { CaseCache, CachePage } from '../../../renderer/engine/cache/caseCache'
import type { FaultContext, FaultRow } from '../row'
import { abortAtWrite, newDexieCache } from '../world/dexieCaches'
import { heldIn, pageStory } from '../world/pageStory'

type Apply = (cache: CaseCache, page: CachePage) => Promise<unknown>

const together: Apply = (cache, page) => cache.applyPage(page)

/** The cursor in a transaction of its own, before the data. */
const apart: Apply = async (cache, page) => {
  await cache.applyPage({ ...page, changes: [] })
  await cache.applyPage({ ...page, askedWith: page.cursor })
}

/** 6: the cursor moves with its data or not at all; late pages are not applied. */
export const cursor: FaultRow = {
  row: 6,
  name: 'the cursor moves with its data or not at all',
  async run(context) {
    const { points, late, skews } = await abortEverywhere(context, together)
    return {
      runs: points + late,
      faults: points + late,
      saved: 0,
      lost: 0,
      doubled: 0,
      figure: `aborted at ${points} writes of a page, ${late} late pages: ${skews} skewed`,
      ok: skews === 0 && points > 20 && late > 0,
    }
  },
  async control(context) {
    const { points, skews } = await abortEverywhere({ ...context, quick: true }, apart)
    return { runs: points, red: skews }
  },
}

/** Each page of some stories, aborted at each of its writes; then tried again, and every earlier page once more. */
async function abortEverywhere(
  { seed, quick, note }: Pick<FaultContext, 'seed' | 'quick' | 'note'>,
  apply: Apply,
): Promise<{ points: number; late: number; skews: number }> {
  const found = { points: 0, late: 0, skews: 0 }
  for (let story = 0; story < (quick ? 3 : 60); story += 1) {
    const { pages, contentAt } = pageStory(seed + story, 6)
    const { cache } = await newDexieCache()
    const isSkewed = async (): Promise<boolean> => {
      const { cursor: standing } = await cache.standing()
      return (await heldIn(cache).catch(() => 'cannot be read')) !== contentAt.get(standing)
    }
    pages: for (const [index, page] of pages.entries()) {
      for (let number = 0; ; number += 1) {
        const abortion = abortAtWrite(number)
        await apply(cache, page).catch(() => undefined)
        const wasAborted = abortion.end() > number
        if (wasAborted) found.points += 1
        if (await isSkewed()) {
          found.skews += 1
          // What is skewed once stays so: the next story begins clean.
          break pages
        }
        if (!wasAborted) break
      }
      for (const earlier of pages.slice(0, index + 1)) {
        found.late += 1
        await apply(cache, earlier)
        if (!(await isSkewed())) continue
        found.skews += 1
        note(`page ${earlier.cursor} again after ${page.cursor} was taken`)
        break pages
      }
    }
    cache.close()
  }
  return found
}
