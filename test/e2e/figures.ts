import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

/**
 * `npm run figures`: how long the first pull of 2,000 cases takes, how long from a click until the desk says *saved*,
 * and how long for many cases at once, in the real program against the sandbox. Figures are for people to read; no test depends on them.
 */
const cases = 2000
const clicks = 100

test('figures', async () => {
  const national = new NationalProcess({ cases })
  await national.start()
  await firstPull(national)
  await clickToSaved(national)
  await manyToSaved(national)
  await national.stop()
})

async function firstPull(national: NationalProcess): Promise<void> {
  const desk = await Desk.start()
  await desk.page.getByTestId('server-url').fill(national.url)
  await desk.page.getByTestId('sign-in-username').fill('rahmawati')
  await desk.page.getByTestId('sign-in-password').fill('lapor-2026')
  const times = await desk.page.evaluate(
    (wanted) =>
      new Promise<{ shown: number; pulled: number }>((resolve) => {
        const began = performance.now()
        let shown = 0
        const look = () => {
          const count = document.querySelector('[data-testid=inbox-count]')?.getAttribute('data-count')
          if (shown === 0 && document.querySelector('[data-testid=sync-status]')) shown = performance.now()
          if (Number(count) !== wanted) return
          observer.disconnect()
          resolve({ shown: shown - began, pulled: performance.now() - began })
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { subtree: true, childList: true, attributes: true })
        document.querySelector<HTMLElement>('[data-testid=sign-in-submit]')?.click()
      }),
    cases,
  )
  console.log(`first pull of ${cases} cases, as a supervisor`)
  console.log(`  sign-in to the desk shown:   ${times.shown.toFixed(0)} ms`)
  console.log(`  the desk shown to all held:  ${(times.pulled - times.shown).toFixed(0)} ms`)
  await desk.close()
}

async function clickToSaved(national: NationalProcess): Promise<void> {
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  await desk.rows().first().click()
  await desk.page.getByTestId('action-note').click()
  const times: number[] = []
  for (let click = 1; click <= clicks; click += 1) {
    await desk.page.getByTestId('composer-text').fill(`Catatan ke-${click} untuk mengukur.`)
    times.push(
      await desk.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const notes = () =>
              document.querySelectorAll('[data-testid=timeline-event][data-type=note]').length
            const before = notes()
            const began = performance.now()
            const observer = new MutationObserver(() => {
              if (notes() === before) return
              observer.disconnect()
              resolve(performance.now() - began)
            })
            observer.observe(document.body, { subtree: true, childList: true })
            document.querySelector<HTMLElement>('[data-testid=composer-send]')?.click()
          }),
      ),
    )
    await expect(desk.page.getByTestId('composer-text')).toHaveValue('')
    // An officer who writes is slower than a machine: what the last click set off is over when she clicks again.
    await desk.page.waitForTimeout(300)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => (times[Math.ceil(times.length * share) - 1] ?? Number.NaN).toFixed(1)
  console.log(`click to saved, ${clicks} notes on one case`)
  console.log(`  median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`)
  await desk.close()
}

async function manyToSaved(national: NationalProcess): Promise<void> {
  const desk = await Desk.start()
  await desk.signIn(national.url, 'rahmawati')
  const count = desk.page.getByTestId('inbox-count')
  await expect(count).toHaveAttribute('data-count', String(cases), { timeout: 120_000 })
  await desk.rows().first().click()
  await desk.page.getByRole('listbox').press('Control+a')
  await desk.page.getByTestId('bulk-tag').click()
  await desk.page.getByRole('textbox', { name: 'Tambahkan tagar' }).fill('diukur')
  await desk.page.keyboard.press('Enter')
  await expect(desk.page.getByTestId('bulk-confirm')).toBeEnabled()
  const saved = await desk.page.evaluate(
    () =>
      new Promise<{ milliseconds: number; said: string }>((resolve) => {
        const began = performance.now()
        const observer = new MutationObserver(() => {
          const said = document.querySelector('[data-testid=bulk-result], [data-testid=bulk-held]')
          if (!said) return
          observer.disconnect()
          resolve({ milliseconds: performance.now() - began, said: said.textContent.trim() })
        })
        observer.observe(document.body, { subtree: true, childList: true })
        document.querySelector<HTMLElement>('[data-testid=bulk-confirm]')?.click()
      }),
  )
  console.log(`tags of many, from the confirmation to saved: ${saved.milliseconds.toFixed(0)} ms`)
  console.log(`  ${saved.said}`)
  await desk.close()
}
