import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

test('a supervisor reads the figures of this computer and of the national system, and of this computer alone without it', async () => {
  const national = new NationalProcess({ cases: 120 })
  await national.start()
  const desk = await Desk.start({ server: national.url })
  const { page } = desk
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text())
  })
  await desk.signIn(national.url, 'rahmawati')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 90_000 })
  await page.keyboard.press('Alt+2')
  const dispositioned = page.getByTestId('figure-dispositioned')
  await expect(dispositioned).toContainText('Sistem nasional')
  await expect(page.getByTestId('figure-chart-flow').getByRole('img').first()).toBeVisible()
  await expect(page.getByTestId('figure-by').getByRole('img').first()).toBeVisible()
  expect(refused).toEqual([])

  await national.stop()
  await page.keyboard.press(']')
  await page.keyboard.press('[')
  await expect(dispositioned).toBeVisible()
  await expect(dispositioned).not.toContainText('Sistem nasional')
  await page.getByText('Sistem nasional', { exact: true }).click()
  await expect(page.getByTestId('figures-again')).toBeVisible()
  await page.getByText('Komputer ini', { exact: true }).click()
  await expect(dispositioned).toBeVisible()
  await desk.close()
})
