import type { Page } from '@playwright/test'
import { takesFunctions } from './inPage'

export interface KeyWork {
  readonly samples: number
  /** What is pressed the n-th time; of several keys only the last is measured. */
  readonly keys: (index: number) => readonly string[]
  /** What must change, beside the rows. */
  readonly watched: string
}

/** Nothing that a key set off goes on for so long. */
const restMilliseconds = 150
/** A menu takes the next key after so long. */
const betweenMilliseconds = 60
/** A key that changes nothing in so long changes nothing: it is no sample. */
const changeMilliseconds = 1_000
/** The first ones make what is kept ready, and are not counted. */
const warmUp = 4

/**
 * Milliseconds from the key's event in the page to the first frame that shows what it asked for: the text of `watched`
 * changes, or the rows do. Keys that changed nothing are left out.
 */
export async function keyToPainted(page: Page, { samples, keys, watched }: KeyWork): Promise<number[]> {
  await takesFunctions(page)
  const times: number[] = []
  for (let index = 0; index < samples + warmUp; index += 1) {
    const pressed = keys(index)
    for (const key of pressed.slice(0, -1)) {
      await page.keyboard.press(key)
      await page.waitForTimeout(betweenMilliseconds)
    }
    await page.waitForTimeout(restMilliseconds)
    const painted = page.evaluate(untilPainted, [watched, changeMilliseconds] as const)
    await page.keyboard.press(pressed.at(-1) ?? '')
    const time = await painted
    if (time !== null && index >= warmUp) times.push(time)
  }
  if (times.length === 0) throw new Error(`No key changed ${watched} or the rows.`)
  return times
}

/** Runs in the page. */
function untilPainted([selector, patience]: readonly [string, number]): Promise<number | null> {
  return new Promise((resolve) => {
    const told = () => {
      const list = document.querySelector('[role=listbox]')
      return `${document.querySelector(selector)?.textContent} ${list?.textContent}`
    }
    const shown = told()
    let began: number | null = null
    window.addEventListener('keydown', (event) => (began = event.timeStamp), { once: true, capture: true })
    const observer = new MutationObserver(() => {
      if (began === null || told() === shown) return
      observer.disconnect()
      const start = began
      // The frame after this one has what is in the document now.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
    })
    const everything = { subtree: true, childList: true, characterData: true, attributes: true }
    observer.observe(document.body, everything)
    setTimeout(() => {
      observer.disconnect()
      resolve(null)
    }, patience)
  })
}
