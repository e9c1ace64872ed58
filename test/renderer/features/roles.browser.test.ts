import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { actionTypes } from '../../../shared/domain/action'
import type { Role } from '../../../shared/domain/officer'
import { DeskDouble, makeCase, officer } from './deskDouble'
import { expectAccessible, mountDesk } from './mountDesk'

const why = 'Pengawas dapat membaca semua laporan, tanpa menindaklanjuti.'

async function openAs(role: Role): Promise<DeskDouble> {
  const held = { status: 'in_progress', assigneeId: officer.id } as const
  const desk = new DeskDouble([makeCase(1), makeCase(2, held), makeCase(3, { status: 'closed' })])
  desk.state = desk.stateWhen({ stage: 'open', officer: { ...officer, role }, session: 'valid' })
  await mountDesk(desk)
  await page.getByTestId('inbox-row').first().click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
  return desk
}

describe('an auditor at the desk', () => {
  it('reads every report with its history, and a sentence stands where others answer', async () => {
    await openAs('auditor')
    await expect.element(page.getByTestId('inbox-count')).toHaveAttribute('data-count', '3')
    await expect.element(page.getByTestId('case-timeline')).toBeVisible()
    await expect.element(page.getByTestId('case-reads-only')).toHaveTextContent(why)
    expect(document.querySelector('[data-pane=composer]')).toBeNull()
    for (const type of actionTypes) expect(document.querySelector(`[data-testid=action-${type}]`)).toBeNull()
    await expectAccessible()
  })

  it('is told why when the key of an action is pressed, with a report at hand and without one', async () => {
    const desk = await openAs('auditor')
    for (const key of ['a', 'r', 'n', 'f', 'i', 'b', 't', 'm', 'e', 's', 'd']) {
      await userEvent.keyboard(key)
      await expect.element(page.getByTestId('command-refusal')).toHaveTextContent(why)
    }
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(page.getByTestId('command-refusal')).toHaveTextContent(why)
    expect(desk.decided).toEqual([])
  })

  it('finds each action in the palette with the reason beside it, and choosing it does nothing', async () => {
    const desk = await openAs('auditor')
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard('terima')
    const accept = page.getByTestId('palette-item').filter({ hasText: 'Terima' }).first()
    await expect.element(accept).toHaveAttribute('aria-disabled', 'true')
    await expect.element(accept).toHaveTextContent(why)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('palette-search')).toBeVisible()
    expect(desk.decided).toEqual([])
  })

  it('may select several reports and is offered nothing to do with them, in the bar and in the menu', async () => {
    const desk = await openAs('auditor')
    await userEvent.keyboard('{F6}')
    await page.getByTestId('inbox-row').first().click()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.element(page.getByTestId('bulk-reads-only')).toHaveTextContent(why)
    expect(
      document.querySelector(
        '[data-testid^=bulk-]:not([data-testid=bulk-bar],[data-testid=bulk-reads-only])',
      ),
    ).toBeNull()
    await page.getByTestId('inbox-row').first().click({ button: 'right' })
    await expect.element(page.getByRole('menuitem', { name: 'Tandai belum dibaca' })).toBeVisible()
    expect(document.querySelectorAll('[role=menuitem]').length).toBe(1)
    expect(desk.list.done).toEqual([])
  })

  it('has the boards of supervisors, as an officer has not', async () => {
    await openAs('auditor')
    await expect.element(page.getByTestId('view-trail')).toBeVisible()
  })
})

describe('who acts', () => {
  it.each(['officer', 'supervisor'] as const)('as %s has the composer and the bulk actions', async (role) => {
    await openAs(role)
    await expect.element(page.getByTestId('composer-text')).toBeVisible()
    await userEvent.keyboard('{F6}')
    await page.getByTestId('inbox-row').first().click()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.element(page.getByTestId('bulk-accept')).toBeVisible()
    expect(document.querySelector('[data-testid=case-reads-only]')).toBeNull()
    expect(document.querySelector('[data-testid=view-trail]') !== null).toBe(role === 'supervisor')
  })
})
