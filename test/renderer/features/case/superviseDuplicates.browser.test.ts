import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Case } from '../../../../shared/domain/case'
import type { LikelyDuplicate } from '../../../../renderer/engine/duplicatesApi'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const own = { status: 'in_progress', assigneeId: officer.id } as const
const toggle = () => page.getByTestId('duplicates-toggle')

function likely(other: Case, subject: Case, why: LikelyDuplicate['why'] = null): LikelyDuplicate {
  const { id: caseId, trackingId, title, status, receivedAt } = other
  const link = { subjectId: caseId, primaryId: subject.id }
  return {
    caseId,
    trackingId,
    title,
    status,
    receivedAt,
    near: { kind: 'metres', metres: 120 },
    days: 2,
    link,
    why,
  }
}

async function openFirst(desk: DeskDouble): Promise<void> {
  await mountDesk(desk)
  await page.getByTestId('inbox-row').first().click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
}

describe('the notice of similar reports', () => {
  it('is a quiet line with the reports behind it, each linked or set apart, with undo', async () => {
    const [one, two, three] = [makeCase(1, own), makeCase(2), makeCase(3)]
    const desk = new DeskDouble([one, two, three])
    desk.duplicates.likely.set(one.id, [likely(two, one), likely(three, one)])
    await openFirst(desk)
    await expect.element(toggle()).toHaveTextContent('2 laporan serupa di dekat sini')
    await expect.element(page.getByTestId('likely-duplicate')).not.toBeInTheDocument()
    const button = toggle().element()
    if (button instanceof HTMLElement) button.focus()
    await userEvent.keyboard('{Enter}')
    await expect
      .element(page.getByTestId('likely-duplicate').first())
      .toHaveTextContent('120 meter dari sini, berselang 2 hari')
    await expectAccessible()
    await page.getByTestId('link-duplicate').first().click()
    await expect
      .poll(() => desk.decided[0])
      .toMatchObject({
        caseId: two.id,
        decision: { type: 'link_duplicate', payload: { primaryCaseId: one.id } },
      })
    await expect.element(page.getByTestId('linked-duplicate')).toBeVisible()
    await page.getByTestId('not-duplicate').click()
    await expect.element(page.getByTestId('likely-duplicate')).not.toBeInTheDocument()
    expect(desk.duplicates.apart).toEqual([`${one.id} ${three.id}`])
    await page.getByTestId('unlink-duplicate').click()
    await expect.poll(() => desk.decided[1]?.decision.type).toBe('unlink_duplicate')
  })

  it('is not there without such reports, and says why one may not be linked', async () => {
    const [one, two] = [makeCase(1, own), makeCase(2, { assigneeId: idOf('o-budi') })]
    const desk = new DeskDouble([one, two])
    await openFirst(desk)
    await expect.element(page.getByTestId('duplicates')).not.toBeInTheDocument()
    desk.duplicates.likely.set(one.id, [likely(two, one, 'held_by_another')])
    desk.tell({ kind: 'case-changed', caseId: one.id })
    await toggle().click()
    const link = page.getByTestId('link-duplicate')
    await expect.element(link).toHaveAttribute('aria-disabled', 'true')
    await expect.element(link).toHaveAttribute('aria-description', expect.stringContaining('petugas lain'))
    await link.click({ force: true })
    expect(desk.decided).toEqual([])
  })
})

describe('one answer to a report and those that are linked to it', () => {
  const cluster = () => [
    makeCase(1, own),
    makeCase(2, { duplicateOf: idOf('c-1') }),
    makeCase(3, { duplicateOf: idOf('c-1'), assigneeId: idOf('o-budi') }),
  ]

  it('is a choice in the composer that says who gets it and who not, and is taken back as a whole', async () => {
    const desk = new DeskDouble(cluster())
    await openFirst(desk)
    await page.getByTestId('composer-text').fill('Sudah kami tangani.')
    await expect
      .element(page.getByTestId('cluster-choice'))
      .toHaveTextContent('Kirim juga ke 1 laporan yang ditautkan')
    await page.getByTestId('cluster-who').click()
    await expect.element(page.getByTestId('cluster-to')).toHaveTextContent('#9180002')
    await expect.element(page.getByTestId('cluster-not')).toHaveTextContent('Dipegang petugas lain')
    await expectAccessible()
    await userEvent.keyboard('{Escape}')
    await page.getByRole('checkbox', { name: 'Kirim juga ke 1 laporan yang ditautkan' }).click()
    await page.getByTestId('composer-send').click()
    await expect.element(page.getByTestId('bulk-held')).toHaveTextContent('2 laporan ditanggapi.')
    expect(desk.duplicates.answered).toEqual([
      { primaryId: 'c-1', text: 'Sudah kami tangani.', close: false },
    ])
    await expect.element(page.getByTestId('composer-text')).toHaveValue('')
    await page.getByTestId('bulk-undo').click()
    await expect.element(page.getByTestId('composer-text')).toHaveValue('Sudah kami tangani.')
    expect(desk.cases.get(idOf('c-2'))?.status).toBe('dispositioned')
  })

  it('goes to this report alone unless that is chosen', async () => {
    const desk = new DeskDouble(cluster())
    await openFirst(desk)
    await page.getByTestId('composer-text').fill('Sudah kami tangani.')
    await expect.element(page.getByTestId('cluster-choice')).toBeVisible()
    await page.getByTestId('composer-send').click()
    await expect.poll(() => desk.decided.map(({ caseId }) => caseId)).toEqual(['c-1'])
    expect(desk.duplicates.answered).toEqual([])
  })

  it('is not offered where nothing is linked', async () => {
    await openFirst(new DeskDouble([makeCase(1, own)]))
    await page.getByTestId('composer-text').fill('Sudah kami tangani.')
    await expect.element(page.getByTestId('cluster-choice')).not.toBeInTheDocument()
  })
})
