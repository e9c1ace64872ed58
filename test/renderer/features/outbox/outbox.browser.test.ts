import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { OutboxItem } from '../../../../renderer/engine/outboxApi'
import { DeskDouble, idOf, makeCase } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { neededOf, outboxFile, outboxItem, refusedItem } from './items'

const rows = () => page.getByTestId('outbox-row')
const list = () => page.getByTestId('outbox-list').element() as HTMLElement

function deskWith(items: OutboxItem[]): DeskDouble {
  const desk = new DeskDouble([1, 2, 3, 4, 5].map((number) => makeCase(number)))
  desk.outbox = items
  desk.needsYou = items.filter(({ state }) => state === 'needs-you').map((item) => neededOf(item))
  const unsent = items.filter(({ state }) => state !== 'accepted').length
  desk.status = { ...desk.status, unsent, needsYou: desk.needsYou.length }
  return desk
}
async function openOutbox(items: OutboxItem[], desk = deskWith(items)): Promise<DeskDouble> {
  await mountDesk(desk)
  await page.getByTestId('view-outbox').click()
  await expect
    .element(page.getByTestId('outbox-count'))
    .toHaveTextContent(items.length.toLocaleString('id-ID'))
  return desk
}
const oneOfEach = () => [
  outboxItem(1, { attempts: 3, lastAnswer: { kind: 'no-answer' } }),
  refusedItem(2),
  outboxItem(3, { state: 'sending', attempts: 1, canDiscard: false, canChange: false }),
  outboxItem(4, { state: 'accepted', waitsFor: null, canDiscard: false, canChange: false }),
]

describe('the outbox', () => {
  it('has every action in its group, what needs the officer first, and says how each stands', async () => {
    await openOutbox(oneOfEach())
    const order = rows().all()
    expect(order.map((row) => row.element().getAttribute('data-action-id'))).toEqual([
      'act-2',
      'act-3',
      'act-1',
      'act-4',
    ])
    await expect.element(rows().nth(0)).toHaveTextContent('Orang lain lebih dahulu bertindak')
    await expect.element(rows().nth(1)).toHaveTextContent('Sedang dikirim')
    await expect.element(rows().nth(2)).toHaveTextContent(/belum sampai ke sistem nasional.*dicoba 3 kali/)
    await expect.element(rows().nth(3)).toHaveTextContent('Diterima sistem nasional')
    await expect.element(page.getByTestId('outbox-unsent')).toHaveTextContent('3')
    await expectAccessible()
  })

  it('shows one group alone, and says why a group is empty', async () => {
    await openOutbox([outboxItem(1), outboxItem(2)])
    await page.getByTestId('outbox-filter-saved').click()
    await expect.element(page.getByTestId('outbox-heading')).not.toBeInTheDocument()
    expect(rows().all()).toHaveLength(2)
    await page.getByTestId('outbox-filter-sending').click()
    await expect.element(page.getByText('Tidak ada yang sedang dikirim')).toBeVisible()
    await expectAccessible()
  })

  it('says since when all is sent when it is empty', async () => {
    await openOutbox([])
    await expect
      .element(page.getByRole('region', { name: 'Kotak keluar' }))
      .toHaveTextContent('Semua terkirim 09.41')
  })

  it('draws of ten thousand actions only what is visible', async () => {
    await openOutbox(Array.from({ length: 10_000 }, (_, index) => outboxItem(index)))
    expect(rows().all().length).toBeLessThan(40)
    list().focus()
    await userEvent.keyboard('{End}')
    await expect.element(page.getByTestId('outbox-item')).toBeVisible()
    expect(list().getAttribute('aria-activedescendant')).toBe('outbox-act-9999')
    expect(rows().all().length).toBeLessThan(40)
  })

  it('is walked and used by keyboard', async () => {
    const desk = await openOutbox(oneOfEach())
    await expect.poll(() => document.activeElement === list()).toBe(true)
    await userEvent.keyboard('{Home}')
    await expect.element(page.getByTestId('needs-you-item')).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(list().getAttribute('aria-activedescendant')).toBe('outbox-act-1')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.poll(() => desk.calls).toContain('syncNow')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 1')
    list().focus()
    await userEvent.keyboard('{ArrowUp}{Delete}')
    // What was sent and has no result yet is discarded by no key either.
    await expect.element(page.getByTestId('confirm')).not.toBeInTheDocument()
    await userEvent.keyboard('{ArrowUp}{Delete}')
    await page.getByTestId('confirm').click()
    await expect.poll(() => desk.calls).toContain('discard act-2')
    expect(list().getAttribute('aria-activedescendant')).toBe('outbox-act-3')
  })

  it('is reached by its key, and left by another view', async () => {
    await mountDesk(deskWith(oneOfEach()))
    await expect.element(page.getByTestId('inbox-count')).toBeVisible()
    await userEvent.keyboard('{Control>}9{/Control}')
    await expect.element(page.getByTestId('view-outbox')).toHaveAttribute('aria-current', 'page')
    await userEvent.keyboard('{Control>}2{/Control}')
    await expect.element(page.getByTestId('view-needs-action')).toHaveAttribute('aria-current', 'page')
  })

  it('follows what changes while it is looked at', async () => {
    const desk = await openOutbox(oneOfEach())
    desk.outbox = desk.outbox.filter(({ actionId }) => actionId !== idOf('act-3'))
    desk.tell({ kind: 'outbox-changed' })
    await expect.element(page.getByTestId('outbox-count')).toHaveTextContent('3')
  })

  it('says that it could not be read, and reads it again', async () => {
    const desk = deskWith(oneOfEach())
    desk.outboxFails = true
    await mountDesk(desk)
    await page.getByTestId('view-outbox').click()
    await expect.element(page.getByText('Kotak keluar tidak dapat dibaca')).toBeVisible()
    desk.outboxFails = false
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await expect.element(page.getByTestId('outbox-count')).toHaveTextContent('4')
  })
})

describe('one action of the outbox', () => {
  it('that was sent without a result offers only to copy it, and says why', async () => {
    await openOutbox([outboxItem(1, { state: 'sending', canDiscard: false, canChange: false })])
    await expect.element(page.getByTestId('choices-why')).toHaveTextContent('mungkin sudah berlaku')
    await expect.element(page.getByTestId('copy-text')).toBeVisible()
    await expect.element(page.getByTestId('discard')).not.toBeInTheDocument()
    await expect.element(page.getByTestId('change')).not.toBeInTheDocument()
  })

  it('shows how far its files have come, and which is gone', async () => {
    const files = [
      outboxFile(),
      outboxFile({
        fileId: idOf('00000000-0000-4000-8000-000000000002'),
        name: 'hilang.jpg',
        present: false,
      }),
    ]
    await openOutbox([outboxItem(1, { waitsFor: { kind: 'upload' }, files })])
    await expect.element(page.getByTestId('outbox-file').first()).toHaveTextContent('25 % terkirim')
    await expect
      .element(page.getByTestId('outbox-file').nth(1))
      .toHaveTextContent('tidak ada lagi di komputer ini')
    await expectAccessible()
  })

  it('keeps the server’s own words behind Rincian', async () => {
    const refusal = { outcome: 'rejected', code: 'invalid', detail: 'payload.text: too long' } as const
    await openOutbox([refusedItem(1, { refusal })])
    await expect.element(page.getByTestId('outbox-state')).toHaveTextContent('tidak dapat menerima isinya')
    await expect.element(page.getByText('payload.text: too long')).not.toBeVisible()
    await page.getByText('Rincian').click()
    await expect.element(page.getByText('payload.text: too long')).toBeVisible()
  })

  it('is changed in the composer of its case, and the changed one takes its place', async () => {
    const desk = await openOutbox([refusedItem(1)])
    await page.getByTestId('change').click()
    const field = page.getByTestId('composer-text')
    await expect.element(field).toHaveValue('Berkas pengukuran terbit hari ini.')
    await expect.element(page.getByTestId('composer-changing')).toHaveTextContent('Mengubah: Tanggapi')
    await expectAccessible()
    await field.fill('Berkas terbit besok.')
    await page.getByTestId('composer-send').click()
    await expect
      .poll(() => desk.changes)
      .toEqual([
        {
          actionId: 'act-1',
          change: {
            decision: { type: 'respond', payload: { text: 'Berkas terbit besok.', uploads: [] } },
            fileIds: [],
          },
        },
      ])
    await expect.element(page.getByTestId('composer-changing')).not.toBeInTheDocument()
    await expect.element(field).toHaveValue('')
  })

  it('leaves the draft as it was when changing it is given up', async () => {
    const desk = deskWith([refusedItem(1)])
    desk.drafts.push({ caseId: idOf('c-1'), type: 'respond', text: 'Draf lain' })
    await openOutbox(desk.outbox, desk)
    await page.getByTestId('change').click()
    const field = page.getByTestId('composer-text')
    await expect.element(field).toHaveValue('Berkas pengukuran terbit hari ini.\n\nDraf lain')
    await page.getByTestId('give-up-change').click()
    await expect.element(field).toHaveValue('Draf lain')
    expect(desk.changes).toEqual([])
  })

  it('of any type with words is changed with all else as it was', async () => {
    const decision = {
      type: 'forward',
      payload: { unitId: idOf<never>('u-pertanahan'), text: 'Ini urusan pertanahan.' },
    } as const
    const desk = await openOutbox([
      refusedItem(1, { decision, type: 'forward', text: decision.payload.text }),
    ])
    await page.getByTestId('change').click()
    await expect.element(page.getByTestId('composer-readers')).toHaveTextContent('hanya dibaca petugas')
    await page.getByTestId('composer-text').fill('Mohon ditangani.')
    await page.getByTestId('composer-send').click()
    await expect
      .poll(() => desk.changes[0]?.change.decision)
      .toEqual({ type: 'forward', payload: { unitId: 'u-pertanahan', text: 'Mohon ditangani.' } })
  })
})

describe('a conflict', () => {
  it('shows both sides, since when, and the report as it is now', async () => {
    await openOutbox([refusedItem(1)])
    await expect
      .element(page.getByTestId('side-mine'))
      .toHaveTextContent('Berkas pengukuran terbit hari ini.')
    await expect
      .element(page.getByTestId('side-others'))
      .toHaveTextContent(/sejak 23 Nov, 09.20.*Budi Santoso menanggapi.*Sedang kami cari berkasnya./)
    const [mine, others] = ['side-mine', 'side-others'].map((id) =>
      page.getByTestId(id).element().getBoundingClientRect(),
    )
    expect(mine?.top).toBe(others?.top)
    await expect
      .element(page.getByTestId('needs-you-item'))
      .toHaveTextContent(/Laporan sekarang:.*Ditindaklanjuti/)
    await expectAccessible()
  })

  it('has its sides below each other where there is no room', async () => {
    await page.viewport(1024, 640)
    await openOutbox([refusedItem(1)])
    const [mine, others] = ['side-mine', 'side-others'].map((id) =>
      page.getByTestId(id).element().getBoundingClientRect(),
    )
    expect(others?.top).toBeGreaterThan(mine?.bottom ?? Infinity)
    await page.viewport(1366, 768)
  })

  it('of a case that left the desk keeps the officer’s words to copy, and nothing to send', async () => {
    const item = refusedItem(1, {
      trackingId: null,
      caseTitle: null,
      refusal: { outcome: 'rejected', code: 'case_left', detail: null },
    })
    const desk = deskWith([item])
    desk.needsYou = [neededOf(item, { othersSince: [], present: null, sendOnTop: null, seenUntil: null })]
    await openOutbox([item], desk)
    await expect
      .element(page.getByTestId('needs-you-item'))
      .toHaveTextContent('Laporan ini tidak lagi di meja Anda')
    await expect
      .element(page.getByTestId('side-mine'))
      .toHaveTextContent('Berkas pengukuran terbit hari ini.')
    await expect.element(page.getByTestId('copy-text')).toBeVisible()
    await expect.element(page.getByTestId('send-on-top')).not.toBeInTheDocument()
    await expect.element(page.getByTestId('change')).not.toBeInTheDocument()
    await expectAccessible()
  })

  it('is said in English too', async () => {
    const desk = deskWith(oneOfEach())
    desk.state = { ...desk.state, language: 'en', theme: 'dark' }
    await openOutbox(desk.outbox, desk)
    await expect
      .element(page.getByTestId('needs-you-item'))
      .toHaveTextContent(/What you did.*What they did since/)
    await expectAccessible()
  })
})
