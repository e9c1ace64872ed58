import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

const pin = '482915'
const note = 'Sudah saya telepon kelurahannya.'
const draft = 'Yth. Pelapor, laporan Bapak sedang'

test('a desk that is locked at once sends what was decided, and opens at the same place', async () => {
  const national = new NationalProcess({ cases: 120 })
  await national.start()
  const desk = await Desk.start({ passphrase: null, keychain: true })
  const { page } = desk
  await desk.signIn(national.url, 'sari')
  await expect(desk.rows().first()).toBeVisible()
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')

  await test.step('without a PIN the desk is not locked, and asks for one', async () => {
    await expect(page.getByTestId('pin-notice')).toBeVisible()
    await page.keyboard.press('Control+l')
    await page.getByTestId('new-pin').fill('123456')
    await page.getByTestId('new-pin-again').fill('123456')
    await page.getByTestId('choose-pin').click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await page.getByTestId('new-pin').fill(pin)
    await page.getByTestId('new-pin-again').fill(pin)
    await page.getByTestId('choose-pin').click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByTestId('pin-notice')).toHaveCount(0)
  })

  const row = desk.rows('dispositioned').first()
  const trackingId = /#(\w+)/.exec(await row.innerText())?.[1] ?? ''
  await desk.open(trackingId)
  const title = (await page.getByTestId('case-title').textContent()) ?? ''

  await test.step('act, begin to write, and lock at once', async () => {
    await page.getByTestId('action-note').click()
    await page.getByTestId('composer-text').fill(note)
    await page.getByTestId('composer-send').click()
    await expect(desk.timeline('note').filter({ hasText: note })).toHaveCount(1)
    await page.getByTestId('action-respond').click()
    await page.getByTestId('composer-text').fill(draft)
    await page.keyboard.press('Control+l')
    await expect(page.getByTestId('pin')).toBeFocused()
  })

  await test.step('nothing of a report is on the screen or within reach', async () => {
    const shown = await page.evaluate(() => document.documentElement.outerHTML)
    for (const text of [title, note, draft, trackingId]) expect(shown).not.toContain(text)
    expect(
      await desk.mainProcess.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()),
    ).toBe('Meja Aduan')
    const answers = await page.evaluate(async () => {
      const paths = ['/api/v1/changes', '/api/v1/reference', '/attachments/a1']
      return await Promise.all(paths.map(async (path) => (await fetch(path)).status))
    })
    expect(answers).toEqual([404, 404, 404])
    expect(await page.evaluate('window.desk.place()')).toEqual({ place: null, reloaded: false })
  })

  await test.step('what was decided is delivered while the desk is locked', async () => {
    await expect(page.getByTestId('sending-while-locked')).toHaveAttribute('data-unsent', '0', {
      timeout: 60_000,
    })
    expect((await national.ledger()).map(({ text }) => text)).toEqual([note])
    await expect(page.getByTestId('pin')).toBeVisible()
  })

  await test.step('a wrong PIN opens nothing, the right one the same place', async () => {
    await page.getByTestId('pin').fill('482916')
    await page.getByTestId('sign-in-submit').click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expect(desk.rows()).toHaveCount(0)
    await page.getByTestId('pin').fill(pin)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('case-title')).toHaveText(title)
    await expect(page.getByTestId('composer-text')).toHaveValue(draft)
    await expect(page.getByTestId('inbox-search')).toHaveValue(trackingId)
    await expect(desk.timeline('note').filter({ hasText: note })).toHaveAttribute('data-state', 'server')
    expect(await national.ledger()).toHaveLength(1)
  })

  await test.step('ended while it is locked, the program opens at the same place', async () => {
    await page.keyboard.press('Control+l')
    await expect(page.getByTestId('pin')).toBeFocused()
    await desk.close()
    const again = await Desk.start({ profile: desk.profile, passphrase: null, keychain: true })
    await again.page.getByTestId('pin').fill(pin)
    await again.page.keyboard.press('Enter')
    await expect(again.page.getByTestId('case-title')).toHaveText(title)
    await expect(again.page.getByTestId('composer-text')).toHaveValue(draft)
    await expect(again.page.getByTestId('inbox-search')).toHaveValue(trackingId)
    await again.close()
  })

  await test.step('the lock outlives the program, and the PIN that is forgotten is replaced by signing in', async () => {
    const again = await Desk.start({ profile: desk.profile, passphrase: null, keychain: true })
    await expect(again.page.getByTestId('pin')).toBeVisible()
    await again.page.getByTestId('forgotten-pin').click()
    await again.page.getByTestId('new-pin').fill('771203')
    await again.signIn(national.url, 'sari')
    await again.open(trackingId)
    await expect(again.page.getByTestId('composer-text')).toHaveValue(draft)
    await expect(again.syncStatus()).toHaveAttribute('data-state', 'idle')
    await again.close()
  })
  await national.stop()
})

test('the desk locks when the computer sleeps or locks its screen', async () => {
  const national = new NationalProcess({ cases: 60 })
  await national.start()
  const desk = await Desk.start({ passphrase: null })
  const { page } = desk
  await page.getByTestId('passphrase').fill('kopi pahit tanpa gula')
  await desk.signIn(national.url, 'sari')
  for (const occasion of ['suspend', 'lock-screen'] as const) {
    await expect(desk.rows().first()).toBeVisible()
    await desk.mainProcess.evaluate(
      ({ powerMonitor }, happening) => void powerMonitor.emit(happening),
      occasion,
    )
    await page.getByTestId('passphrase').fill('kopi pahit tanpa gula')
    await expect(desk.rows()).toHaveCount(0)
    await page.keyboard.press('Enter')
  }
  await expect(desk.rows().first()).toBeVisible()
  await desk.close()
  await national.stop()
})
