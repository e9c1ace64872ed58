import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, makeCase } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

async function openSettings(desk = new DeskDouble([makeCase(1)])) {
  await mountDesk(desk)
  await expect.element(page.getByTestId('inbox-row').first()).toBeVisible()
  await userEvent.keyboard('{Control>},{/Control}')
  await expect.element(page.getByRole('heading', { name: 'Pengaturan' })).toBeVisible()
  return desk
}

it('language, theme, density and keys hold at once', async () => {
  const desk = await openSettings()
  await page.getByText('Rapat', { exact: true }).click()
  await expect.poll(() => desk.state.density).toBe('compact')
  await page.getByText('Gelap', { exact: true }).click()
  await expect.poll(() => document.documentElement.classList.contains('dark')).toBe(true)
  await expectAccessible()
  await page.getByRole('switch', { name: 'Tombol satu huruf' }).click()
  await expect.poll(() => desk.state.letterKeys).toBe(false)
  await page.getByText('English').click()
  await expect.element(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

it('choices are walked with the arrows', async () => {
  const desk = await openSettings()
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByTestId('setting-language-id')).toHaveFocus()
  await userEvent.keyboard('{Tab}{ArrowRight}')
  await expect.poll(() => desk.state.theme).toBe('dark')
})

it('say which zone the times are of, the server, and who keeps the keys', async () => {
  await openSettings()
  await expect.element(page.getByTestId('setting-time-zone')).toHaveTextContent('WITA (Asia/Makassar)')
  await expect.element(page.getByText('https://lapor.contoh.go.id')).toBeVisible()
  await expect.element(page.getByText('sistem operasi')).toBeVisible()
})

it('offer the diagnostics file, and sign out after asking about what is unsent', async () => {
  const desk = new DeskDouble([makeCase(1)])
  desk.status = { ...desk.status, unsent: 2 }
  await openSettings(desk)
  await page.getByRole('button', { name: 'Simpan berkas diagnostik' }).click()
  expect(desk.calls).toContain('saveDiagnostics')
  await page.getByTestId('settings-sign-out').click()
  await expect.element(page.getByText('2 tindakan belum terkirim', { exact: false })).toBeVisible()
  await page.getByTestId('confirm').click()
  await expect.element(page.getByTestId('sign-in-submit')).toBeVisible()
})
