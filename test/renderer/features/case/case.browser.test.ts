import type { CaseEvent } from '../../../../shared/domain/case'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const event = (type: string) =>
  page
    .elementLocator(document.body)
    .getByTestId('timeline-event')
    .filter({ has: page.getByText(type) })
const composer = () => page.getByTestId('composer-text')
const send = () => page.getByTestId('composer-send')

async function openFirst(desk: DeskDouble): Promise<void> {
  await mountDesk(desk)
  await page.getByTestId('inbox-row').first().click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
}

describe('acting on a report', () => {
  it('accepts, shows it as saved here, and takes it back', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await openFirst(desk)
    await page.getByTestId('action-accept').click()
    await expect.element(page.getByTestId('inbox-row')).toHaveAttribute('data-status', 'in_progress')
    await expect.element(page.getByTestId('sync-status')).toHaveAttribute('data-unsent', '1')
    await expect.element(event('tersimpan di komputer ini')).toHaveAttribute('data-type', 'accept')
    await expect.element(event('tersimpan di komputer ini')).toHaveAttribute('data-state', 'held')
    await expectAccessible()
    await page.getByTestId('undo').click()
    await expect.element(page.getByTestId('inbox-row')).toHaveAttribute('data-status', 'dispositioned')
    await expect.element(page.getByTestId('undo')).not.toBeInTheDocument()
  })

  it('puts the text of an answer back when it is taken back', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await openFirst(desk)
    await page.getByTestId('action-respond').click()
    await composer().fill('Petugas kami datang besok.')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(composer()).toHaveValue('')
    expect(desk.decided).toHaveLength(1)
    await page.getByTestId('undo').click()
    await expect.element(composer()).toHaveValue('Petugas kami datang besok.')
  })

  it('answers and closes at once when asked to', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await openFirst(desk)
    await composer().fill('Sudah selesai.')
    await page.getByRole('checkbox', { name: 'dan tutup laporan' }).click()
    await send().click()
    await expect.element(page.getByTestId('inbox-row')).toHaveAttribute('data-status', 'closed')
    expect(desk.decided[0]?.decision).toMatchObject({ type: 'respond', payload: { close: true } })
  })

  it('says why an action cannot be done', async () => {
    const desk = new DeskDouble([makeCase(1, { status: 'in_progress', assigneeId: idOf('o-budi') })])
    await openFirst(desk)
    await expect.element(page.getByTestId('action-respond')).toHaveAttribute('aria-disabled', 'true')
    await expect
      .element(page.getByTestId('action-respond'))
      .toHaveAttribute('title', expect.stringContaining('Budi Santoso'))
    await expect.element(composer()).toHaveAttribute('aria-label', 'Tulis catatan internal')
  })
})

describe('the composer', () => {
  it('says who reads what is written, and marks internal notes', async () => {
    await openFirst(new DeskDouble([makeCase(1)]))
    await expect.element(page.getByText('Dibaca pelapor dan publik')).toBeVisible()
    await page.getByTestId('action-note').click()
    await expect.element(page.getByText('Hanya petugas instansi')).toBeVisible()
    await expect.element(send()).toHaveTextContent('Simpan catatan')
    await expectAccessible()
  })

  it('refuses 5,001 characters with a sentence and loses none of them', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await openFirst(desk)
    await composer().fill('a'.repeat(5001))
    await expect.element(page.getByTestId('composer-count')).toHaveTextContent('5.001 / 5.000')
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('Kurangi 1 karakter')
    await expect.element(composer()).toHaveValue('a'.repeat(5001))
    expect(desk.decided).toHaveLength(0)
    await composer().fill('a'.repeat(5000))
    await send().click()
    await expect.poll(() => desk.decided.length).toBe(1)
  })

  it('refuses an empty answer with a sentence', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await openFirst(desk)
    await composer().fill('   ')
    await send().click()
    await expect.element(page.getByTestId('composer-problem')).toHaveTextContent('Belum ada yang ditulis')
    expect(desk.decided).toHaveLength(0)
  })

  it('keeps a text for each report and type, and hands it over as a draft', async () => {
    const desk = new DeskDouble([makeCase(1), makeCase(2)])
    await openFirst(desk)
    await composer().fill('Jawaban untuk yang pertama')
    await page.getByTestId('action-note').click()
    await composer().fill('Catatan untuk yang pertama')
    await page.getByTestId('inbox-row').nth(1).click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await expect.element(composer()).toHaveValue('')
    await page.getByTestId('inbox-row').nth(0).click()
    await expect.element(composer()).toHaveValue('Jawaban untuk yang pertama')
    await page.getByTestId('action-note').click()
    await expect.element(composer()).toHaveValue('Catatan untuk yang pertama')
    expect(desk.drafts).toContainEqual({ caseId: 'c-1', type: 'respond', text: 'Jawaban untuk yang pertama' })
    expect(desk.drafts).toContainEqual({ caseId: 'c-1', type: 'note', text: 'Catatan untuk yang pertama' })
  })

  it('brings back a draft from before', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.drafts.push({ caseId: idOf('c-1'), type: 'respond', text: 'Belum selesai' })
    await openFirst(desk)
    await expect.element(composer()).toHaveValue('Belum selesai')
  })
})

describe('what is shown of a report', () => {
  it('shows texts as text, whatever stands in them', async () => {
    const body = '<img src=x onerror="document.title=1"> <b>tebal</b>'
    await openFirst(new DeskDouble([makeCase(1, { body, title: '<script>1</script>' })]))
    await expect.element(page.getByTestId('case-body')).toHaveTextContent(body)
    expect(page.getByTestId('case-body').element().children).toHaveLength(0)
  })

  it('says when the report has left the desk', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await openFirst(desk)
    desk.cases.clear()
    desk.tell({ kind: 'case-changed', caseId: idOf('c-1') })
    await expect.element(page.getByText('Laporan ini sudah meninggalkan meja Anda')).toBeVisible()
    await expectAccessible()
  })

  it('keeps a note of others apart from what the public reads', async () => {
    const note: CaseEvent = {
      id: idOf('e-9'),
      at: makeCase(1).updatedAt,
      actor: { kind: 'officer', id: officer.id, name: officer.name },
      type: 'note',
      visibility: 'internal',
      text: 'Berkas ada di gudang.',
    }
    await openFirst(new DeskDouble([makeCase(1, { events: [note] })]))
    await expect.element(page.getByTestId('timeline-event')).toHaveTextContent('Hanya petugas instansi')
    await expect.element(page.getByTestId('timeline-event')).toHaveAttribute('data-state', 'server')
  })
})
