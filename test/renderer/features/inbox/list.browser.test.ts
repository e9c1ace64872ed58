import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const rows = () => page.getByTestId('inbox-row')
const count = () => page.getByTestId('inbox-count')
const selected = () =>
  rows()
    .all()
    .filter((row) => row.element().getAttribute('aria-selected') === 'true')
    .map((row) => row.element().getAttribute('data-case-id'))
const list = () => {
  const found = document.querySelector<HTMLElement>('[role=listbox]')
  if (!found) throw new Error('There is no list.')
  return found
}
const many = (length: number) => Array.from({ length }, (_, index) => makeCase(index))
const caseId = (number: number): CaseId => idOf(`c-${number}`)

async function mounted(desk: DeskDouble): Promise<DeskDouble> {
  await mountDesk(desk)
  await expect.element(rows().first()).toBeVisible()
  return desk
}

/** Its colours are those that it has once it has come. */
async function atRest(): Promise<void> {
  const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
  // One that is taken back is over too.
  await Promise.allSettled(passing.map((animation) => animation.finished))
}
async function expectAccessibleAtRest(): Promise<void> {
  await atRest()
  await expectAccessible()
}

beforeEach(() => page.viewport(1366, 768))

describe('the panes', () => {
  it('are sized by the keyboard and the mouse, put back by a double click, and remembered', async () => {
    const desk = await mounted(new DeskDouble(many(3)))
    const separator = page.getByTestId('resize-list')
    const width = () => Number(separator.element().getAttribute('aria-valuenow'))
    expect(width()).toBe(430)
    ;(separator.element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(width()).toBe(462)
    expect(Math.round(page.getByTestId('list-pane').element().getBoundingClientRect().width)).toBe(462)
    await userEvent.keyboard('{End}{ArrowRight}')
    expect(width()).toBe(1366 - 212 - 380)
    await expect.poll(() => desk.panes).toEqual({ sidebar: null, list: 774 })
    await separator.dblClick()
    expect(width()).toBe(430)
    await expect.poll(() => desk.panes).toEqual({ sidebar: null, list: null })
    await expectAccessibleAtRest()
  })

  it('are as wide as they were left', async () => {
    const desk = new DeskDouble(many(3))
    desk.state = { ...desk.state, panes: { sidebar: 250, list: 500 } }
    await mounted(desk)
    expect(page.getByTestId('sidebar-pane').element().getBoundingClientRect().width).toBe(250)
    expect(page.getByTestId('list-pane').element().getBoundingClientRect().width).toBe(500)
  })

  it('give way to the report alone on a double click, and come back by Esc with the list focused', async () => {
    await mounted(new DeskDouble(many(30)))
    await rows().nth(4).dblClick()
    await expect.element(page.getByTestId('back-to-list')).toHaveFocus()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 4')
    await expect.element(page.getByTestId('list-pane')).not.toBeVisible()
    await userEvent.keyboard('j')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 5')
    await expectAccessibleAtRest()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByTestId('list-pane')).toBeVisible()
    expect(document.activeElement).toBe(list())
    await rows().nth(1).dblClick()
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    await expect.element(page.getByTestId('list-pane')).toBeVisible()
  })

  it('are one at a time in a narrow window, and the views a drawer in a small one, as at 200 %', async () => {
    await page.viewport(860, 700)
    await mounted(new DeskDouble(many(30)))
    await expect.element(page.getByTestId('case-pane')).not.toBeInTheDocument()
    list().focus()
    await userEvent.keyboard('{ArrowDown}')
    // The arrows go through the list, Enter goes to the report.
    await expect.element(page.getByTestId('list-pane')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 0')
    await expect.element(page.getByTestId('list-pane')).not.toBeVisible()
    await page.getByTestId('back-to-list').click()
    await page.viewport(683, 384)
    await expect.element(page.getByTestId('sidebar-pane')).not.toBeVisible()
    await page.getByTestId('open-views').click()
    await expect.element(page.getByTestId('view-needs-action')).toBeVisible()
    await expectAccessibleAtRest()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByTestId('sidebar-pane')).not.toBeVisible()
    await expect.element(page.getByTestId('open-views')).toHaveFocus()
    await page.getByTestId('open-views').click()
    await page.getByTestId('view-unassigned').click()
    await expect.element(page.getByTestId('sidebar-pane')).not.toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Belum ada petugas' })).toBeVisible()
  })
})

describe('rows', () => {
  it('are 72 px high or 52, and the choice is kept', async () => {
    const desk = await mounted(new DeskDouble(many(200)))
    const height = () => rows().first().element().getBoundingClientRect().height
    expect(height()).toBe(72)
    await page.getByTestId('inbox-sort').click()
    await page.getByRole('menuitemcheckbox', { name: 'Rapat' }).click()
    await expect.poll(height).toBe(52)
    expect(desk.state.density).toBe('compact')
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await expectAccessibleAtRest()
  })

  it('say what is unread and what has changed, until it was looked at', async () => {
    const desk = new DeskDouble(many(5))
    desk.list.seen.set(caseId(1), 'unread')
    desk.list.seen.set(caseId(2), 'changed')
    await mounted(desk)
    await expect.element(rows().nth(1)).toHaveTextContent('Belum dibaca')
    await expect.element(rows().nth(2)).toHaveTextContent('Berubah sejak Anda lihat')
    await rows().nth(1).click()
    await expect.element(rows().nth(1)).not.toHaveTextContent('Belum dibaca')
    expect(desk.list.seen.get(caseId(1))).toBe('seen')
  })

  it('show the whole of a long title and a long name in a tooltip, and keep the deadline in sight', async () => {
    const title = 'Judul yang sangat panjang '.repeat(7).trim()
    const reporter = { id: idOf<never>('r'), name: 'Raden Ajeng Kartini Djojoadhiningrat binti Sosroningrat' }
    await mounted(new DeskDouble([makeCase(1, { title, reporter, confidential: true })]))
    const row = rows().first().element()
    expect(row.querySelector(`[title="${title}"]`)).not.toBeNull()
    expect(row.querySelector(`[title="${reporter.name}"]`)).not.toBeNull()
    expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth)
    const { right } = row.getBoundingClientRect()
    const deadline = page.getByText('Terlambat', { exact: false }).last().element().getBoundingClientRect()
    expect(deadline.right).toBeLessThanOrEqual(right)
  })

  it('are reached to the last one of 100,000', async () => {
    const desk = new DeskDouble()
    for (const subject of many(100_000)) desk.cases.set(subject.id, subject)
    await mounted(desk)
    await expect.element(count()).toHaveAttribute('data-count', '100000')
    list().focus()
    await userEvent.keyboard('{End}')
    const last = page.getByText('berkas 99999', { exact: false }).first()
    await expect.element(last).toBeVisible()
    const bottom = list().getBoundingClientRect().bottom
    await expect.poll(() => Math.abs(last.element().getBoundingClientRect().bottom - bottom) < 72).toBe(true)
    expect(list().scrollHeight).toBe(7_200_000)
    await userEvent.keyboard('{Home}')
    await expect.element(rows().first()).toHaveAttribute('data-case-id', 'c-0')
    // The desk in memory sorts all 100,000 anew for every question.
  }, 60_000)
})

describe('the order', () => {
  it('is chosen from a menu that says which it is, and remembered with the place', async () => {
    const desk = await mounted(new DeskDouble(many(30)))
    await page.getByTestId('inbox-sort').click()
    await expect.element(page.getByRole('menuitemcheckbox', { name: 'Kanal' })).toBeVisible()
    await expectAccessibleAtRest()
    await page.getByRole('menuitemcheckbox', { name: 'Nomor' }).click()
    await page.getByTestId('inbox-sort').click()
    await page.getByRole('menuitemcheckbox', { name: 'Urutan turun' }).click()
    await expect.element(rows().first()).toHaveAttribute('data-case-id', 'c-29')
    await expect.element(page.getByTestId('inbox-sort')).toHaveAccessibleName('Urutkan: Nomor, Urutan turun')
    await expect.poll(() => desk.keptPlace.place?.order).toEqual({ by: 'number', descending: true })
  })
})

describe('several reports', () => {
  it('are selected by the mouse with Ctrl and Shift', async () => {
    await mounted(new DeskDouble(many(30)))
    await rows().nth(1).click()
    expect(selected()).toEqual(['c-1'])
    await rows()
      .nth(4)
      .click({ modifiers: ['Control'] })
    await expect.poll(selected).toEqual(['c-1', 'c-4'])
    await expect.element(page.getByTestId('selected-count')).toHaveTextContent('2 dipilih')
    await expectAccessibleAtRest()
    await rows()
      .nth(6)
      .click({ modifiers: ['Shift'] })
    await expect.poll(selected).toEqual(['c-4', 'c-5', 'c-6'])
    list().focus()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByTestId('bulk-bar')).not.toBeInTheDocument()
    expect(selected()).toEqual(['c-6'])
  })

  it('are selected by the keyboard with Shift, Ctrl and Space', async () => {
    await mounted(new DeskDouble(many(30)))
    await rows().nth(2).click()
    list().focus()
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    await expect.poll(selected).toEqual(['c-2', 'c-3', 'c-4'])
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
    await expect.poll(selected).toEqual(['c-2', 'c-3'])
    // Ctrl goes on without selecting, Space takes one more.
    await userEvent.keyboard('{Control>}{ArrowDown}{ArrowDown}{/Control}')
    expect(selected()).toEqual(['c-2', 'c-3'])
    await userEvent.keyboard(' ')
    await expect.poll(selected).toEqual(['c-2', 'c-3', 'c-5'])
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(selected).toEqual(['c-6'])
    expect(list().getAttribute('aria-multiselectable')).toBe('true')
  })

  it('are all that match with Ctrl+A, also those that were never read, and none in another view', async () => {
    await mounted(new DeskDouble(many(500)))
    list().focus()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.element(page.getByTestId('selected-count')).toHaveTextContent('500 dipilih')
    await page.getByTestId('view-needs-action').click()
    await expect.element(page.getByTestId('bulk-bar')).not.toBeInTheDocument()
  })

  it('are not selected any more once they have left the list', async () => {
    const desk = await mounted(new DeskDouble(many(5)))
    list().focus()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.element(page.getByTestId('selected-count')).toHaveTextContent('5 dipilih')
    desk.cases.delete(caseId(2))
    desk.tell({ kind: 'rows-changed' })
    await expect.element(page.getByTestId('selected-count')).toHaveTextContent('4 dipilih')
  })
})

describe('the menu of a row', () => {
  it('is opened by the right button or by the keyboard, for one report or for all that are selected', async () => {
    const desk = await mounted(new DeskDouble(many(30)))
    await rows().nth(3).click({ button: 'right' })
    await expect.element(page.getByRole('menuitem', { name: 'Buka lebar' })).toBeVisible()
    await expectAccessibleAtRest()
    await page.getByRole('menuitem', { name: 'Tandai belum dibaca' }).click()
    await expect.poll(() => desk.list.seen.get(caseId(3))).toBe('unread')
    await rows().nth(1).click()
    list().focus()
    await userEvent.keyboard('{Shift>}{ArrowDown}{F10}{/Shift}')
    await expect.element(page.getByRole('menuitem', { name: 'Terima' })).toBeVisible()
    await expect.element(page.getByRole('menuitem', { name: 'Buka lebar' })).not.toBeInTheDocument()
    await page.getByRole('menuitem', { name: 'Terima' }).click()
    await expect.element(page.getByTestId('bulk-preview')).toHaveTextContent('2 laporan akan diterima')
  })
})

describe('one decision for several', () => {
  const mixed = () => [
    makeCase(0),
    makeCase(1),
    makeCase(2, { status: 'in_progress', assigneeId: idOf('o-budi') }),
    makeCase(3, { status: 'answered', assigneeId: officer.id }),
  ]
  async function selectAll(): Promise<void> {
    list().focus()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.element(page.getByTestId('bulk-bar')).toBeVisible()
  }

  it('says before to how many and to which not, and afterwards what did not happen, with a way to each', async () => {
    const desk = await mounted(new DeskDouble(mixed()))
    await selectAll()
    await page.getByTestId('bulk-accept').click()
    await expect.element(page.getByTestId('bulk-preview')).toHaveTextContent('2 laporan akan diterima')
    await expect.element(page.getByTestId('left-held_by_another')).toHaveTextContent('Dipegang petugas lain')
    await expectAccessibleAtRest()
    await page.getByTestId('bulk-confirm').click()
    await expect.element(page.getByTestId('bulk-result')).toHaveTextContent('2 laporan diterima.')
    expect(desk.list.done).toHaveLength(1)
    await expectAccessibleAtRest()
    await page.getByTestId('left-held_by_another').getByRole('button').click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await expect.element(page.getByTestId('bulk-bar')).not.toBeInTheDocument()
  })

  it('is taken back as a whole while it is held', async () => {
    const desk = await mounted(new DeskDouble(many(3)))
    await selectAll()
    await page.getByTestId('bulk-assign-to-me').click()
    await page.getByTestId('bulk-confirm').click()
    await expect.element(page.getByTestId('bulk-held')).toHaveTextContent('3 laporan ditugaskan kepada Anda')
    expect(desk.cases.get(caseId(1))?.assigneeId).toBe(officer.id)
    await expectAccessibleAtRest()
    await page.getByTestId('bulk-undo').click()
    await expect.element(page.getByTestId('bulk-undone')).toHaveTextContent('3 tindakan diurungkan')
    expect(desk.cases.get(caseId(1))?.assigneeId).toBeNull()
  })

  it('asks for what it needs and is not done without, by the keyboard alone, in English and in the dark', async () => {
    const desk = new DeskDouble(many(3))
    desk.state = { ...desk.state, language: 'en', theme: 'dark' }
    await mounted(desk)
    await selectAll()
    await page.getByTestId('bulk-tag').click()
    await expect.element(page.getByTestId('bulk-confirm')).toBeDisabled()
    await userEvent.keyboard('{Tab}')
    ;(page.getByRole('textbox', { name: 'Add tags' }).element() as HTMLElement).focus()
    await userEvent.keyboard('mudik2026{Enter}')
    await expect
      .element(page.getByTestId('bulk-preview'))
      .toHaveTextContent('The tags of 3 reports will change')
    await expectAccessibleAtRest()
    await page.getByTestId('bulk-confirm').click()
    await expect.element(page.getByTestId('bulk-held')).toHaveTextContent('Tags of 3 reports changed')
    expect(desk.cases.get(caseId(0))?.tags).toEqual(['mudik2026'])
  })

  it('is shown for an archive before the reason is chosen, and done with it', async () => {
    const desk = await mounted(new DeskDouble(mixed()))
    await selectAll()
    await page.getByTestId('bulk-archive').click()
    await expect.element(page.getByTestId('bulk-preview')).toHaveTextContent('2 laporan akan diarsipkan')
    await expect.element(page.getByTestId('bulk-confirm')).toBeDisabled()
    await page.getByTestId('bulk-reason').click()
    await page.getByRole('option', { name: 'Laporan ganda' }).click()
    await expect.element(page.getByRole('option', { name: 'Laporan ganda' })).not.toBeInTheDocument()
    await page.getByTestId('bulk-text').fill('Sudah ditangani pada laporan lain.')
    await expectAccessibleAtRest()
    await page.getByTestId('bulk-confirm').click()
    await expect.element(page.getByTestId('bulk-result')).toBeVisible()
    expect(desk.list.done[0]?.bulk).toEqual({
      kind: 'archive',
      reasonCode: 'duplicate',
      text: 'Sudah ditangani pada laporan lain.',
    })
  })

  it('says that the disk is full, which were not saved, and keeps them selected', async () => {
    const desk = await mounted(new DeskDouble(many(3)))
    const left = { caseId: caseId(1), trackingId: makeCase(1).trackingId, title: makeCase(1).title }
    desk.list.answer = {
      outcome: 'done',
      actionIds: [],
      holdMilliseconds: 0,
      failure: 'disk-full',
      left: [{ why: 'not-saved', cases: [{ ...left, status: null, assigneeId: null, assigneeName: null }] }],
    }
    await selectAll()
    await page.getByTestId('bulk-accept').click()
    await page.getByTestId('bulk-confirm').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Diska komputer ini penuh')
    await expect.element(page.getByTestId('left-not-saved')).toHaveTextContent('berkas 1')
    await page.getByTestId('bulk-close').click()
    await expect.element(page.getByTestId('selected-count')).toHaveTextContent('3 dipilih')
  })
})
