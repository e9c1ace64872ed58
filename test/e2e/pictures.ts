import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { projectRoot } from '../../build/run/deskProcess'
import type { DeskBridge, Language, Theme } from '../../shared/bridge/desk'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'

/**
 * `npm run pictures`: drives the real program against the sandbox and writes what an officer sees to
 * test-results/pictures, so that people can look at it.
 */
const folder = join(projectRoot, 'test-results/pictures')
let desk: Desk

test('pictures', async () => {
  mkdirSync(folder, { recursive: true })
  const national = new NationalProcess({ cases: 2000 })
  await national.start()
  desk = await Desk.start({ server: national.url, passphrase: null })
  await expect(desk.page.getByTestId('sign-in-submit')).toBeVisible()
  await picture('sign-in')
  await desk.signIn('https://tidak-ada.invalid', 'sari')
  await expect(desk.page.getByRole('alert').first()).toBeVisible()
  await picture('sign-in-failed')
  await desk.page.getByTestId('passphrase').fill('kopi pahit tanpa gula')
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  await picture('list')
  await desk.rows('in_progress').first().click()
  await expect(desk.page.getByTestId('case-title')).toBeVisible()
  await picture('case')
  await desk.page.getByTestId('action-note').click()
  await desk.page
    .getByTestId('composer-text')
    .fill('Berkas lama ada di gudang arsip lantai 2. Pak Andi mengecek besok pagi.')
  await picture('note')
  await national.stop()
  await desk.respond('Yth. Bapak/Ibu, laporan Anda telah kami periksa. Petugas kami datang besok pagi.')
  await picture('held')
  await desk.page.getByTestId('sync-now').click()
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'offline', { timeout: 60_000 })
  await choose('dark', 'id')
  await picture('offline-dark')
  await choose('dark', 'en')
  await picture('offline-dark-english')
  await choose('light', 'id')
  await desk.page.getByTestId('inbox-search').fill('tidak ada yang seperti ini')
  await picture('nothing-found')
  await desk.close()
})

async function picture(name: string): Promise<void> {
  // Movement is at most 150 ms long (DESIGN); a picture in the middle of it shows nothing.
  await desk.page.waitForTimeout(400)
  await desk.page.screenshot({ path: join(folder, `${name}.png`) })
}

async function choose(theme: Theme, language: Language): Promise<void> {
  await desk.page.evaluate(
    async ([chosenTheme, chosenLanguage]) => {
      // The bridge that the preload puts there; the tests' own window type does not know it.
      const { desk: bridge } = window as unknown as { readonly desk: DeskBridge }
      await bridge.chooseTheme(chosenTheme)
      await bridge.chooseLanguage(chosenLanguage)
    },
    [theme, language] as const,
  )
}
