import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

test('a supervisor drags reports to an officer, says why, and the officer reads it', async () => {
  const national = new NationalProcess({ cases: 300 })
  await national.start()
  const desk = await Desk.start()
  const { page } = desk
  await desk.signIn(national.url, 'rahmawati')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 60_000 })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+6')
  await desk.rows().nth(0).click()
  await desk
    .rows()
    .nth(2)
    .click({ modifiers: ['Shift'] })
  await expect(page.getByTestId('selected-count')).toHaveText('3 dipilih')
  const caseId = await desk.rows().nth(0).getAttribute('data-case-id')

  // Esc in the middle of it lets go of them.
  await desk.rows().nth(1).hover()
  await page.mouse.down()
  await page.mouse.move(700, 300, { steps: 5 })
  await expect(page.getByTestId('reassign-tray')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.getByTestId('reassign-tray')).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await desk.rows().nth(1).hover()
  await page.mouse.down()
  await page.mouse.move(700, 300, { steps: 5 })
  const target = page.getByTestId('reassign-target').filter({ hasText: 'Syamsul' })
  await target.hover()
  await target.hover()
  await page.mouse.up()
  await expect(page.getByRole('dialog', { name: 'Alihkan 3 laporan' })).toBeVisible()
  await page.getByTestId('reassign-reason').fill('Ditangani bersama di tim penyelia.')
  await page.getByTestId('reassign-confirm').click()
  await expect(page.getByTestId('bulk-held')).toContainText('3 laporan dialihkan.')
  await expect
    .poll(async () => (await national.ledger()).filter(({ type }) => type === 'assign').length, {
      timeout: 60_000,
    })
    .toBe(3)
  await desk.close()

  const other = await Desk.start()
  await other.signIn(national.url, 'syamsul')
  await expect(other.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 60_000 })
  await other.page.keyboard.press('Escape')
  await other.page.keyboard.press('Control+5')
  await other.page.locator(`[data-case-id="${caseId}"]`).click()
  await expect(other.timeline('assign').last()).toContainText('Ditangani bersama di tim penyelia.')
  await other.close()
  await national.stop()
})
