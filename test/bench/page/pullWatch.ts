import type { Page } from '@playwright/test'
import { takesFunctions } from './inPage'

/** What a page shows of a pull, in milliseconds since 1970. */
export interface ShownPull {
  /** The first rows were painted. */
  readonly firstRows: number
  /** All cases were in the list's count. */
  readonly listed: number
  /** Longer pauses between two turns of the page, each with the moment at which it ended. */
  readonly gaps: readonly { readonly ended: number; readonly milliseconds: number }[]
}

interface WithPull {
  benchPull?: Promise<ShownPull>
}

/** Watches the page from now on until its list counts so many cases. */
export async function watchPull(page: Page, cases: number): Promise<void> {
  await takesFunctions(page)
  await page.evaluate((wanted) => {
    const now = () => performance.timeOrigin + performance.now()
    const shown = { firstRows: 0, listed: 0, gaps: [] as { ended: number; milliseconds: number }[] }
    // Only this and the next function know of it.
    const place = window as WithPull
    place.benchPull = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`The list did not come to ${wanted} cases.`)), 900_000)
      let turn = performance.now()
      const takeTurn = () => {
        const since = performance.now() - turn
        if (since > 20) shown.gaps.push({ ended: now(), milliseconds: since })
        turn = performance.now()
        // Four milliseconds are the least that a page may ask for.
        if (shown.listed === 0 || shown.firstRows <= 0) setTimeout(takeTurn, 4)
        else resolve(shown)
      }
      takeTurn()
      const painted = (note: () => void) => requestAnimationFrame(() => setTimeout(note))
      const look = () => {
        if (shown.firstRows === 0 && document.querySelector('[data-testid=inbox-row]')) {
          shown.firstRows = -1
          painted(() => (shown.firstRows = now()))
        }
        const count = document.querySelector('[data-testid=inbox-count]')?.getAttribute('data-count')
        // With few cases the count may be drawn before the first rows.
        if (Number(count) !== wanted || shown.firstRows === 0) return
        observer.disconnect()
        painted(() => (shown.listed = now()))
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    })
  }, cases)
}

/** Resolves when the list counts all of them. */
export async function shownPull(page: Page): Promise<ShownPull> {
  return page.evaluate(async () => {
    const place = window as WithPull
    if (!place.benchPull) throw new Error('Nobody watched the pull.')
    return place.benchPull
  })
}
