import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { DeskDouble, idOf, makeCase } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const rows = () => page.getByTestId('inbox-row')
const list = () => page.getByRole('listbox', { name: 'Daftar laporan' })
const late = () => makeCase(1, { title: 'Lampu jalan padam', dueAt: makeCase(1).receivedAt })

/** What the desk keeps when its list was looked at. */
async function screenOf(
  desk: DeskDouble,
  look: () => Promise<void> = async () => undefined,
): Promise<string> {
  const mounted = await mountDesk(desk)
  await look()
  await expect.poll(() => desk.firstScreen, { timeout: 15_000 }).not.toBeNull()
  await mounted.unmount()
  return desk.firstScreen ?? ''
}

/** A desk whose engine is still reading. */
function opening(firstScreen: string): { desk: DeskDouble; answer: () => void } {
  const desk = new DeskDouble([makeCase(2, { title: 'Sampah menumpuk' })])
  desk.firstScreen = firstScreen
  let answer = (): void => undefined
  desk.engineReads = new Promise((resolve) => (answer = resolve))
  return { desk, answer }
}

describe('the first screen', () => {
  it('is the list as it was shown last, until the engine has read', async () => {
    const kept = await screenOf(new DeskDouble([late()]))
    const { desk, answer } = opening(kept)
    await mountDesk(desk)
    await expect.element(rows()).toHaveTextContent('Lampu jalan padam')
    await expect.element(list()).toHaveAttribute('aria-busy', 'true')
    await expectAccessible()
    answer()
    await expect.element(rows()).toHaveTextContent('Sampah menumpuk')
    await expect.element(list()).toHaveAttribute('aria-busy', 'false')
  })

  it('says nothing that may have become wrong with the time alone, nor of what was sent', async () => {
    const before = new DeskDouble([late()])
    const decision = { type: 'note', payload: { text: 'Sudah ditelepon.', uploads: [] } } as const
    before.unsent.set(idOf('c-1'), { actionId: idOf('act-1'), before: late(), decision, state: 'needs-you' })
    const kept = await screenOf(before, async () => {
      await expect.element(rows()).toHaveTextContent('Terlambat')
      await expect.element(rows()).toHaveTextContent('perlu Anda')
    })
    await mountDesk(opening(kept).desk)
    await expect.element(rows()).toHaveTextContent('Lampu jalan padam')
    await expect.element(rows()).not.toHaveTextContent('Terlambat')
    await expect.element(rows()).not.toHaveTextContent('perlu Anda')
    await expect.element(page.getByTestId('view-late')).toHaveTextContent(/^Terlambat$/)
    await expect.element(page.getByTestId('view-outbox')).toHaveTextContent(/^Kotak keluar$/)
  })

  it('keeps no report that left the desk, whatever is looked at meanwhile', async () => {
    const desk = new DeskDouble([late(), makeCase(2, { title: 'Sampah menumpuk' })])
    const mounted = await mountDesk(desk)
    await expect.poll(() => desk.firstScreen, { timeout: 15_000 }).toContain('Lampu jalan padam')
    await page.getByTestId('view-mine').click()
    await expect.poll(() => rows().all()).toEqual([])
    desk.cases.delete(late().id)
    desk.tell({ kind: 'rows-changed' })
    await expect.poll(() => desk.firstScreen, { timeout: 15_000 }).not.toContain('Lampu jalan padam')
    expect(desk.firstScreen).toContain('Sampah menumpuk')
    await mounted.unmount()
  })

  it('is not shown to another officer, and one of another form to nobody', async () => {
    const kept = await screenOf(new DeskDouble([late()]))
    for (const text of [kept.replace('"officerId":"', '"officerId":"x'), '{"rows":[{}]}', 'rusak']) {
      const { desk, answer } = opening(text)
      const mounted = await mountDesk(desk)
      await expect.element(list()).toBeInTheDocument()
      expect(rows().all()).toEqual([])
      answer()
      await expect.element(rows()).toHaveTextContent('Sampah menumpuk')
      await mounted.unmount()
    }
  })
})
