import { expect } from '@playwright/test'
import { TestDesk } from '../../national/testDesk'
import { password, type Desk } from '../desk'
import type { NationalProcess } from '../nationalProcess'
import { signInAfterSupervisor, superviseViews } from './superviseViews'

export interface Stage {
  readonly desk: Desk
  readonly national: NationalProcess
}

/** One picture of what an officer sees. The views are shown one after the other, in one run of the program. */
export interface PicturedView {
  readonly name: string
  /** Also in a large window. */
  readonly large?: true
  readonly show: (stage: Stage) => Promise<void>
}

async function press({ desk }: Stage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await desk.page.keyboard.press(key)
}
/** To the list of what needs action, with nothing over it and nothing searched for. */
async function toTheList(stage: Stage): Promise<void> {
  await press(stage, 'Escape')
  await stage.desk.page.getByTestId('inbox-search').fill('')
  await press(stage, 'Escape', 'Control+2')
  await expect(stage.desk.rows().first()).toBeVisible()
}
async function openCaseOf(stage: Stage, status: string): Promise<string> {
  await toTheList(stage)
  const row = stage.desk.rows(status).filter({ hasNotText: 'Rahasia' }).first()
  const caseId = await row.getAttribute('data-case-id')
  if (!caseId) throw new Error('A row does not say which case it is.')
  await row.click()
  await expect(stage.desk.page.getByTestId('case-title')).toBeVisible()
  return caseId
}
async function write({ desk }: Stage, text: string): Promise<void> {
  await desk.page.getByTestId('composer-text').fill(text)
}

/** Opens reports of the list until one has others like it near by. */
async function openOneOfSeveral(stage: Stage): Promise<void> {
  const { page } = stage.desk
  for (let row = 0; row < 40; row += 1) {
    await press(stage, 'j')
    const found = page.getByTestId('duplicates-toggle')
    if (
      await found.waitFor({ timeout: 700 }).then(
        () => true,
        () => false,
      )
    )
      return await found.click()
  }
  throw new Error('No report has others like it.')
}

const answer =
  'Yth. Bapak/Ibu, laporan Anda telah kami periksa di lapangan. Petugas kami datang besok pagi pukul 09.00 untuk ' +
  'menanganinya. Terima kasih atas laporannya.'

export const views: readonly PicturedView[] = [
  {
    name: 'sign-in',
    large: true,
    async show({ desk }) {
      await expect(desk.page.getByTestId('sign-in-submit')).toBeVisible()
    },
  },
  {
    name: 'error',
    async show({ desk }) {
      await desk.page.getByTestId('passphrase').fill('kopi pahit tanpa gula')
      await desk.signIn('https://tidak-ada.invalid', 'sari')
      await expect(desk.page.getByRole('alert').first()).toBeVisible()
    },
  },
  ...superviseViews,
  {
    name: 'trail',
    large: true,
    async show(stage) {
      await press(stage, 'Alt+3')
      await expect(stage.desk.page.getByTestId('trail-row').first()).toBeVisible()
    },
  },
  {
    name: 'duty-view',
    async show(stage) {
      await press(stage, 'Control+0')
      await expect(stage.desk.rows().first()).toBeVisible()
      await stage.desk.rows().first().click()
      await expect(stage.desk.page.getByTestId('case-title')).toBeVisible()
    },
  },
  {
    name: 'duplicates',
    async show(stage) {
      await toTheList(stage)
      await openOneOfSeveral(stage)
    },
  },
  {
    name: 'list',
    large: true,
    async show(stage) {
      await signInAfterSupervisor(stage, 'sari')
      await toTheList(stage)
    },
  },
  {
    name: 'case',
    large: true,
    async show(stage) {
      await openCaseOf(stage, 'in_progress')
      await press(stage, 'o')
    },
  },
  {
    name: 'composer',
    async show(stage) {
      await press(stage, 'r')
      await write(stage, answer)
    },
  },
  {
    name: 'templates',
    async show(stage) {
      await press(stage, 'Alt+t')
      await expect(stage.desk.page.getByTestId('pick-option').first()).toBeVisible()
    },
  },
  {
    name: 'preview',
    async show(stage) {
      await press(stage, 'Escape', 'Control+Shift+p')
      await expect(stage.desk.page.getByTestId('preview-page')).toBeVisible()
    },
  },
  {
    name: 'forward',
    async show(stage) {
      await press(stage, 'Escape')
      await expect(stage.desk.page.getByRole('dialog')).toHaveCount(0)
      await press(stage, 'Escape', 'f')
      await expect(stage.desk.page.getByTestId('composer-text')).toBeVisible()
    },
  },
  {
    name: 'internal-note',
    async show(stage) {
      await press(stage, 'Escape', 'n')
      await write(stage, 'Berkas lama ada di gudang arsip lantai 2. Pak Andi mengecek besok pagi.')
    },
  },
  {
    name: 'deadlines',
    async show(stage) {
      await press(stage, 'Escape')
      await stage.desk.page.getByTestId('deadlines-button').click()
      await expect(stage.desk.page.getByTestId('deadlines')).toBeVisible()
    },
  },
  {
    name: 'bulk',
    async show(stage) {
      await toTheList(stage)
      await stage.desk.rows('dispositioned').first().click()
      for (let row = 0; row < 4; row += 1) await press(stage, 'Shift+ArrowDown')
      await stage.desk.page.getByTestId('bulk-accept').click()
      await expect(stage.desk.page.getByTestId('bulk-preview')).toBeVisible()
    },
  },
  {
    name: 'reassign',
    async show(stage) {
      await press(stage, 'Escape')
      await expect(stage.desk.page.getByRole('dialog')).toHaveCount(0)
      await press(stage, 'Escape', 'Control+5')
      await stage.desk.rows().first().click()
      await press(stage, 'Control+a', 'Shift+T')
      await expect(stage.desk.page.getByTestId('reassign-share').first()).toBeVisible()
      await stage.desk.page.getByTestId('reassign-reason').fill('Cuti sampai tanggal 12.')
    },
  },
  {
    name: 'palette',
    async show(stage) {
      await press(stage, 'Escape')
      await expect(stage.desk.page.getByRole('dialog')).toHaveCount(0)
      await press(stage, 'Escape', 'Control+k')
      await stage.desk.page.getByTestId('palette-search').fill('ta')
      await expect(stage.desk.page.getByTestId('palette-item').first()).toBeVisible()
    },
  },
  {
    name: 'keys',
    async show(stage) {
      await press(stage, 'Escape', 'F1')
      await expect(stage.desk.page.getByTestId('keys-search')).toBeVisible()
    },
  },
  {
    name: 'settings',
    async show(stage) {
      await press(stage, 'Escape')
      await expect(stage.desk.page.getByRole('dialog')).toHaveCount(0)
      await press(stage, 'Control+,')
      await expect(stage.desk.page.getByTestId('setting-time-zone')).toBeVisible()
    },
  },
  {
    name: 'search',
    async show(stage) {
      await toTheList(stage)
      await press(stage, '/')
      await stage.desk.page.getByTestId('inbox-search').fill('status:proses jaln')
      await expect(stage.desk.page.getByTestId('search-condition').first()).toBeVisible()
      await expect(stage.desk.rows().first()).toBeVisible()
    },
  },
  {
    name: 'empty',
    async show({ desk }) {
      await desk.page.getByTestId('inbox-search').fill('xyzzy qwrtp')
      await expect(desk.rows()).toHaveCount(0)
    },
  },
  {
    name: 'conflict',
    async show(stage) {
      const { desk, national } = stage
      const caseId = await openCaseOf(stage, 'in_progress')
      await desk.respond(answer)
      const supervisor = await TestDesk.signIn({ url: national.url, password }, 'rahmawati')
      const faster = { type: 'respond', payload: { text: 'Sudah selesai dikerjakan pagi ini.' } }
      await supervisor.push([supervisor.actionOn(await supervisor.case(caseId), faster)])
      await expect(desk.syncStatus()).toHaveAttribute('data-state', 'attention', { timeout: 60_000 })
      await desk.page.getByTestId('view-needs-you').click()
      await expect(desk.page.getByTestId('needs-you-item')).toBeVisible()
    },
  },
  {
    name: 'offline',
    async show(stage) {
      const { desk, national } = stage
      await desk.page.getByTestId('send-on-top').click()
      await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
      await national.stop()
      await openCaseOf(stage, 'dispositioned')
      await press(stage, 'a')
      await desk.respond(answer)
      await press(stage, 'F5')
      await expect(desk.syncStatus()).toHaveAttribute('data-state', 'offline', { timeout: 60_000 })
    },
  },
  {
    name: 'outbox',
    async show(stage) {
      await press(stage, 'Escape', 'Control+9')
      await expect(stage.desk.page.getByTestId('outbox-row').first()).toBeVisible()
    },
  },
  {
    name: 'remove',
    async show({ desk: { page } }) {
      await page.getByTestId('officer-menu').click()
      await page.getByTestId('menu-remove').click()
      await expect(page.getByTestId('removal-unsent')).toBeVisible()
    },
  },
  {
    name: 'lock',
    async show({ desk: { page } }) {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+l')
      await expect(page.getByTestId('passphrase')).toBeVisible()
      await expect(page.getByTestId('sending-while-locked')).toBeVisible()
    },
  },
]
