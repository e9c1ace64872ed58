import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const rows = () => page.getByTestId('inbox-row')
const search = () => page.getByTestId('palette-search')
const items = () => page.getByTestId('palette-item')
const title = () => page.getByTestId('case-title')
const many = () => Array.from({ length: 300 }, (_, index) => makeCase(index))
const list = () => rows().first().element().closest<HTMLElement>('[role=listbox]')

async function openDesk(desk = new DeskDouble(many())) {
  await mountDesk(desk)
  await expect.element(rows().first()).toBeVisible()
  list()?.focus()
  return desk
}
const press = (keys: string) => userEvent.keyboard(keys)

describe('the keys', () => {
  it('take a report from the list to its answer and on to the next', async () => {
    const desk = await openDesk()
    await press('j')
    await expect.element(title()).toHaveTextContent('berkas 0')
    await press('a')
    await expect.poll(() => desk.decided.map(({ decision }) => decision.type)).toEqual(['accept'])
    await press('r')
    await expect.element(page.getByTestId('composer-text')).toHaveFocus()
    await press('jalan{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await expect.element(title()).toHaveTextContent('berkas 1')
    expect(desk.decided[1]?.decision).toMatchObject({ type: 'respond', payload: { text: 'jalan' } })
    // The next one is read before it is answered.
    await expect.element(page.getByRole('region', { name: 'Isi laporan' })).toHaveFocus()
    await press('{Escape}')
    expect(document.activeElement).toBe(list())
  })

  it('assign to me, open the note, and take the last action back', async () => {
    const desk = await openDesk()
    await press('jm')
    await expect
      .poll(() => desk.decided[0]?.decision)
      .toMatchObject({
        type: 'assign',
        payload: { assigneeId: officer.id },
      })
    await press('z')
    await expect.poll(() => desk.unsent.size).toBe(0)
    await press('n')
    await expect.element(page.getByRole('textbox', { name: 'Tulis catatan internal' })).toHaveFocus()
  })

  it('say why not, and do nothing then', async () => {
    const held = makeCase(1, { status: 'in_progress', assigneeId: officer.id })
    const desk = await openDesk(new DeskDouble([held]))
    await press('a')
    await expect.element(page.getByTestId('command-refusal')).toHaveTextContent('Pilih laporan')
    await press('ja')
    await expect.element(page.getByTestId('command-refusal')).toHaveTextContent('berstatus Diproses')
    await press('m')
    await expect.element(page.getByTestId('command-refusal')).toHaveTextContent('sudah Anda pegang')
    expect(desk.decided).toEqual([])
  })

  it('are letters while one types, in any field', async () => {
    const desk = await openDesk()
    await press('j/')
    await expect.element(page.getByTestId('inbox-search')).toHaveFocus()
    await press('ajkrn?')
    await expect.element(page.getByTestId('inbox-search')).toHaveValue('ajkrn?')
    expect(desk.decided).toEqual([])
    expect(page.getByTestId('keys-search').elements()).toEqual([])
  })

  it('of one letter can be switched off, and those with Ctrl stay', async () => {
    const desk = new DeskDouble(many())
    desk.state = { ...desk.state, letterKeys: false }
    await openDesk(desk)
    await press('j')
    await press('{Control>}9{/Control}')
    await expect.element(page.getByRole('heading', { name: 'Kotak keluar' })).toBeVisible()
    expect(title().elements()).toEqual([])
    await press('{F1}')
    await expect.element(page.getByText('Tombol satu huruf dimatikan', { exact: false })).toBeVisible()
    expect(document.querySelector('[data-command=accept]')).toBeNull()
  })

  it('move the focus from pane to pane, round about', async () => {
    await openDesk()
    await press('j')
    const panes: (string | undefined)[] = []
    for (let step = 0; step < 5; step += 1) {
      await press('{F6}')
      panes.push(document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane'])
    }
    expect(panes).toEqual(['case', 'composer', 'status', 'views', 'list'])
    await press('{Shift>}{F6}{/Shift}')
    expect(document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']).toBe('views')
  })

  it('change theme, language and density at once', async () => {
    const desk = await openDesk()
    await press('{Control>}{Shift>}d{/Shift}{/Control}')
    await expect.poll(() => desk.state.density).toBe('compact')
    await press('{Control>}{Shift>}b{/Shift}{/Control}')
    await expect.element(page.getByRole('button', { name: 'Needs action', exact: false })).toBeVisible()
    await press('{Control>}{Shift>}l{/Shift}{/Control}')
    await expect.poll(() => document.documentElement.classList.contains('dark')).toBe(true)
  })
})

describe('the focus', () => {
  it('goes on from the list when the report at hand and its composer are gone', async () => {
    const desk = await openDesk()
    await press('jr')
    await expect.element(page.getByTestId('composer-text')).toHaveFocus()
    desk.cases.delete(makeCase(0).id)
    desk.tell({ kind: 'case-changed', caseId: makeCase(0).id })
    await expect.element(page.getByText('sudah meninggalkan meja', { exact: false })).toBeVisible()
    await expect.poll(() => document.activeElement).toBe(list())
  })

  it('returns to where it was when a dialog is closed', async () => {
    await openDesk()
    await press('jr')
    for (const keys of ['{Control>}k{/Control}', '{F1}', '{Control>},{/Control}']) {
      await press(keys)
      await expect.element(page.getByRole('dialog')).toBeVisible()
      await press('{Escape}')
      await expect.element(page.getByTestId('composer-text')).toHaveFocus()
    }
  })
})

describe('the palette', () => {
  it('finds a command, does it, and leaves the focus where the command put it', async () => {
    await openDesk()
    await press('j{Control>}k{/Control}')
    await expect.element(search()).toHaveFocus()
    await press('internal')
    await expect.element(items().first()).toHaveAttribute('aria-selected', 'true')
    expect(search().element().getAttribute('aria-activedescendant')).toBe(items().first().element().id)
    await expectAccessible()
    await press('{Enter}')
    await expect.element(page.getByRole('textbox', { name: 'Tulis catatan internal' })).toHaveFocus()
    expect(search().elements()).toEqual([])
  })

  it('finds a report by its number, from anywhere, without asking the network', async () => {
    const desk = await openDesk()
    await press('{Control>}9{/Control}{Control>}k{/Control}#9180123')
    await expect.element(items()).toHaveTextContent('berkas 123')
    await press('{Enter}')
    await expect.element(title()).toHaveTextContent('berkas 123')
    expect(desk.calls).not.toContain('syncNow')
    await press('{Control>}k{/Control}')
    await expect.element(page.getByText('Terakhir dipakai')).toBeVisible()
    await expect.element(items().first()).toHaveTextContent('berkas 123')
  })

  it('searches for the reports of a unit or an officer in the words of the search', async () => {
    await openDesk()
    await press('{Control>}k{/Control}budi{Enter}')
    await expect.element(page.getByTestId('inbox-search')).toHaveValue('petugas:"Budi Santoso"')
    await press('{Control>}k{/Control}pertanah')
    await vi.waitFor(() => expect(document.querySelector('[data-key^="unit "]')).not.toBeNull())
    document.querySelector<HTMLElement>('[data-key^="unit "]')?.click()
    await expect.element(page.getByTestId('inbox-search')).toHaveValue('unit:"Kantor Pertanahan"')
  })

  it('says why a command cannot be chosen, and does not do it', async () => {
    const desk = await openDesk(new DeskDouble([makeCase(1, { status: 'in_progress' })]))
    await press('j{Control>}k{/Control}terima')
    await expect.element(items().first()).toHaveAttribute('aria-disabled', 'true')
    await expect.element(items().first()).toHaveTextContent('berstatus Diproses')
    await press('{Enter}')
    expect(desk.decided).toEqual([])
    await expect.element(search()).toBeVisible()
  })

  it('is walked round about with the arrows, and says when there is nothing', async () => {
    await openDesk()
    await press('{Control>}k{/Control}')
    await expect.element(items().first()).toHaveAttribute('aria-selected', 'true')
    await press('{ArrowUp}')
    await expect.element(items().last()).toHaveAttribute('aria-selected', 'true')
    await press('tidak ada yang begini')
    await expect.element(page.getByText('Tidak ada yang cocok', { exact: false }).first()).toBeVisible()
  })
})

describe('the menu of keys', () => {
  it('has every command with a key, and is searched by word and by key', async () => {
    await openDesk()
    await press('?')
    await expect.element(page.getByRole('heading', { name: 'Daftar tombol' })).toBeVisible()
    expect(document.querySelector('[data-command=accept]')?.textContent).toContain('A')
    await expectAccessible()
    await press('ctrl+k')
    await expect.poll(() => document.querySelectorAll('[data-command]').length).toBe(1)
    expect(document.querySelector('[data-command=palette]')).not.toBeNull()
  })
})

describe('the program’s menu', () => {
  it('is told the commands in the language chosen, with what can be done now, and its choice is done', async () => {
    const desk = await openDesk()
    const told = (id: string) => desk.menu.find((command) => command.id === id)
    await expect
      .poll(() => told('accept'))
      .toMatchObject({ label: 'Terima', accelerator: 'A', enabled: false })
    await press('j')
    await expect.poll(() => told('accept')?.enabled).toBe(true)
    desk.chooseInMenu('accept')
    await expect.poll(() => desk.decided.length).toBe(1)
    desk.chooseInMenu('no-such-command')
    desk.become({ ...desk.state, language: 'en' })
    await expect.poll(() => told('accept')?.label).toBe('Accept')
    desk.become(desk.stateWhen({ stage: 'signed-out' }))
    await expect.poll(() => desk.menu).toEqual([])
  })
})
