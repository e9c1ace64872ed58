import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

/**
 * `npm run figures`: what a common piece of work costs an officer, and how long from a key press to its result on
 * screen with many cases. Figures are for people to read; no test depends on them. Making 100,000 cases takes the
 * sandbox minutes: MEJA_ADUAN_MANY_CASES says how many (100,000 when not set), MEJA_ADUAN_MANY_DATA a folder that keeps them.
 */
const many = Number(process.env['MEJA_ADUAN_MANY_CASES'] ?? 100_000)
const samples = 60
const byHand = 'Senin, 30 November 2026'

test('open the most urgent report, answer it from a template, go to the next', async () => {
  const national = new NationalProcess({ cases: 2000 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 60_000 })
  const { page } = desk
  let keystrokes = 0
  const press = async (key: string) => {
    keystrokes += 1
    await page.keyboard.press(key)
  }
  await page.keyboard.press('Escape')
  const began = performance.now()
  await press('Control+2')
  await press('j')
  await expect(page.getByTestId('case-title')).toBeVisible()
  const title = await page.getByTestId('case-title').innerText()
  await press('r')
  await expect(page.getByTestId('composer-text')).toBeFocused()
  await press('Alt+t')
  const template = page.getByRole('option').first()
  await expect(template).toBeVisible()
  await press('Enter')
  const text = page.getByTestId('composer-text')
  await expect(text).not.toHaveValue('')
  await press('Control+Shift+Enter')
  // What the template cannot know of a late or an anonymous report is selected, and typed over.
  let letters = 0
  while (/\{\{/.test(await text.inputValue())) {
    await page.keyboard.type(byHand)
    letters += byHand.length
    await press('Control+Shift+Enter')
  }
  await expect(page.getByTestId('case-title')).not.toHaveText(title)
  const seconds = (performance.now() - began) / 1000
  console.log('open the most urgent, answer it from a template, go to the next')
  console.log(`  ${keystrokes} keystrokes and ${letters} letters typed, ${seconds.toFixed(2)} s in all`)
  await desk.close()
  await national.stop()
})

test('key press to painted result with many cases', async () => {
  test.setTimeout(3_600_000)
  const data = process.env['MEJA_ADUAN_MANY_DATA'] ?? mkdtempSync(join(tmpdir(), 'meja-aduan-many-'))
  const national = new NationalProcess({ cases: many, data })
  await national.start()
  const desk = await Desk.start()
  const { page } = desk
  await desk.signIn(national.url, 'rahmawati')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 900_000 })
  await page.keyboard.press('Escape')
  const held = await page.getByTestId('inbox-count').getAttribute('data-count')
  console.log(`key press to painted result, ${held} cases held, ${samples} samples each`)
  const views = ['Control+2', 'Control+3', 'Control+6', 'Control+1']
  await row(page, 'switch the view', (index) => views[index % views.length] ?? 'Control+1', countText)
  await row(page, 'filter (only mine, and all again)', () => 'Shift+M', countText)
  await page.keyboard.press('/')
  await row(
    page,
    'search, letter by letter',
    (index) => 'jalan rusak'[index % 11] ?? 'j',
    countText,
    async (index) => {
      if (index % 11 === 0) await page.getByTestId('inbox-search').fill('')
    },
  )
  await page.getByTestId('inbox-search').fill('')
  // Once for what the search suggests, once to leave it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+1')
  await row(page, 'next report', () => 'j', titleText)
  await page.keyboard.press('Escape')
  await opened(page, 'who holds what', 'Alt+1', '[data-testid=workload-total]')
  await opened(page, 'figures, every chart drawn', 'Alt+2', chartsDrawn)
  await desk.close()
  await national.stop()
})

/** All charts of the board have their drawing, and none is waited for. */
const chartsDrawn = '[data-testid^=figure-chart-]:has(x-vue-echarts svg)'

/** From the key that opens a board to the first frame that has all that `wanted` selects; from the list each time. */
async function opened(page: Page, name: string, key: string, wanted: string): Promise<void> {
  const times: number[] = []
  let count = 0
  for (let index = 0; index < 20; index += 1) {
    await page.keyboard.press('Control+1')
    await expect(page.locator(wanted)).toHaveCount(0)
    await page.waitForTimeout(300)
    const painted = page.evaluate(
      ([selector, expected]) =>
        new Promise<{ time: number; count: number }>((resolve) => {
          let began: number | null = null
          let last = 0
          let seen = 0
          window.addEventListener('keydown', (event) => (began = event.timeStamp), {
            once: true,
            capture: true,
          })
          // Looked at in every frame: the last frame that brought another one counts.
          const look = () => {
            const now = document.querySelectorAll(selector).length
            if (began !== null && now !== seen) {
              seen = now
              last = performance.now() - began
            }
            if (
              began !== null &&
              seen > 0 &&
              (seen === expected || performance.now() - began > last + 1_000)
            ) {
              resolve({ time: last, count: seen })
            } else {
              requestAnimationFrame(() => setTimeout(look))
            }
          }
          requestAnimationFrame(look)
        }),
      [wanted, count] as const,
    )
    await page.keyboard.press(key)
    const { time, count: seen } = await painted
    count = seen
    times.push(time)
  }
  console.log(`  ${name}: first ${times[0]?.toFixed(1)} ms, ${percentiles(times)} (${count} drawn)`)
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(1)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`
}

const countText = '[data-testid=inbox-count]'
const titleText = '[data-testid=case-title]'

/**
 * From the key's event in the page to the first frame that shows what it asked for: the text of `watched` changes,
 * or the rows do.
 */
async function row(
  page: Page,
  name: string,
  key: (index: number) => string,
  watched: string,
  before: (index: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const times: number[] = []
  for (let index = 0; index < samples; index += 1) {
    await before(index)
    await page.waitForTimeout(150)
    const painted = page.evaluate((selector) => {
      return new Promise<number | null>((resolve) => {
        const told = () => {
          const list = document.querySelector('[role=listbox]')
          return `${document.querySelector(selector)?.textContent} ${list?.textContent}`
        }
        const shown = told()
        let began: number | null = null
        window.addEventListener('keydown', (event) => (began = event.timeStamp), {
          once: true,
          capture: true,
        })
        const observer = new MutationObserver(() => {
          if (began === null || told() === shown) return
          observer.disconnect()
          const start = began
          // The frame after this one has what is in the document now.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
        })
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        })
        // A letter may leave the list as it is.
        setTimeout(() => resolve(null), 1_000)
      })
    }, watched)
    await page.keyboard.press(key(index))
    const time = await painted
    if (time !== null) times.push(time)
  }
  console.log(`  ${name}: ${percentiles(times)} (${times.length} seen)`)
}
