import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { placeSchema } from '../../../../shared/bridge/place'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { neededOf, refusedItem } from '../outbox/items'

const many = () => Array.from({ length: 500 }, (_, index) => makeCase(index))
const rows = () => page.getByTestId('inbox-row')

describe('a page that comes back', () => {
  it('is where the officer was: view, place in the list, report and what was being written', async () => {
    const desk = new DeskDouble(many())
    const first = await mountDesk(desk)
    await page.getByTestId('view-unassigned').click()
    await expect.element(page.getByTestId('inbox-count')).toHaveAttribute('data-count', '500')
    const list = () => rows().first().element().closest('[role=listbox]')
    list()?.scrollTo({ top: 200 * 72 })
    await page.getByText('berkas 203', { exact: false }).click()
    await page.getByTestId('action-note').click()
    await page.getByTestId('composer-text').fill('Belum selesai ditulis')
    await expect
      .poll(() => desk.keptPlace.place)
      .toMatchObject({
        view: 'unassigned',
        firstRow: 200,
        caseId: 'c-203',
        composing: 'note',
      })
    await expect.poll(() => desk.drafts.at(-1)?.text).toBe('Belum selesai ditulis')
    void first.unmount()

    desk.keptPlace = { ...desk.keptPlace, reloaded: true }
    await mountDesk(desk)
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 203')
    await expect.element(page.getByTestId('composer-text')).toHaveValue('Belum selesai ditulis')
    await expect.element(page.getByTestId('view-unassigned')).toHaveAttribute('aria-current', 'page')
    await expect.poll(() => list()?.scrollTop).toBe(200 * 72)
    await expect
      .element(page.getByTestId('restart-notice'))
      .toHaveTextContent('Program sempat terhenti dan sudah berjalan lagi; tidak ada yang hilang.')
    await expectAccessible()
    await page.getByTestId('restart-notice-close').click()
    await expect.element(page.getByTestId('restart-notice')).not.toBeInTheDocument()
  })

  it('is in the outbox when the officer was there', async () => {
    const desk = new DeskDouble([makeCase(1)])
    const item = refusedItem(1)
    desk.outbox = [item]
    desk.needsYou = [neededOf(item)]
    const first = await mountDesk(desk)
    await page.getByTestId('view-outbox').click()
    await expect.poll(() => desk.keptPlace.place).toMatchObject({ pane: 'outbox', actionId: 'act-1' })
    void first.unmount()
    await mountDesk(desk)
    await expect.element(page.getByTestId('needs-you-item')).toBeVisible()
    await expect.element(page.getByTestId('restart-notice')).not.toBeInTheDocument()
  })
})

describe('a dialog for several reports', () => {
  const cases = () => Array.from({ length: 3 }, (_, index) => makeCase(index))
  async function selectAll(): Promise<void> {
    await rows().first().click()
    await userEvent.keyboard('{Control>}a{/Control}')
  }

  it('comes back with what was filled in, for the same reports', async () => {
    const desk = new DeskDouble(cases())
    const first = await mountDesk(desk)
    await selectAll()
    await page.getByTestId('bulk-archive').click()
    await page.getByTestId('bulk-reason').click()
    await page.getByRole('option', { name: 'Laporan ganda' }).click()
    await page.getByTestId('bulk-text').fill('Sudah ditangani pada laporan lain.')
    await expect
      .poll(() => desk.keptPlace.place?.bulk)
      .toMatchObject({
        kind: 'archive',
        caseIds: ['c-0', 'c-1', 'c-2'],
        text: 'Sudah ditangani pada laporan lain.',
      })
    expect(placeSchema.safeParse(desk.keptPlace.place).success).toBe(true)
    void first.unmount()
    await mountDesk(desk)
    await expect.element(page.getByTestId('bulk-text')).toHaveValue('Sudah ditangani pada laporan lain.')
    await expect.element(page.getByTestId('bulk-reason')).toHaveTextContent('Laporan ganda')
    await expect.element(page.getByTestId('bulk-preview')).toHaveTextContent('3 laporan')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => desk.keptPlace.place?.bulk).toBeUndefined()
  })

  it('to give them to others comes back with the officer and the reason', async () => {
    const desk = new DeskDouble(
      cases().map((one) => ({ ...one, assigneeId: officer.id, status: 'in_progress' })),
    )
    desk.state = desk.stateWhen({
      stage: 'open',
      officer: { ...officer, role: 'supervisor' },
      session: 'valid',
    })
    const first = await mountDesk(desk)
    await selectAll()
    await page.getByTestId('bulk-reassign').click()
    await page.getByTestId('reassign-reason').fill('Cuti sampai Senin.')
    await expect.poll(() => desk.keptPlace.place?.reassign).toMatchObject({ reason: 'Cuti sampai Senin.' })
    expect(placeSchema.safeParse(desk.keptPlace.place).success).toBe(true)
    void first.unmount()
    await mountDesk(desk)
    await expect.element(page.getByTestId('reassign-reason')).toHaveValue('Cuti sampai Senin.')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => desk.keptPlace.place?.reassign).toBeUndefined()
  })
})

describe('a worker that comes back', () => {
  it('is said, all is asked anew, and a draft that it had not written yet is handed over again', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await rows().first().click()
    await page.getByTestId('composer-text').fill('Sedang ditulis')
    await expect.poll(() => desk.drafts.at(-1)?.text).toBe('Sedang ditulis')
    desk.drafts.length = 0
    const subject = makeCase(1, { title: 'Judul yang baru' })
    desk.cases.set(subject.id, subject)
    desk.status = { ...desk.status, unsent: 7 }
    desk.tell({ kind: 'engine-restarted', milliseconds: 900 })
    await expect.element(page.getByTestId('restart-notice')).toBeVisible()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('Judul yang baru')
    await expect.element(page.getByTestId('sync-status')).toHaveAttribute('data-unsent', '7')
    await expect
      .poll(() => desk.drafts)
      .toEqual([{ caseId: idOf('c-1'), type: 'respond', text: 'Sedang ditulis' }])
    await expect.element(page.getByTestId('composer-text')).toHaveValue('Sedang ditulis')
  })
})
