import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Instant } from '../../../../shared/domain/identifiers'
import type { Role } from '../../../../shared/domain/officer'
import { DeskDouble, idOf, makeCase, officer, reference } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

/** Monday 9 November 2026 is a working day, Sunday the 15th is none. */
const evening = idOf<Instant>('2026-11-09T12:00:00.000Z')
const sunday = idOf<Instant>('2026-11-15T02:00:00.000Z')
const endOfSunday = idOf<Instant>('2026-11-15T15:59:59.999Z')

async function openDesk(role: Role, onDuty: boolean): Promise<DeskDouble> {
  const desk = new DeskDouble([
    makeCase(1),
    makeCase(2, { dispositionedAt: evening }),
    makeCase(3, { dispositionedAt: sunday }),
    makeCase(4, { dueAt: endOfSunday }),
    makeCase(5, { dispositionedAt: sunday, status: 'answered' }),
  ])
  desk.state = desk.stateWhen({ stage: 'open', officer: { ...officer, role }, session: 'valid' })
  const dutyOfficerIds = onDuty ? [officer.id] : []
  desk.reference = { ...reference, units: reference.units.map((unit) => ({ ...unit, dutyOfficerIds })) }
  await mountDesk(desk)
  await expect.element(page.getByTestId('inbox-row').first()).toBeVisible()
  return desk
}

describe('the view Piket', () => {
  it('is there for an officer on duty, with its count, by mouse and by its keys, and says why each is there', async () => {
    await openDesk('officer', true)
    await expect.element(page.getByTestId('view-duty')).toHaveTextContent('Piket3')
    await userEvent.keyboard('{Control>}0{/Control}')
    await expect.element(page.getByTestId('inbox-count')).toHaveAttribute('data-count', '3')
    const rows = page.getByTestId('inbox-row')
    await expect.element(rows.nth(0)).toHaveTextContent('Masuk malam')
    await expect.element(rows.nth(1)).toHaveTextContent('Masuk libur')
    await expect.element(rows.nth(2)).toHaveTextContent('Tenggat libur')
    await rows.nth(1).click()
    await expect
      .element(page.getByTestId('case-pane').getByTestId('duty-mark'))
      .toHaveTextContent('Masuk saat libur')
    await expectAccessible()
  })

  it('is there for supervisors and auditors, and not for an officer who is not on duty', async () => {
    await openDesk('supervisor', false)
    await expect.element(page.getByTestId('view-duty')).toBeVisible()
    await openDesk('auditor', false)
    await expect.element(page.getByTestId('view-duty')).toBeVisible()
    await openDesk('officer', false)
    expect(document.querySelector('[data-testid=view-duty]')).toBeNull()
    await userEvent.keyboard('{Control>}0{/Control}')
    await expect.element(page.getByTestId('inbox-count')).toHaveAttribute('data-count', '5')
  })

  it('comes and goes with the duty itself, while the desk is open', async () => {
    const desk = await openDesk('officer', false)
    expect(document.querySelector('[data-testid=view-duty]')).toBeNull()
    const [unit] = reference.units
    desk.reference = unit ? { ...reference, units: [{ ...unit, dutyOfficerIds: [officer.id] }] } : reference
    desk.tell({ kind: 'reference-changed' })
    desk.tell({ kind: 'rows-changed' })
    await expect.element(page.getByTestId('view-duty')).toHaveTextContent('3')
  })

  it('says what is for the duty officers in every other list by a sign with its words beside it for who cannot see', async () => {
    await openDesk('officer', false)
    const mark = page.getByTestId('inbox-row').nth(2).getByTestId('duty-mark')
    await expect.element(mark).toHaveTextContent('Masuk saat libur')
    expect(document.querySelectorAll('[data-testid=duty-mark]').length).toBe(3)
  })

  it('says when it is empty what would appear', async () => {
    const desk = await openDesk('supervisor', false)
    for (const number of [2, 3, 4]) desk.cases.delete(idOf(`c-${number}`))
    await page.getByTestId('view-duty').click()
    await expect.element(page.getByText('Tidak ada yang menunggu petugas piket')).toBeVisible()
  })
})
