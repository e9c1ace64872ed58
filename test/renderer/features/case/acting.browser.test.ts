import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Case } from '../../../../shared/domain/case'
import type { Theme } from '../../../../shared/bridge/desk'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { actingReference } from './actingReference'

const composer = () => page.getByTestId('composer-text')
const send = () => page.getByTestId('composer-send')
const option = (text: string) => page.getByTestId('pick-option').filter({ hasText: text })
const openReport = { status: 'in_progress', assigneeId: officer.id } as const

async function openFirst(cases: readonly Case[], theme: Theme = 'light'): Promise<DeskDouble> {
  const desk = new DeskDouble(cases)
  desk.reference = actingReference
  desk.state = { ...desk.state, theme }
  await mountDesk(desk)
  await page.getByTestId('inbox-row').first().click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
  return desk
}

async function chooseMore(type: string): Promise<void> {
  await page.getByTestId('action-more').click()
  await page.getByTestId(`action-${type}`).click()
}

describe('every action', () => {
  it('forwards to a unit found in the tree by keyboard, with a text that only officers read', async () => {
    const desk = await openFirst([makeCase(1)])
    await page.getByTestId('action-forward').click()
    await expect.element(page.getByTestId('composer-readers')).toHaveTextContent('hanya dibaca petugas')
    await expect.element(page.getByTestId('pick-unit')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('pick-search')).toHaveFocus()
    await expectAccessible()
    await userEvent.keyboard('jalan{Enter}')
    await expect.element(page.getByTestId('pick-unit')).toHaveTextContent('Bidang Jalan dan Jembatan')
    await composer().fill('Mohon ditangani.')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect
      .poll(() => desk.decided[0]?.decision)
      .toEqual({ type: 'forward', payload: { unitId: 'u-jalan', text: 'Mohon ditangani.' } })
  })

  it('does not forward to where the report is, nor without a unit', async () => {
    const desk = await openFirst([makeCase(1)])
    await page.getByTestId('action-forward').click()
    await page.getByTestId('pick-unit').click()
    await expect.element(option('Kantor Pertanahan').first()).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{Escape}')
    await composer().fill('Mohon ditangani.')
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('Belum ada unit tujuan')
    expect(desk.decided).toEqual([])
  })

  it('assigns to a colleague who can see the report, says who is away, and to nobody', async () => {
    const desk = await openFirst([makeCase(1, openReport)])
    await chooseMore('assign')
    await page.getByTestId('pick-officer').click()
    await expect.element(option('Jaya Pratama')).not.toBeInTheDocument()
    await expect.element(option('Rina Lestari')).toHaveTextContent('Tidak di tempat sampai 1 Desember 2099')
    await expect.element(option('Sari Wulandari (Anda)')).toHaveAttribute('aria-disabled', 'true')
    await option('Budi Santoso').click()
    await composer().fill('Sesuai bidang tugas.')
    await send().click()
    await expect
      .poll(() => desk.decided[0]?.decision)
      .toEqual({
        type: 'assign',
        payload: { assigneeId: 'o-budi', reason: 'Sesuai bidang tugas.' },
      })
    await page.getByTestId('undo').click()
    await expect.element(page.getByTestId('pick-officer')).toHaveTextContent('Budi Santoso')
    await expect.element(composer()).toHaveValue('Sesuai bidang tugas.')
    await page.getByTestId('pick-officer').click()
    await option('Tanpa petugas').click()
    await send().click()
    await expect.poll(() => desk.decided[1]?.decision.payload).toMatchObject({ assigneeId: null })
  })

  it('asks for data, archives for a reason, and returns with ten characters and a suggestion', async () => {
    const desk = await openFirst([makeCase(1), makeCase(2, openReport), makeCase(3, openReport)])
    await page.getByTestId('action-request_info').click()
    await composer().fill('Mohon kirim foto.')
    await send().click()
    await expect.poll(() => desk.decided[0]?.decision.type).toBe('request_info')
    await page.getByTestId('inbox-row').nth(1).click()
    await chooseMore('archive')
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('alasan mengarsipkan')
    await page.getByTestId('pick-archive-reason').click()
    await option('pengadilan').click()
    await send().click()
    await expect
      .poll(() => desk.decided[1]?.decision)
      .toEqual({ type: 'archive', payload: { reasonCode: 'in_court' } })
    await page.getByTestId('inbox-row').nth(2).click()
    await page.getByTestId('action-return').click()
    await composer().fill('Bukan')
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('terlalu pendek')
    await composer().fill('Bukan wewenang kota.')
    await page.getByTestId('pick-agency').click()
    await userEvent.keyboard('agraria')
    await userEvent.keyboard('{Enter}')
    await send().click()
    await expect
      .poll(() => desk.decided[2]?.decision)
      .toEqual({
        type: 'return',
        payload: { reason: 'Bukan wewenang kota.', suggestedAgencyId: 'a-atr' },
      })
  })

  it('edits only what was changed, and warns of what cannot be taken back', async () => {
    const desk = await openFirst([makeCase(1, openReport)])
    await chooseMore('edit')
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('Belum ada yang diubah')
    await page.getByTestId('edit-title').fill('Pengukuran tanah')
    await page.getByTestId('edit-tag').fill('#mudik2026')
    await userEvent.keyboard('{Enter}')
    await page.getByRole('checkbox', { name: 'Rahasia' }).click()
    await expect.element(page.getByText('tidak dapat dibuka lagi')).toBeVisible()
    await expectAccessible()
    await send().click()
    await expect
      .poll(() => desk.decided[0]?.decision)
      .toEqual({
        type: 'edit',
        payload: { title: 'Pengukuran tanah', tags: ['mudik2026'], confidential: true },
      })
  })

  it('links to a report found by number, not to itself nor to a duplicate, and unlinks again', async () => {
    const desk = await openFirst([
      makeCase(1, openReport),
      makeCase(2, openReport),
      makeCase(3, { ...openReport, duplicateOf: idOf('c-2') }),
    ])
    await page.getByTestId('action-more').click()
    await expect
      .element(page.getByTestId('action-unlink_duplicate'))
      .toHaveTextContent('tidak ditautkan ke laporan lain')
    await page.getByTestId('action-link_duplicate').click()
    await page.getByTestId('pick-primary').click()
    await expect.element(option('berkas 1')).toHaveAttribute('aria-disabled', 'true')
    await expect.element(option('berkas 3')).toHaveTextContent('sendiri ganda dari laporan lain')
    await userEvent.keyboard('9180002')
    await expect.element(page.getByTestId('pick-option')).toHaveTextContent('#9180002')
    await userEvent.keyboard('{Enter}')
    await send().click()
    await expect
      .poll(() => desk.decided[0]?.decision)
      .toEqual({ type: 'link_duplicate', payload: { primaryCaseId: 'c-2' } })
    await chooseMore('unlink_duplicate')
    await send().click()
    await expect
      .poll(() => desk.decided[1]?.decision)
      .toEqual({ type: 'unlink_duplicate', payload: { primaryCaseId: 'c-2' } })
  })

  it('says in the menu why an action is not for now', async () => {
    await openFirst([makeCase(1)])
    await page.getByTestId('action-more').click()
    await expect.element(page.getByTestId('action-close')).toHaveTextContent('berstatus Terdisposisi')
    await expect
      .element(page.getByTestId('action-reopen'))
      .toHaveTextContent('hanya dapat dilakukan penyelia')
    await expectAccessible()
    await page.getByTestId('action-close').click()
    await expect.element(composer()).toHaveAttribute('aria-label', 'Tulis tanggapan untuk pelapor')
  })

  it('keeps what was written and chosen for each report and action', async () => {
    await openFirst([makeCase(1), makeCase(2)])
    await page.getByTestId('action-forward').click()
    await page.getByTestId('pick-unit').click()
    await option('Seksi Pengukuran').click()
    await composer().fill('Mohon diukur.')
    await page.getByTestId('action-respond').click()
    await page.getByTestId('inbox-row').nth(1).click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await page.getByTestId('inbox-row').nth(0).click()
    await page.getByTestId('action-forward').click()
    await expect.element(page.getByTestId('pick-unit')).toHaveTextContent('Seksi Pengukuran')
    await expect.element(composer()).toHaveValue('Mohon diukur.')
  })

  it('finds again after a kill what was chosen, and gives all of it back from the timeline', async () => {
    const desk = await openFirst([makeCase(1), makeCase(2)])
    await page.getByTestId('action-forward').click()
    await page.getByTestId('pick-unit').click()
    await option('Seksi Pengukuran').click()
    await composer().fill('Mohon diukur.')
    const kept = () => desk.drafts.findLast(({ type }) => type === 'forward')
    await expect.poll(() => kept()?.text).toBe('Mohon diukur.')
    const killed = new DeskDouble([makeCase(1), makeCase(2)])
    killed.reference = actingReference
    killed.drafts.push(...desk.drafts)
    await mountDesk(killed)
    await page.getByTestId('inbox-row').first().click()
    await page.getByTestId('action-forward').click()
    await expect.element(page.getByTestId('pick-unit')).toHaveTextContent('Seksi Pengukuran')
    await send().click()
    await expect.poll(() => killed.decided[0]?.decision.type).toBe('forward')
    await page.getByTestId('timeline-event').getByRole('button', { name: 'Urungkan' }).click()
    await expect.element(page.getByTestId('pick-unit')).toHaveTextContent('Seksi Pengukuran')
    await expect.element(composer()).toHaveValue('Mohon diukur.')
  })
})

describe('templates', () => {
  it('are found by keyboard, filled in at the caret, and undone with Ctrl+Z', async () => {
    await openFirst([makeCase(1)])
    await composer().fill('Selamat pagi. ')
    await userEvent.keyboard('{Alt>}t{/Alt}')
    await expect.element(page.getByTestId('pick-search')).toHaveFocus()
    const names = page
      .getByTestId('pick-option')
      .elements()
      .map((element) => element.textContent?.trim())
    expect(names[0]).toContain('Berkas ukur terbit')
    await userEvent.keyboard('ditinjau{Enter}')
    const filled =
      'Selamat pagi. Yth. Hari B., laporan #9180001 ditinjau Kantor Pertanahan. Salam, Sari Wulandari'
    await expect.element(composer()).toHaveValue(filled)
    await expect.element(composer()).toHaveFocus()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(composer()).toHaveValue('Selamat pagi. ')
  })

  it('leave the name of who is anonymous to be completed, and nothing is sent before', async () => {
    const desk = await openFirst([makeCase(1, { anonymous: true, reporter: null })])
    await page.getByTestId('templates').click()
    await option('Sedang ditinjau').click()
    await expect.element(page.getByTestId('composer-unfilled')).toHaveTextContent('nama pelapor')
    await expectAccessible()
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('{{reporterName}}')
    expect(desk.decided).toEqual([])
    // It is selected: what is typed stands in its place.
    await page.getByTestId('composer-text').fill('Yth. Bapak, laporan ditinjau.')
    await send().click()
    await expect.poll(() => desk.decided.length).toBe(1)
  })
})

describe('going on to the next report', () => {
  it('sends with Ctrl+Shift+Enter, opens the next one, and has it ready to be read', async () => {
    const desk = await openFirst([makeCase(1), makeCase(2)])
    await composer().fill('Sudah ditangani.')
    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    expect(desk.decided).toMatchObject([{ caseId: 'c-1' }])
    await expect
      .poll(() => document.activeElement?.contains(page.getByTestId('case-body').element()))
      .toBe(true)
  })

  it('remembers which way was taken, and says when there is no next one', async () => {
    const desk = await openFirst([makeCase(1)])
    await composer().fill('Sudah ditangani.')
    await page.getByTestId('send-ways').click()
    await page.getByRole('menuitem', { name: /dan lanjut/ }).click()
    await expect.poll(() => desk.decided.length).toBe(1)
    await expect.element(page.getByText('Tidak ada laporan berikutnya')).toBeVisible()
    await expect.element(send()).toHaveTextContent('Kirim tanggapan dan lanjut')
    await expect.element(composer()).toHaveFocus()
  })
})

describe('the preview', () => {
  it('shows the citizen’s page with the answer, without the reporter who is anonymous', async () => {
    await openFirst([makeCase(1, { anonymous: true, reporter: null })])
    await composer().fill('Petugas datang besok.')
    await userEvent.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
    await expect.element(page.getByTestId('preview-new')).toHaveTextContent('Petugas datang besok.')
    await expect.element(page.getByTestId('preview-page')).toHaveTextContent('Pelapor anonim')
    await expect.element(page.getByTestId('preview-page')).not.toHaveTextContent(officer.name)
    await expect.element(page.getByTestId('preview-status')).toHaveTextContent('Ditindaklanjuti')
    await expectAccessible()
  })

  it('shows the status alone of what is confidential, and nothing of an internal note', async () => {
    await openFirst([makeCase(1, { confidential: true }), makeCase(2)])
    await composer().fill('Petugas datang besok.')
    await page.getByTestId('preview').click()
    await expect.element(page.getByTestId('preview-page')).not.toHaveTextContent('Petugas datang besok.')
    await expect.element(page.getByTestId('preview-page')).toHaveTextContent('Hanya statusnya')
    await userEvent.keyboard('{Escape}')
    await page.getByTestId('inbox-row').nth(1).click()
    await page.getByTestId('action-note').click()
    await composer().fill('Berkas ada di gudang.')
    await page.getByTestId('preview').click()
    await expect.element(page.getByTestId('preview-readers')).toHaveTextContent('Hanya petugas instansi')
    await expect.element(page.getByTestId('preview-page')).not.toHaveTextContent('gudang')
  })
})

describe('who else is there', () => {
  it('is said in the head of the report, with a warning where an answer is written', async () => {
    const desk = await openFirst([makeCase(1)], 'dark')
    await expect.poll(() => desk.acting.told).toContain('c-1 viewing')
    desk.acting.colleagues.set(idOf('c-1'), [
      { officerId: idOf('o-budi'), name: 'Budi Santoso', mode: 'viewing' },
    ])
    desk.tell({ kind: 'presence-changed', caseId: idOf('c-1') })
    await expect.element(page.getByTestId('presence')).toHaveTextContent('Budi Santoso sedang melihat')
    await expect.element(page.getByTestId('composer-someone-replies')).not.toBeInTheDocument()
    desk.acting.colleagues.set(idOf('c-1'), [
      { officerId: idOf('o-budi'), name: 'Budi Santoso', mode: 'replying' },
    ])
    desk.tell({ kind: 'presence-changed', caseId: idOf('c-1') })
    await expect.element(page.getByTestId('presence')).toHaveTextContent('Budi Santoso sedang menjawab')
    await expect.element(page.getByTestId('composer-someone-replies')).toBeVisible()
    await expectAccessible()
  })

  it('hears that an answer is being written, not that a note is', async () => {
    const desk = await openFirst([makeCase(1), makeCase(2)])
    await page.getByTestId('action-note').click()
    await composer().fill('Catatan')
    await page.getByTestId('action-respond').click()
    await composer().fill('Jawaban')
    await expect.poll(() => desk.acting.told).toContain('c-1 replying')
    expect(desk.acting.told.indexOf('c-1 replying')).toBe(desk.acting.told.length - 1)
    await page.getByTestId('inbox-row').nth(1).click()
    await expect.poll(() => desk.acting.told.slice(-2)).toEqual(['c-1 none', 'c-2 viewing'])
  })
})

describe('what is typed while an action is being saved', () => {
  async function sendOnSlowDisk(): Promise<() => void> {
    const desk = await openFirst([makeCase(1, openReport)])
    let written = (): void => undefined
    desk.disk = new Promise((resolve) => (written = resolve))
    await page.getByTestId('action-note').click()
    await composer().fill('Sudah ditelepon.')
    await send().click()
    await expect.element(page.getByTestId('timeline-event').last()).toHaveTextContent('Sudah ditelepon.')
    return written
  }

  it('stays when it goes on behind what was sent', async () => {
    const written = await sendOnSlowDisk()
    await userEvent.type(composer(), ' Besok lagi.')
    written()
    await expect.element(composer()).toHaveValue('Besok lagi.')
    await expect.element(send()).toBeEnabled()
  })

  it('stays whole when it was written in the place of what was sent', async () => {
    const written = await sendOnSlowDisk()
    await composer().fill('Lurah belum menjawab.')
    written()
    await expect.element(send()).toBeEnabled()
    await expect.element(composer()).toHaveValue('Lurah belum menjawab.')
  })

  it('is nothing when nothing was typed', async () => {
    const written = await sendOnSlowDisk()
    written()
    await expect.element(composer()).toHaveValue('')
  })
})
