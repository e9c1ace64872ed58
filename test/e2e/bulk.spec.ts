import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

test('several reports are accepted at once, taken back, accepted again, and each is delivered once', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  const { page } = desk
  await page.getByTestId('view-unassigned').click()
  const waiting = desk.rows('dispositioned')
  await expect(waiting.first()).toBeVisible()
  const caseIds: string[] = []
  for (let index = 0; index < 3; index += 1) {
    const row = waiting.nth(index)
    caseIds.push((await row.getAttribute('data-case-id')) ?? '')
    await row.click({ modifiers: ['Control'] })
  }
  await expect(page.getByTestId('selected-count')).toContainText('3')

  await page.getByTestId('bulk-accept').click()
  await expect(page.getByTestId('bulk-preview')).toContainText('3')
  await page.getByTestId('bulk-confirm').click()
  await expect(page.getByTestId('bulk-held')).toBeVisible()
  await page.getByTestId('bulk-undo').click()
  await expect(page.getByTestId('bulk-undone')).toBeVisible()
  expect(await national.ledger()).toEqual([])

  for (const [index, caseId] of caseIds.entries()) {
    // The first click alone leaves nothing else selected.
    const row = page.locator(`[data-testid=inbox-row][data-case-id="${caseId}"]`)
    await row.click(index === 0 ? {} : { modifiers: ['Control'] })
  }
  await expect(page.getByTestId('selected-count')).toContainText('3')
  await page.getByTestId('bulk-accept').click()
  await page.getByTestId('bulk-confirm').click()
  // Nothing is unsent before they are saved, either.
  await expect(page.getByTestId('bulk-held')).toBeVisible()
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
  const done = await national.ledger()
  expect(done.map(({ type }) => type)).toEqual(['accept', 'accept', 'accept'])
  expect(done.map(({ caseId }) => caseId).toSorted()).toEqual(caseIds.toSorted())
  await desk.close()
  await national.stop()
})
