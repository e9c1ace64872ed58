import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const count = () => page.getByTestId('inbox-count')
const rows = () => page.getByTestId('inbox-row')
const many = () => Array.from({ length: 500 }, (_, index) => makeCase(index))

describe('the list', () => {
  it('draws only what is visible and asks for rows as it is scrolled', async () => {
    const desk = new DeskDouble(many())
    await mountDesk(desk)
    await expect.element(count()).toHaveAttribute('data-count', '500')
    expect(rows().all().length).toBeLessThan(40)
    rows()
      .first()
      .element()
      .closest('[role=listbox]')
      ?.scrollTo({ top: 400 * 72 })
    await expect.element(page.getByText('berkas 402', { exact: false })).toBeVisible()
    expect(desk.calls).toContain('rows 400-500')
    expect(desk.calls).not.toContain('rows 200-300')
    await expectAccessible()
  })

  it('is walked with the keyboard, and each row opens its report', async () => {
    await mountDesk(new DeskDouble(many()))
    await expect.element(count()).toHaveAttribute('data-count', '500')
    const list = rows().first().element().closest<HTMLElement>('[role=listbox]')
    list?.focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 0')
    await userEvent.keyboard('{ArrowDown}j')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await userEvent.keyboard('{End}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 499')
    await userEvent.keyboard('k')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 498')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 498')
    expect(list?.getAttribute('aria-activedescendant')).toBe('row-c-498')
  })

  it('goes on from the same place when the report at hand leaves the view', async () => {
    await mountDesk(new DeskDouble(many()))
    await page.getByTestId('view-needs-action').click()
    await rows().nth(3).click()
    await page.getByTestId('composer-text').fill('Sudah diperbaiki.')
    await page.getByTestId('composer-send').click()
    await expect.element(count()).toHaveAttribute('data-count', '499')
    rows().first().element().closest<HTMLElement>('[role=listbox]')?.focus()
    await userEvent.keyboard('j')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 4')
  })

  it('finds by number from the keyboard, and says when there is nothing', async () => {
    await mountDesk(new DeskDouble(many()))
    await expect.element(count()).toHaveAttribute('data-count', '500')
    await userEvent.keyboard('{Control>}f{/Control}')
    await expect.element(page.getByTestId('inbox-search')).toHaveFocus()
    await userEvent.keyboard('9180123')
    await expect.element(count()).toHaveAttribute('data-count', '1')
    await expect.element(rows()).toHaveAttribute('data-case-id', 'c-123')
    await page.getByTestId('inbox-search').fill('tidak ada yang begini')
    await expect.element(page.getByText('Tidak ada laporan dengan', { exact: false })).toBeVisible()
    await expectAccessible()
    await page.getByRole('button', { name: 'Hapus pencarian' }).last().click()
    await expect.element(count()).toHaveAttribute('data-count', '500')
  })

  it('filters by status and by whose it is', async () => {
    const held = makeCase(1, { status: 'in_progress', assigneeId: officer.id })
    await mountDesk(new DeskDouble([held, makeCase(2), makeCase(3)]))
    await expect.element(count()).toHaveAttribute('data-count', '3')
    await page.getByTestId('inbox-mine').click()
    await expect.element(rows()).toHaveAttribute('data-case-id', 'c-1')
    await page.getByTestId('inbox-mine').click()
    await page.getByTestId('inbox-filter').click()
    await page.getByRole('menuitemcheckbox', { name: 'Terdisposisi' }).click()
    await expect.element(count()).toHaveAttribute('data-count', '2')
  })

  it('shows no name for anonymous reporters, and a mark beside that of confidential ones', async () => {
    const anonymous = makeCase(1, { anonymous: true, reporter: null })
    const confidential = makeCase(2, { confidential: true })
    await mountDesk(new DeskDouble([anonymous, confidential]))
    await expect.element(rows().first()).toHaveTextContent('Anonim')
    await expect.element(rows().first()).not.toHaveTextContent('Rahasia')
    await expect.element(rows().last()).toHaveTextContent('Hari B.')
    await expect.element(rows().last()).toHaveTextContent('Rahasia')
  })

  it('says why a view is empty', async () => {
    await mountDesk(new DeskDouble([makeCase(1)]))
    await page.getByTestId('view-awaiting-reporter').click()
    await expect.element(page.getByText('Tidak ada yang menunggu pelapor')).toBeVisible()
  })

  it('says that the first pull is under way', async () => {
    const desk = new DeskDouble()
    desk.status = {
      ...desk.status,
      state: 'syncing',
      firstPull: { casesReceived: 1000, casesPerSecond: null },
      lastSyncedAt: null,
    }
    await mountDesk(desk)
    await expect.element(page.getByText('Sejauh ini 1.000 laporan diterima', { exact: false })).toBeVisible()
    await expectAccessible()
  })
})
