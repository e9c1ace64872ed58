import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Case } from '../../../../shared/domain/case'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { offline } from '../findingDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const answered = (number: number, change: Partial<Case> = {}): Case => {
  const subject = makeCase(number, change)
  const response = {
    id: idOf<Case['events'][number]['id']>(`e-${number}-2`),
    at: idOf<Case['updatedAt']>('2026-11-11T02:00:00.000Z'),
    actor: { kind: 'officer', name: 'Sari' },
    type: 'respond',
    visibility: 'public',
  } as const
  return { ...subject, status: 'answered', events: [...subject.events, response] }
}

let desk: DeskDouble

beforeEach(() => {
  desk = new DeskDouble([
    makeCase(0),
    answered(1, { assigneeId: officer.id }),
    answered(2, { assigneeId: officer.id, categoryId: idOf('k-jalan'), satisfaction: 4 }),
    makeCase(3, { tags: ['mudik2018'] }),
  ])
  supervise(desk)
})

function supervise(double: DeskDouble): void {
  const supervisor = { ...officer, role: 'supervisor' } as const
  double.state = double.stateWhen({ stage: 'open', officer: supervisor, session: 'valid' })
}
async function openBoard(double = desk): Promise<void> {
  await mountDesk(double)
  await expect.element(page.getByTestId('view-figures')).toBeVisible()
  await userEvent.keyboard('{Alt>}2{/Alt}')
  await expect.element(page.getByRole('heading', { level: 1, name: 'Capaian' })).toBeVisible()
}
const figure = (name: string) => page.getByTestId(`figure-${name}`)
const card = (name: string) => page.getByTestId(`figure-chart-${name}`)
async function choose(testId: string, name: string): Promise<void> {
  await page.getByTestId(testId).click()
  await page.getByRole('option', { name, exact: true }).click()
}

describe('the board of figures', () => {
  it('shows the figures of this year, what they are of, and the national system’s beside them', async () => {
    desk.figures.foreign = [makeCase(9, { status: 'returned' })]
    await openBoard()
    await expect.element(figure('dispositioned')).toHaveTextContent('4')
    await expect.element(figure('dispositioned')).toHaveTextContent('Sistem nasional 5')
    await expect.element(figure('followUpRate')).toHaveTextContent('50%')
    await expect.element(figure('followUpRate')).toHaveTextContent('2 dari 4')
    await expect.element(figure('followUpRate')).toHaveTextContent('Seluruh Indonesia, Mei 2018: 90,4%')
    await expect.element(figure('firstResponse')).toHaveTextContent('2 hari')
    await expect
      .element(page.getByTestId('figures-coverage'))
      .toHaveTextContent('Dari 4 laporan di komputer ini')
    await expect.element(page.getByTestId('figures-span')).toHaveTextContent('1 Jan 2026 sampai 31 Des 2026')
    await expect.element(card('flow').getByRole('img').first()).toBeVisible()
    await expectAccessible()
  })

  it('has the numbers behind every chart as a table, by keyboard', async () => {
    await openBoard()
    const asTable = card('age').getByTestId('figure-as-table')
    await expect.element(asTable).toHaveAttribute('aria-pressed', 'false')
    asTable.element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(asTable).toHaveAttribute('aria-pressed', 'true')
    await expect.element(card('age').getByRole('row', { name: '8–14 hari 4' })).toBeVisible()
    await expectAccessible()
  })

  it('compares officers in a table that is sorted by its headings and leads to their reports', async () => {
    await openBoard()
    await choose('figures-by', 'Petugas')
    const by = page.getByTestId('figure-by')
    await by.getByTestId('figure-as-table').click()
    const names = () =>
      by
        .getByRole('rowheader')
        .all()
        .map((cell) => cell.element().textContent?.trim())
    await expect.poll(names).toEqual(['Sari Wulandari', 'Belum ditugaskan'])
    await by.getByRole('button', { name: 'Ditindaklanjuti' }).click()
    await by.getByRole('button', { name: 'Ditindaklanjuti' }).click()
    await expect.poll(names).toEqual(['Belum ditugaskan', 'Sari Wulandari'])
    await by.getByRole('button', { name: 'Sari Wulandari' }).click()
    await expect.element(page.getByTestId('inbox-search')).toHaveValue('petugas:"Sari Wulandari"')
    await expect.poll(() => page.getByTestId('inbox-row').all().length).toBe(2)
  })

  it('goes to the period before and after, and to days that are typed', async () => {
    await openBoard()
    await choose('figures-period', 'Bulan ini')
    await expect.element(page.getByTestId('figures-span')).toHaveTextContent('1 Nov 2026 sampai 30 Nov 2026')
    await page.getByTestId('figures-earlier').click()
    await expect.element(page.getByTestId('figures-span')).toHaveTextContent('1 Okt 2026 sampai 31 Okt 2026')
    await expect.element(page.getByText('Tidak ada laporan pada periode ini')).toBeVisible()
    await choose('figures-period', 'Pilih tanggal')
    await expect.element(page.getByLabelText('Dari', { exact: true })).toHaveFocus()
    await page.getByLabelText('Dari', { exact: true }).fill('2026-11-09')
    await page.getByLabelText('Sampai', { exact: true }).fill('2026-11-08')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent('Tanggal akhir')
    await page.getByLabelText('Sampai', { exact: true }).fill('2026-11-09')
    await userEvent.keyboard('{Enter}')
    await expect.element(figure('dispositioned')).toHaveTextContent('4')
    await expect.element(figure('received')).toHaveTextContent('0')
  })

  it('comes back to typed days when it is stepped back and forth, also over a whole month', async () => {
    await openBoard()
    await choose('figures-period', 'Pilih tanggal')
    const [from, to] = [
      page.getByLabelText('Dari', { exact: true }),
      page.getByLabelText('Sampai', { exact: true }),
    ]
    await from.fill('2026-02-01')
    await to.fill('2026-03-03')
    await userEvent.keyboard('{Enter}')
    await page.getByTestId('figures-earlier').click()
    await expect.element(from).toHaveValue('2026-01-01')
    await expect.element(to).toHaveValue('2026-01-31')
    await page.getByTestId('figures-later').click()
    await expect.element(from).toHaveValue('2026-02-01')
    await expect.element(to).toHaveValue('2026-03-03')
  })

  it('says why the national system gives nothing, and tries again', async () => {
    desk.figures.nationalFails = offline()
    await openBoard()
    await expect.element(figure('dispositioned')).toBeVisible()
    await page.getByText('Sistem nasional', { exact: true }).click()
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Capaian dari komputer ini tetap dapat dilihat')
    desk.figures.nationalFails = null
    await page.getByTestId('figures-again').click()
    await expect.element(figure('dispositioned')).toHaveTextContent('Komputer ini 4')
    await choose('figures-by', 'Tagar')
    await expect
      .element(page.getByText('Sistem nasional tidak menghitung menurut tagar', { exact: false }))
      .toBeVisible()
  })

  it('says what the figures lack: what is still read, purged or not sent', async () => {
    desk.figures.coverage = {
      reading: { done: 1, total: 4 },
      complete: false,
      unsent: 2,
      keptFrom: idOf<never>('2026-03-01'),
    }
    await openBoard()
    const coverage = page.getByTestId('figures-coverage')
    await expect.element(coverage).toHaveTextContent('Laporan masih dibaca: 1 dari 4')
    await expect.element(coverage).toHaveTextContent('Penarikan pertama belum selesai')
    await expect.element(coverage).toHaveTextContent('Sebelum 1 Mar 2026 tidak lengkap')
    await expect.element(coverage).toHaveTextContent('2 tindakan yang belum diterima')
  })

  it('says that nothing is here', async () => {
    const empty = new DeskDouble()
    supervise(empty)
    await openBoard(empty)
    await expect.element(page.getByText('Belum ada laporan di komputer ini')).toBeVisible()
  })

  it('says that counting failed, and tries again', async () => {
    desk.figures.fails = true
    await openBoard()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Capaian tidak dapat dihitung')
    desk.figures.fails = false
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await expect.element(figure('dispositioned')).toHaveTextContent('4')
  })

  it('keeps a chart of three hundred units to its largest, and the table has all of them', async () => {
    const units = Array.from({ length: 300 }, (_, index) => ({
      id: idOf<Case['unitId']>(`u-${index}`),
      parentId: null,
      name: `Dinas Pekerjaan Umum dan Penataan Ruang Wilayah Kecamatan Nomor ${index}`,
      calendar: 'working_days' as const,
      dutyOfficerIds: [],
    }))
    const many = new DeskDouble(units.map(({ id }, index) => makeCase(index, { unitId: id })))
    many.reference = { ...many.reference, units }
    supervise(many)
    await openBoard(many)
    const by = page.getByTestId('figure-by')
    await expect.element(by).toHaveTextContent('Grafik memuat 15 dari 300; yang lain bersama 285')
    await by.getByTestId('figure-as-table').click()
    await expect.poll(() => by.element().querySelectorAll('tbody tr').length).toBe(300)
  })
})
