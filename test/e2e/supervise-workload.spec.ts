import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

test('a supervisor sees who holds what, opens the reports behind a figure, and sets an officer away, but not offline', async () => {
  const national = new NationalProcess({ cases: 400 })
  await national.start()
  const desk = await Desk.start()
  const { page } = desk
  await desk.signIn(national.url, 'rahmawati')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  const first = page.getByTestId('workload-row').first()

  await test.step('a figure opens the list of exactly as many reports', async () => {
    await page.keyboard.press('Alt+1')
    await expect(first).toBeVisible()
    const figure = first.getByTestId('figure-open')
    const count = (await figure.innerText()).trim()
    await figure.click()
    await expect(page.getByTestId('inbox-count')).toHaveText(count)
  })

  await test.step('without the network away cannot be set; what was filled in stays, and nothing waits to be sent', async () => {
    await national.stop()
    await page.keyboard.press('Alt+1')
    await first.getByTestId('set-duty').click()
    await page.getByTestId('away-through').fill('2031-12-24')
    await page.getByTestId('away-save').click()
    await expect(page.getByTestId('duty-failure')).toBeVisible()
    await expect(page.getByTestId('away-through')).toHaveValue('2031-12-24')
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0')
  })

  await test.step('with the network back it is set from the same dialog, and the mark comes by itself', async () => {
    await national.start()
    await page.getByTestId('away-save').click()
    await expect(page.getByTestId('duty-done')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByTestId('mark-away').first()).toBeVisible({ timeout: 60_000 })
  })

  await desk.close()
  await national.stop()
})
