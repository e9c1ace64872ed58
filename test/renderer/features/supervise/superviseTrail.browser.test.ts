import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Case, CaseEvent } from '../../../../shared/domain/case'
import { instantFrom, type Instant } from '../../../../shared/domain/identifiers'
import type { Language, Theme } from '../../../../shared/bridge/desk'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const rows = () => page.getByTestId('trail-row')
const count = () => page.getByTestId('trail-count')

function event(type: CaseEvent['type'], at: string, more: Partial<CaseEvent> = {}): CaseEvent {
  return {
    id: idOf(`${type}-${at}`),
    at: idOf<Instant>(at),
    actor: { kind: 'officer', id: 'o-budi', name: 'Budi Santoso' },
    type,
    visibility: 'public',
    ...more,
  }
}

/** Two reports with a short history each; the first of both is the disposition that every report has. */
function cases(): Case[] {
  const [one, two] = [makeCase(1), makeCase(2, { title: 'Lampu jalan padam' })]
  const sari = { kind: 'officer', id: officer.id, name: officer.name } as const
  return [
    {
      ...one,
      events: [
        ...one.events,
        event('accept', '2026-11-10T02:00:00.000Z'),
        event('reporter_replied', '2026-11-11T02:00:00.000Z', {
          actor: { kind: 'reporter', id: 'r-1', name: 'Hari B.' },
          text: 'Kata-kata pelapor.',
        }),
        event('note', '2026-11-12T02:00:00.000Z', { visibility: 'internal', text: 'Catatan internal.' }),
      ],
    },
    {
      ...two,
      events: [
        ...two.events,
        event('assign', '2026-11-13T02:00:00.000Z', {
          actor: sari,
          visibility: 'internal',
          data: { assigneeId: 'o-budi' },
        }),
      ],
    },
  ]
}

async function openTrail(
  desk = new DeskDouble(cases()),
  look: { readonly theme?: Theme; readonly language?: Language } = {},
): Promise<DeskDouble> {
  desk.state = desk.stateWhen(
    { stage: 'open', officer: { ...officer, role: 'supervisor' }, session: 'valid' },
    look,
  )
  await mountDesk(desk)
  await page.getByTestId('view-trail').click()
  await expect.element(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  return desk
}

describe('the trail', () => {
  it('tells who did what when, the newest first, and no words of reporters', async () => {
    await openTrail()
    await expect.element(count()).toHaveAttribute('data-count', '5')
    await expect.element(rows().nth(0)).toHaveTextContent('menugaskan laporan kepada Budi Santoso')
    await expect.element(rows().nth(0)).toHaveTextContent('Sari Wulandari')
    await expect.element(rows().nth(0)).toHaveTextContent('Lampu jalan padam')
    await expect.element(rows().nth(1)).toHaveTextContent('Hanya petugas')
    await expect.element(rows().nth(2)).toHaveTextContent('Terbaca pelapor')
    await expect.element(rows().nth(3)).toHaveTextContent('mendisposisikan laporan ke Kantor Pertanahan')
    expect(document.body.textContent).not.toContain('Kata-kata pelapor')
    expect(document.body.textContent).not.toContain('Catatan internal.')
    await expectAccessible()
  })

  it('is narrowed to an officer, a kind of action and days, by keyboard, and widened again', async () => {
    await openTrail()
    await page.getByTestId('trail-officer').click()
    await userEvent.keyboard('budi{Enter}')
    await expect.element(count()).toHaveAttribute('data-count', '2')
    await page.getByTestId('trail-kind').click()
    await userEvent.keyboard('catatan{Enter}')
    await expect.element(count()).toHaveAttribute('data-count', '1')
    await page.getByTestId('trail-from').fill('2026-11-13')
    await expect.element(page.getByText('Tidak ada tindakan yang cocok')).toBeVisible()
    await page.getByTestId('trail-to').fill('2026-11-12')
    await expect.element(page.getByText('Tanggal awal sesudah tanggal akhir', { exact: false })).toBeVisible()
    await expectAccessible()
    await page.getByTestId('trail-clear').click()
    await expect.element(count()).toHaveAttribute('data-count', '5')
    await page.getByTestId('trail-kind').click()
    await userEvent.keyboard('nasional{Enter}')
    await expect.element(count()).toHaveAttribute('data-count', '2')
  })

  it('leads from a line to its report by keyboard alone', async () => {
    await openTrail()
    await expect.element(rows().nth(4)).toBeVisible()
    page.getByTestId('trail-list').element().scrollIntoView()
    await userEvent.keyboard('{F6}')
    const list = page.getByTestId('trail-list').element()
    if (list instanceof HTMLElement) list.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.element(rows().nth(2)).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Home}{Enter}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('Lampu jalan padam')
  })

  it('shows what this desk has not sent yet, at once and marked', async () => {
    const desk = await openTrail()
    await expect.element(count()).toHaveAttribute('data-count', '5')
    desk.act(idOf('c-1'), { type: 'note', payload: { text: 'Baru.', uploads: [] } })
    await expect.element(count()).toHaveAttribute('data-count', '6')
    await expect.element(rows().first()).toHaveTextContent('belum terkirim')
  })

  it('is a list of which only what is seen is there, however long it is', async () => {
    const start = Date.parse('2026-11-10T02:00:00.000Z')
    const many = makeCase(1)
    const notes = Array.from({ length: 5000 }, (_, place) =>
      event('note', instantFrom(start + place * 60_000)),
    )
    await openTrail(new DeskDouble([{ ...many, events: notes }]))
    await expect.element(count()).toHaveAttribute('data-count', '5000')
    await expect.element(rows().first()).toBeVisible()
    expect(document.querySelectorAll('[data-testid=trail-row]').length).toBeLessThan(60)
    const list = page.getByTestId('trail-list').element()
    if (list instanceof HTMLElement) list.focus()
    await userEvent.keyboard('{End}')
    await expect.element(page.getByTestId('trail-row').last()).toHaveAttribute('aria-posinset', '5000')
  })

  it('says why it is empty, and what to do when it cannot be read', async () => {
    const desk = await openTrail(new DeskDouble())
    await expect.element(page.getByText('Belum ada tindakan pada laporan di komputer ini')).toBeVisible()
    desk.trail.fails = true
    desk.tell({ kind: 'rows-changed' })
    await expect.element(page.getByText('Jejak tidak dapat dibaca')).toBeVisible()
    desk.trail.fails = false
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await expect.element(page.getByText('Jejak tidak dapat dibaca')).not.toBeInTheDocument()
  })

  it('is readable in the dark and in English', async () => {
    await openTrail(new DeskDouble(cases()), { theme: 'dark', language: 'en' })
    await expect.element(rows().first()).toHaveTextContent('Officers only')
    await expectAccessible()
  })
})
