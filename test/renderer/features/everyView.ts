import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, makeCase, officer } from './deskDouble'
import { mountDesk } from './mountDesk'
import { neededOf, outboxItem, refusedItem } from './outbox/items'
import { supervisedDesk } from './supervise/boss'

/** A view of the desk as an officer meets it; `show` resolves when it is on screen. */
export interface ShownView {
  readonly name: string
  readonly show: () => Promise<DeskDouble>
}

const mixed = () => [
  makeCase(0, { anonymous: true, reporter: null }),
  makeCase(1, { status: 'in_progress', assigneeId: officer.id, oversight: true }),
  makeCase(2, {
    confidential: true,
    title: `Laporan dengan judul yang panjang sekali ${'dan panjang '.repeat(20)}`,
  }),
  ...Array.from({ length: 30 }, (_, index) => makeCase(index + 3)),
]

async function openDesk(desk = new DeskDouble(mixed())): Promise<DeskDouble> {
  await mountDesk(desk)
  await expect.element(page.getByTestId('sync-status')).toBeVisible()
  return desk
}
async function openCase(desk?: DeskDouble): Promise<DeskDouble> {
  const opened = await openDesk(desk)
  await page.getByTestId('inbox-row').nth(1).click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
  return opened
}
async function openDialog(keys: string): Promise<DeskDouble> {
  const desk = await openCase()
  await userEvent.keyboard(keys)
  await expect.element(page.getByRole('dialog')).toBeVisible()
  return desk
}
async function openOutbox(conflict: boolean): Promise<DeskDouble> {
  const desk = new DeskDouble(mixed())
  const refused = refusedItem(1)
  desk.outbox = conflict ? [refused] : [outboxItem(2), outboxItem(3, { state: 'sending' }), refused]
  desk.needsYou = [neededOf(refused)]
  desk.status = { ...desk.status, state: 'attention', unsent: desk.outbox.length, needsYou: 1 }
  await openDesk(desk)
  await page.getByTestId(conflict ? 'view-needs-you' : 'view-outbox').click()
  await page.getByTestId('outbox-row').last().click()
  return desk
}
async function openWorkload(tab: 'officers' | 'units'): Promise<DeskDouble> {
  const desk = await openDesk(supervisedDesk())
  await page.getByTestId('view-workload').click()
  await page.getByTestId(`workload-tab-${tab}`).click()
  await expect.element(page.getByTestId('workload-row').first()).toBeVisible()
  return desk
}
async function lockedByPin(forgotten: boolean): Promise<DeskDouble> {
  const desk = new DeskDouble()
  desk.state = desk.stateWhen({ stage: 'locked', officerName: officer.name, opener: 'pin', sends: true })
  await mountDesk(desk)
  desk.say({ unsent: 2 })
  await expect.element(page.getByTestId('pin')).toBeVisible()
  if (forgotten) await page.getByTestId('forgotten-pin').click()
  return desk
}
async function signedOut(failing: boolean): Promise<DeskDouble> {
  const desk = new DeskDouble()
  desk.state = desk.stateWhen({ stage: 'signed-out' }, { keyKeeping: 'passphrase' })
  if (failing) desk.signInFailure = { reason: 'unknown-server', detail: 'lapor.contoh.go.id' }
  await mountDesk(desk)
  await expect.element(page.getByTestId('sign-in-submit')).toBeVisible()
  if (!failing) return desk
  await page.getByTestId('server-url').fill('https://lapor.contoh.go.id')
  await page.getByTestId('sign-in-username').fill('sari')
  await page.getByTestId('sign-in-password').fill('rahasia')
  await page.getByTestId('passphrase').fill('kopi pahit tanpa gula')
  await page.getByTestId('sign-in-submit').click()
  await expect.element(page.getByRole('alert')).toBeVisible()
  return desk
}

export const everyView: readonly ShownView[] = [
  { name: 'sign-in', show: () => signedOut(false) },
  { name: 'sign-in-failed', show: () => signedOut(true) },
  {
    name: 'locked',
    async show() {
      const desk = new DeskDouble()
      desk.state = desk.stateWhen(
        { stage: 'locked', officerName: officer.name },
        { keyKeeping: 'passphrase' },
      )
      await mountDesk(desk)
      await expect.element(page.getByTestId('sign-in-submit')).toBeVisible()
      return desk
    },
  },
  { name: 'locked-by-pin', show: () => lockedByPin(false) },
  { name: 'forgotten-pin', show: () => lockedByPin(true) },
  {
    name: 'choose-pin',
    async show() {
      const desk = new DeskDouble(mixed())
      desk.state = desk.stateWhen({ stage: 'open', officer, session: 'valid', opener: null })
      await openDesk(desk)
      await page.getByTestId('pin-notice-choose').click()
      await expect.element(page.getByTestId('new-pin')).toBeVisible()
      return desk
    },
  },
  {
    name: 'remove',
    async show() {
      const desk = new DeskDouble(mixed())
      desk.status = { ...desk.status, unsent: 3 }
      await openDesk(desk)
      await page.getByTestId('officer-menu').click()
      await page.getByTestId('menu-remove').click()
      await expect.element(page.getByTestId('removal-send')).toBeVisible()
      return desk
    },
  },
  { name: 'list', show: () => openDesk() },
  {
    name: 'trail',
    async show() {
      const desk = new DeskDouble(mixed())
      const overseer = { ...officer, role: 'auditor' } as const
      desk.state = desk.stateWhen({ stage: 'open', officer: overseer, session: 'valid' })
      await openDesk(desk)
      await userEvent.keyboard('{Alt>}3{/Alt}')
      await expect.element(page.getByTestId('trail-row').first()).toBeVisible()
      return desk
    },
  },
  { name: 'case', show: () => openCase() },
  {
    name: 'composer',
    async show() {
      const desk = await openCase()
      await userEvent.keyboard('r')
      await userEvent.keyboard('Yth. Bapak, laporan Bapak telah kami periksa.')
      return desk
    },
  },
  {
    name: 'internal-note',
    async show() {
      const desk = await openCase()
      await userEvent.keyboard('n')
      await userEvent.keyboard('Berkas lama ada di gudang arsip.')
      return desk
    },
  },
  {
    name: 'unsent',
    async show() {
      const desk = await openCase()
      await userEvent.keyboard('r')
      await userEvent.keyboard('Sudah kami periksa.{Control>}{Enter}{/Control}')
      await expect.element(page.getByTestId('undo')).toBeVisible()
      return desk
    },
  },
  { name: 'palette', show: () => openDialog('{Control>}k{/Control}') },
  {
    name: 'palette-found',
    async show() {
      const desk = await openDialog('{Control>}k{/Control}')
      await userEvent.keyboard('te')
      await expect.element(page.getByTestId('palette-item').first()).toBeVisible()
      return desk
    },
  },
  { name: 'keys', show: () => openDialog('{F1}') },
  { name: 'settings', show: () => openDialog('{Control>},{/Control}') },
  { name: 'workload', show: () => openWorkload('officers') },
  {
    name: 'duty',
    async show() {
      const desk = await openWorkload('units')
      await page.getByTestId('set-duty').first().click()
      await expect.element(page.getByTestId('duty-officer').first()).toBeVisible()
      return desk
    },
  },
  {
    name: 'reassign',
    async show() {
      const desk = new DeskDouble(mixed())
      const boss = { ...officer, role: 'supervisor' } as const
      desk.state = desk.stateWhen({ stage: 'open', officer: boss, session: 'valid' })
      await openCase(desk)
      await userEvent.keyboard('{Control>}a{/Control}{Shift>}T{/Shift}')
      await expect.element(page.getByTestId('reassign-share').first()).toBeVisible()
      return desk
    },
  },
  { name: 'outbox', show: () => openOutbox(false) },
  { name: 'conflict', show: () => openOutbox(true) },
  {
    name: 'figures',
    async show() {
      const desk = new DeskDouble(mixed())
      const supervisor = { ...officer, role: 'supervisor' } as const
      desk.state = desk.stateWhen({ stage: 'open', officer: supervisor, session: 'valid' })
      await openDesk(desk)
      await page.getByTestId('view-figures').click()
      await expect.element(page.getByTestId('figure-dispositioned')).toBeVisible()
      await page.getByTestId('figure-as-table').first().click()
      return desk
    },
  },
  { name: 'empty', show: () => openDesk(new DeskDouble()) },
  {
    name: 'nothing-found',
    async show() {
      const desk = await openDesk()
      await page.getByTestId('inbox-search').fill('tidak ada yang begini')
      await expect.element(page.getByText('Tidak ada laporan dengan', { exact: false })).toBeVisible()
      return desk
    },
  },
  {
    name: 'error',
    async show() {
      const desk = new DeskDouble(mixed())
      desk.outboxFails = true
      await openDesk(desk)
      await page.getByTestId('view-outbox').click()
      await expect.element(page.getByText('Kotak keluar tidak dapat dibaca')).toBeVisible()
      return desk
    },
  },
  {
    name: 'offline',
    async show() {
      const desk = new DeskDouble(mixed())
      desk.status = { ...desk.status, state: 'offline', problem: 'unreachable', unsent: 3 }
      return openCase(desk)
    },
  },
]
