import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { WorkFigure } from '../../../../renderer/engine/workloadApi'
import { idOf, makeCase, type DeskDouble } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { agency, colleague, supervisedDesk, unit } from './boss'

const rows = () => page.getByTestId('workload-row')
const row = (name: string) => rows().filter({ hasText: name })
const figure = (name: string, which: WorkFigure) => row(name).getByTestId(`figure-${which}`)
const names = () =>
  rows()
    .all()
    .map((line) => line.getByRole('rowheader').element().textContent?.trim() ?? '')

async function openBoard(desk: DeskDouble = supervisedDesk()): Promise<DeskDouble> {
  await mountDesk(desk)
  await page.getByTestId('view-workload').click()
  return desk
}
async function shown(desk?: DeskDouble): Promise<DeskDouble> {
  const opened = await openBoard(desk)
  await expect.element(rows().first()).toBeVisible()
  return opened
}

describe('the workload board', () => {
  it('says of every officer what they hold, those with the most late first, and of nobody and all', async () => {
    await shown()
    expect(names()[0]).toContain('Sari Wulandari')
    await expect.element(figure('Sari', 'open')).toHaveTextContent('4')
    await expect.element(figure('Sari', 'late')).toHaveTextContent('2')
    await expect.element(figure('Sari', 'atRisk')).toHaveTextContent('1')
    await expect.element(figure('Sari', 'unanswered')).toHaveTextContent('3')
    await expect.element(figure('Budi', 'late')).toHaveTextContent('1')
    const unassigned = page.getByTestId('workload-unassigned')
    await expect.element(unassigned.getByTestId('figure-inflow')).toHaveTextContent('1')
    await expect.element(page.getByTestId('workload-total').getByTestId('figure-open')).toHaveTextContent('8')
    await expect
      .element(row('Tuti').getByTestId('mark-away'))
      .toHaveTextContent('Tidak di tempat s.d. 27 Nov')
    await expect.element(row('Budi').getByTestId('mark-duty')).toHaveTextContent('Piket: Layanan Darurat 112')
    await expectAccessible()
  })

  it('opens behind a figure the list of exactly those reports, whatever was filtered before', async () => {
    await shown()
    await page.getByTestId('view-all').click()
    await page.getByTestId('inbox-mine').click()
    await page.getByTestId('view-workload').click()
    await figure('Sari', 'late').click()
    await expect.element(page.getByTestId('inbox-count')).toHaveTextContent('2')
    expect(page.getByTestId('inbox-row').all()).toHaveLength(2)
    await expect
      .element(page.getByTestId('inbox-search'))
      .toHaveValue('petugas:"Sari Wulandari" terlambat:ya')
  })

  it('sorts by each column, one way and the other, and stays sorted when reports change', async () => {
    const desk = await shown()
    await page.getByTestId('sort-name').click()
    expect(names().map((name) => name.slice(2, 6))).toEqual(['Budi', 'Rahm', 'Sari', 'Tuti'])
    await page.getByTestId('sort-open').click()
    await page.getByTestId('sort-open').click()
    expect(names()[0]).toContain('Rahma')
    await expect
      .element(page.getByRole('columnheader', { name: 'Terbuka' }))
      .toHaveAttribute('aria-sort', 'ascending')
    desk.cases.set(idOf('c-99'), makeCase(99, { assigneeId: idOf('o-supervisor') }))
    desk.tell({ kind: 'rows-changed' })
    await expect.element(figure('Rahma', 'open')).toHaveTextContent('1')
    expect(names().map((name) => name.slice(2, 6))).toEqual(['Rahm', 'Tuti', 'Budi', 'Sari'])
  })

  it('counts units with those below them as a tree, or each alone', async () => {
    await shown()
    await page.getByTestId('workload-tab-units').click()
    await expect.element(figure('Kantor Pertanahan', 'open')).toHaveTextContent('8')
    await expect.element(row('Layanan Darurat').getByTestId('mark-continuous')).toBeVisible()
    await expect
      .element(row('Layanan Darurat').getByTestId('mark-duty'))
      .toHaveTextContent('Piket: Budi Santoso')
    await page.getByTestId('with-below').click()
    await expect.element(figure('Kantor Pertanahan', 'open')).toHaveTextContent('5')
    await expectAccessible()
    await figure('Kantor Pertanahan', 'open').click()
    await expect.element(page.getByTestId('inbox-count')).toHaveTextContent('5')
  })

  it('shows the lines with a name, and says when there is none', async () => {
    await shown()
    await page.getByTestId('workload-filter').fill('alawi')
    await expect.poll(() => rows().all().length).toBe(1)
    await page.getByTestId('workload-filter').fill('tidak begitu')
    await expect.element(page.getByTestId('workload-none')).toHaveTextContent('Tidak ada nama yang cocok')
  })

  it('is walked with the arrows: one stop for Tab, every figure by the keys, and Enter opens', async () => {
    await shown()
    const first = page.getByTestId('workload-unassigned').getByTestId('figure-open').element() as HTMLElement
    first.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowRight}')
    await expect.element(figure('Sari', 'late')).toHaveFocus()
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('5')
    await userEvent.keyboard('{Control>}{Home}{/Control}')
    await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('0')
    expect(document.querySelectorAll('[data-testid=workload-table] tbody [tabindex="0"]')).toHaveLength(1)
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(page.getByTestId('inbox-count')).toHaveTextContent('4')
  })

  it('stays fluid with 500 officers: only those in sight are there, and the last is reached', async () => {
    const desk = supervisedDesk()
    const many = Array.from({ length: 500 }, (_, number) => colleague(`o-${number}`, `Petugas ${number}`))
    desk.reference = { ...agency, officers: many }
    await shown(desk)
    expect(rows().all().length).toBeLessThan(60)
    const first = page.getByTestId('workload-unassigned').getByTestId('figure-open').element() as HTMLElement
    first.focus()
    await userEvent.keyboard('{Control>}{End}{/Control}{ArrowUp}')
    await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('503')
  })

  it('is asked anew only while it is looked at', async () => {
    const desk = await shown()
    await page.getByTestId('view-all').click()
    await expect.element(page.getByTestId('inbox-row').first()).toBeVisible()
    desk.calls.length = 0
    desk.tell({ kind: 'rows-changed' })
    await expect.poll(() => desk.calls.filter((call) => call.startsWith('rows')).length).toBeGreaterThan(0)
    expect(desk.calls).not.toContain('workload')
  })

  it('says when it cannot be counted, and tries again', async () => {
    const desk = supervisedDesk()
    desk.workload.fails = true
    await openBoard(desk)
    await expect.element(page.getByText('Beban petugas tidak dapat dihitung')).toBeVisible()
    await expectAccessible()
    desk.workload.fails = false
    await page.getByTestId('workload-again').click()
    await expect.element(rows().first()).toBeVisible()
    desk.workload.fails = true
    desk.tell({ kind: 'rows-changed' })
    await expect
      .element(page.getByText('yang tampak adalah angka sebelumnya', { exact: false }))
      .toBeVisible()
    await expect.element(rows().first()).toBeVisible()
  })

  it('is told in English, too', async () => {
    const desk = supervisedDesk()
    desk.become({ ...desk.state, language: 'en' })
    await shown(desk)
    await expect.element(row('Tuti').getByTestId('mark-away')).toHaveTextContent('Away until 27 Nov')
    await expect.element(page.getByRole('columnheader', { name: 'Unanswered' })).toBeVisible()
  })

  it('says why it is empty before names have come', async () => {
    const desk = supervisedDesk('supervisor', [])
    desk.reference = { ...agency, officers: [], units: [unit('u', 'Kantor', { parentId: null })] }
    await openBoard(desk)
    await expect
      .element(page.getByTestId('workload-none'))
      .toHaveTextContent('Belum ada petugas yang dikenal')
  })
})
