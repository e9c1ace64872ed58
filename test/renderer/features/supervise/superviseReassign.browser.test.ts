import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Officer } from '../../../../shared/domain/officer'
import type { Reference } from '../../../../shared/domain/reference'
import { useReassignStore } from '../../../../renderer/features/supervise/reassignStore'
import { DeskDouble, idOf, makeCase, officer, reference } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { neededOf, refusedItem } from '../outbox/items'

const boss: Officer = { ...officer, id: idOf('o-boss'), name: 'Hj. Rahmawati', role: 'supervisor' }
const away = idOf<never>('2099-01-01T00:00:00.000Z')
const withColleagues: Reference = {
  ...reference,
  officers: [
    ...reference.officers,
    { id: idOf('o-citra'), name: 'Citra Lestari', role: 'officer', unitIds: officer.unitIds, active: true },
    {
      id: idOf('o-dian'),
      name: 'Dian Away',
      role: 'officer',
      unitIds: officer.unitIds,
      active: true,
      awayUntil: away,
    },
    { id: boss.id, name: boss.name, role: 'supervisor', unitIds: [], active: true },
  ],
}

async function openAs(who: Officer, count = 6): Promise<DeskDouble> {
  const held = { status: 'in_progress', assigneeId: officer.id } as const
  const desk = new DeskDouble(Array.from({ length: count }, (_, index) => makeCase(index, held)))
  desk.reference = withColleagues
  desk.state = desk.stateWhen({ stage: 'open', officer: who, session: 'valid' })
  await mountDesk(desk)
  await expect.element(page.getByTestId('inbox-row').first()).toBeVisible()
  return desk
}
async function selectAll(): Promise<void> {
  await page.getByTestId('inbox-row').first().click()
  await userEvent.keyboard('{Control>}a{/Control}')
  await expect.element(page.getByTestId('bulk-bar')).toBeVisible()
}
const row = (index: number) => page.getByTestId('inbox-row').nth(index)

afterEach(async () => {
  await userEvent.keyboard('{Escape}')
})

describe('the dialog', () => {
  test('proposes a balance, shows what changes for whom, saves with the reason and is undone as a whole', async () => {
    const desk = await openAs(boss)
    await selectAll()
    await page.getByTestId('bulk-reassign').click()
    await expect.element(page.getByRole('dialog', { name: 'Alihkan 6 laporan' })).toBeVisible()
    await expect
      .element(page.getByTestId('reassign-from'))
      .toHaveTextContent('Sekarang dipegang Sari Wulandari.')
    await expect.element(page.getByTestId('reassign-preview')).toHaveTextContent('6 laporan akan dialihkan.')
    const shares = () =>
      page
        .getByTestId('reassign-share')
        .elements()
        .map((share) => share.textContent.replace(/\s+/g, ' '))
    await expect.poll(() => shares().length).toBe(3)
    expect(shares().find((text) => text.includes('Budi'))).toContain('+3')
    expect(shares().find((text) => text.includes('Citra'))).toContain('+3')
    expect(shares().find((text) => text.includes('Sari'))).toContain('−6')
    await expectAccessible()
    await page.getByTestId('reassign-reason').fill('Sari cuti sampai tanggal 12.')
    await page.getByTestId('reassign-confirm').click()
    await expect.element(page.getByTestId('bulk-held')).toHaveTextContent('6 laporan dialihkan.')
    expect(desk.reassigning.done[0]).toMatchObject({
      to: { kind: 'balanced' },
      reason: 'Sari cuti sampai tanggal 12.',
    })
    await page.getByTestId('bulk-undo').click()
    await expect.element(page.getByTestId('bulk-undone')).toBeVisible()
    expect([...desk.cases.values()].every(({ assigneeId }) => assigneeId === officer.id)).toBe(true)
  })

  test('opens for the report at hand by its key alone, and gives it to one officer, with a warning when away', async () => {
    const desk = await openAs(boss)
    await row(0).click()
    await expect.element(page.getByTestId('case-title')).toBeVisible()
    await userEvent.keyboard('{Shift>}T{/Shift}')
    await expect.element(page.getByRole('dialog', { name: 'Alihkan 1 laporan' })).toBeVisible()
    await page.getByRole('radio', { name: 'Satu petugas' }).click()
    await expect.element(page.getByTestId('reassign-preview')).toHaveTextContent('Pilih petugas')
    await expect.element(page.getByTestId('reassign-confirm')).toBeDisabled()
    await page.getByTestId('reassign-officer').click()
    await userEvent.keyboard('dian{Enter}')
    await expect.element(page.getByTestId('reassign-away')).toHaveTextContent('Dian Away tidak di tempat')
    await expect.element(page.getByTestId('reassign-confirm')).toBeEnabled()
    await page.getByTestId('reassign-reason').click()
    await userEvent.keyboard('Kasus lama.{Control>}{Enter}{/Control}')
    await expect.poll(() => desk.cases.get(idOf('c-0'))?.assigneeId).toBe('o-dian')
  })

  test('takes the whole list, and all of an officer whom a board names', async () => {
    const desk = await openAs(boss)
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard('alihkan semua{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'Alihkan 6 laporan' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    useReassignStore().wish({ ofOfficer: officer.id })
    await expect.element(page.getByRole('dialog', { name: 'Alihkan 6 laporan' })).toBeVisible()
    await page.getByRole('radio', { name: 'Tanpa petugas' }).click()
    await page.getByRole('button', { name: 'Lepaskan 6 laporan' }).click()
    await expect.poll(() => desk.cases.get(idOf('c-0'))?.assigneeId).toBe(null)
  })

  test('says what is not done and why: an officer gives away only their own', async () => {
    const desk = await openAs(officer)
    desk.cases.set(idOf('c-3'), makeCase(3, { status: 'in_progress', assigneeId: idOf('o-budi') }))
    desk.tell({ kind: 'rows-changed' })
    await selectAll()
    await page.getByTestId('bulk-reassign').click()
    await expect.element(page.getByTestId('reassign-preview')).toHaveTextContent('5 laporan akan dialihkan.')
    await expect.element(page.getByTestId('left-held_by_another')).toBeVisible()
    await page.getByTestId('reassign-confirm').click()
    await expect.element(page.getByTestId('reassign-result')).toHaveTextContent('5 laporan dialihkan.')
    await expect.element(page.getByTestId('left-held_by_another')).toHaveTextContent('Budi Santoso')
    await page.getByTestId('reassign-undo').click()
    await expect.poll(() => desk.cases.get(idOf('c-0'))?.assigneeId).toBe(officer.id)
  })

  test('is not offered to auditors, and refuses a reason that is too long', async () => {
    await openAs({ ...boss, role: 'auditor' })
    await row(0).click()
    await expect.element(page.getByTestId('case-title')).toBeVisible()
    await userEvent.keyboard('{Shift>}T{/Shift}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(row(0)).toHaveAttribute('draggable', 'false')

    await openAs(boss)
    await row(0).click()
    await expect.element(page.getByTestId('case-title')).toBeVisible()
    await userEvent.keyboard('{Shift>}T{/Shift}')
    await page.getByTestId('reassign-reason').fill('a'.repeat(501))
    await expect.element(page.getByTestId('reassign-confirm')).toBeDisabled()
    await expect.element(page.getByText('501 / 500')).toBeVisible()
  })

  test('says that it could not be read when the preview fails, and that nothing has changed', async () => {
    const desk = await openAs(boss)
    desk.reassigning.fails = true
    await selectAll()
    await page.getByTestId('bulk-reassign').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Belum ada yang berubah')
  })
})

describe('dragging', () => {
  test('a row to an officer opens the dialog with that officer, and saves nothing yet', async () => {
    const desk = await openAs(boss)
    await startDrag(row(1).element())
    const target = page.getByTestId('reassign-target').filter({ hasText: 'Citra Lestari' })
    await expect.element(target).toBeVisible()
    await expect.element(page.getByTestId('reassign-tray')).toHaveTextContent('Taruh 1 laporan pada petugas')
    drop(target.element())
    await expect.element(page.getByTestId('reassign-tray')).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Petugas: Citra Lestari' })).toBeVisible()
    expect(desk.reassigning.done).toEqual([])
    await page.getByTestId('reassign-confirm').click()
    await expect.poll(() => desk.cases.get(idOf('c-1'))?.assigneeId).toBe('o-citra')
  })

  test('one of several selected rows takes all of them; where it ends elsewhere nothing happens', async () => {
    const desk = await openAs(boss)
    await selectAll()
    await startDrag(row(2).element())
    await expect.element(page.getByTestId('reassign-tray')).toHaveTextContent('Taruh 6 laporan pada petugas')
    row(2)
      .element()
      .dispatchEvent(new DragEvent('dragend', { bubbles: true }))
    await expect.element(page.getByTestId('reassign-tray')).not.toBeInTheDocument()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(desk.reassigning.done).toEqual([])
  })

  test('an officer may drag their own rows only', async () => {
    const desk = await openAs(officer)
    desk.cases.set(idOf('c-3'), makeCase(3, { status: 'in_progress', assigneeId: idOf('o-budi') }))
    desk.tell({ kind: 'rows-changed' })
    await expect.element(row(3)).toHaveAttribute('draggable', 'false')
    await expect.element(row(0)).toHaveAttribute('draggable', 'true')
  })
})

async function startDrag(element: Element): Promise<void> {
  element.dispatchEvent(
    new DragEvent('dragstart', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }),
  )
  await new Promise((resolve) => setTimeout(resolve))
}
function drop(element: Element): void {
  const event = (kind: string) =>
    new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() })
  element.dispatchEvent(event('dragenter'))
  element.dispatchEvent(event('dragover'))
  element.dispatchEvent(event('drop'))
}

describe('what others read of it', () => {
  test('a conflict of two supervisors shows both names, who gave it and why', async () => {
    const desk = new DeskDouble([makeCase(1, { status: 'in_progress', assigneeId: idOf('o-citra') })])
    desk.reference = withColleagues
    desk.state = desk.stateWhen({ stage: 'open', officer: boss, session: 'valid' })
    const decision = {
      type: 'assign',
      payload: { assigneeId: idOf<never>('o-budi'), reason: 'Budi mengenal lokasinya.' },
    } as const
    const refused = refusedItem(1, { decision })
    desk.outbox = [refused]
    desk.needsYou = [
      neededOf(refused, {
        othersSince: [
          {
            id: idOf('e-2'),
            at: idOf('2026-11-23T01:40:00.000Z'),
            actor: { kind: 'officer', id: 'o-syamsul', name: 'Syamsul Bahri' },
            type: 'assign',
            visibility: 'internal',
            data: { assigneeId: 'o-citra', reason: 'Citra lebih dekat.' },
          },
        ],
      }),
    ]
    desk.status = { ...desk.status, state: 'attention', unsent: 1, needsYou: 1 }
    await mountDesk(desk)
    await page.getByTestId('view-needs-you').click()
    await page.getByTestId('outbox-row').last().click()
    const mine = page.getByTestId('side-mine')
    await expect.element(mine).toHaveTextContent('Budi Santoso')
    await expect.element(mine).toHaveTextContent('Budi mengenal lokasinya.')
    const others = page.getByTestId('side-others')
    await expect.element(others).toHaveTextContent('Syamsul Bahri')
    await expect.element(others).toHaveTextContent('menugaskan laporan kepada Citra Lestari')
    await expect.element(others).toHaveTextContent('Citra lebih dekat.')
  })

  test('the new holder reads the reason in the history of the case, as internal', async () => {
    const subject = makeCase(1, { status: 'in_progress', assigneeId: officer.id })
    const assigned = {
      id: idOf<never>('e-9'),
      at: idOf<never>('2026-11-23T01:40:00.000Z'),
      actor: { kind: 'officer', id: 'o-boss', name: boss.name },
      type: 'assign',
      visibility: 'internal',
      data: { assigneeId: officer.id, reason: 'Budi cuti sampai tanggal 12.' },
    } as const
    await mountDesk(new DeskDouble([{ ...subject, events: [...subject.events, assigned] }]))
    await row(0).click()
    const event = page.getByTestId('timeline-event').last()
    await expect.element(event).toHaveTextContent('menugaskan laporan kepada Sari Wulandari')
    await expect.element(event).toHaveTextContent('Budi cuti sampai tanggal 12.')
    await expect.element(event).toHaveTextContent('Hanya petugas instansi')
  })
})
