import { expect, test, type Page } from '@playwright/test'
import { Desk, passphrase, password } from './desk'
import { NationalProcess } from './nationalProcess'

/** The main story by keyboard alone: nothing here is clicked, and the focus is never put anywhere but by keys. */
test('an officer’s day by keyboard alone', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const desk = await Desk.start({ server: national.url, passphrase: null })
  const { page } = desk
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  await test.step('sign in', async () => {
    await expect(page.getByTestId('sign-in-username')).toBeFocused()
    await page.keyboard.type('sari')
    await press('Tab')
    await page.keyboard.type(password)
    await press('Tab')
    await expect(page.getByTestId('passphrase')).toBeFocused()
    await page.keyboard.type(passphrase)
    await press('Enter')
    await expect(desk.rows().first()).toBeVisible()
    await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  })

  const first = await test.step('open the most urgent and accept it', async () => {
    await press('Control+6')
    await press('Escape', 'Home')
    const caseId = await activeCase(page)
    await press('Enter')
    await expect(page.getByTestId('case-title')).toBeVisible()
    await expect.poll(() => paneOfFocus(page)).toBe('case')
    await press('a')
    await expect(desk.timeline('accept').last()).toHaveAttribute('data-state', /held|saved/)
    return caseId
  })

  await test.step('answer, and go on to the next', async () => {
    await press('r')
    await expect(page.getByTestId('composer-text')).toBeFocused()
    await page.keyboard.type('Yth. Pelapor, laporan Anda telah kami periksa.')
    await press('Control+Shift+Enter')
    await expect.poll(() => openCaseTitle(page)).not.toBeNull()
    await expect.poll(() => activeCase(page)).not.toBe(first)
    // The next report is read before it is answered.
    await expect.poll(() => paneOfFocus(page)).toBe('case')
  })

  await test.step('leave a note, take it back, and leave another', async () => {
    await press('Escape', 'j', 'n')
    await expect(page.getByTestId('composer-text')).toBeFocused()
    await page.keyboard.type('Catatan yang keliru.')
    await press('Control+Enter')
    await expect(desk.timeline('note').filter({ hasText: 'Catatan yang keliru.' })).toHaveCount(1)
    await press('Escape', 'z')
    await expect(desk.timeline('note').filter({ hasText: 'Catatan yang keliru.' })).toHaveCount(0)
    await expect(page.getByTestId('composer-text')).toHaveValue('Catatan yang keliru.')
    await press('n', 'Control+a')
    await page.keyboard.type('Sudah saya telepon kelurahannya.')
    await press('Control+Enter')
    await expect(desk.timeline('note').filter({ hasText: 'kelurahannya' })).toHaveCount(1)
  })

  await test.step('see in Kotak keluar that all has been sent', async () => {
    await press('Control+9')
    await expect(page.getByRole('heading', { name: 'Kotak keluar' })).toBeVisible()
    await press('F5')
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
    const done = (await national.ledger()).map(({ type }) => type)
    expect(done).toEqual(['accept', 'respond', 'note'])
  })

  await test.step('sign out by the palette', async () => {
    await press('Control+k')
    await expect(page.getByTestId('palette-search')).toBeFocused()
    await page.keyboard.type('keluar')
    const signOut = page.locator('[data-testid=palette-item][data-key="command sign-out"]')
    await expect(signOut).toBeVisible()
    while ((await signOut.getAttribute('aria-selected')) !== 'true') await press('ArrowDown')
    await press('Enter')
    await expect(page.getByTestId('sign-in-submit')).toBeVisible()
    await expect.poll(() => paneOfFocus(page)).toBeNull()
    await expect(page.getByTestId('sign-in-username')).toBeFocused()
  })
  await desk.close()
  await national.stop()
})

test('the program’s menu has the commands in the language chosen, and does them', async () => {
  const national = new NationalProcess({ cases: 60 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.rows().first()).toBeVisible()
  await expect.poll(() => labelOf(desk, 'settings')).toBe('Pengaturan')
  await choose(desk, 'settings')
  const settings = desk.page.getByRole('heading', { name: 'Pengaturan' })
  await expect(settings).toBeVisible()
  await desk.page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await desk.page.keyboard.press('Control+Shift+b')
  await expect.poll(() => labelOf(desk, 'settings')).toBe('Settings')
  await desk.close()
  await national.stop()
})

function labelOf(desk: Desk, id: string): Promise<string | null> {
  return desk.mainProcess.evaluate(
    ({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label ?? null,
    id,
  )
}
function choose(desk: Desk, id: string): Promise<void> {
  return desk.mainProcess.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click()
  }, id)
}
function activeCase(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.querySelector('[role=option][aria-selected=true]')?.getAttribute('data-case-id') ?? null,
  )
}
function openCaseTitle(page: Page): Promise<string | null> {
  return page.evaluate(() => document.querySelector('[data-testid=case-title]')?.textContent ?? null)
}
function paneOfFocus(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane') ?? null,
  )
}
