import type { Attachment, Case, CaseEvent } from '../../../../shared/domain/case'
import type { Instant } from '../../../../shared/domain/identifiers'
import type { RelatedCase } from '../../../../renderer/engine/readingApi'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

async function openFirst(desk: DeskDouble): Promise<void> {
  await mountDesk(desk)
  await page.getByTestId('inbox-row').first().click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
}

/** Both themes: colours that can be read in one need not be in the other. */
async function expectAccessibleInBoth(): Promise<void> {
  await expectAccessible()
  for (const theme of ['dark', 'light']) {
    document.documentElement.classList.toggle('dark', theme === 'dark')
    await settled()
    if (theme === 'dark') await expectAccessible()
  }
}

/** Buttons change their colours over a moment; in the middle of it nothing can be said of them. */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)))
}

const attachment = (id: string, mime: string, name: string, size = 412_000): Attachment => ({
  id: idOf(id),
  name,
  mime,
  size,
  sha256: 'a'.repeat(64),
})
const photo = attachment('f-1', 'image/png', 'bukti-bayar.png')
const second = attachment('f-2', 'image/jpeg', 'lokasi.jpg')
const letter = attachment('f-3', 'application/pdf', 'surat-ukur.pdf', 1_200_000)

/** A real picture, painted here. */
async function picture(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height)
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('There is no canvas.')
  brush.fillStyle = '#4a7ab5'
  brush.fillRect(0, 0, width, height)
  brush.fillStyle = '#f2c14e'
  brush.fillRect(width / 4, height / 4, width / 2, height / 3)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await blob.arrayBuffer())
}

/** A PNG whose head promises more than anybody can hold. */
function bomb(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, 60_000)
  new DataView(bytes.buffer).setUint32(20, 60_000)
  return bytes
}

async function deskWithFiles(changes: Partial<Case> = {}): Promise<DeskDouble> {
  const desk = new DeskDouble([makeCase(1, { attachments: [photo, second, letter], ...changes })])
  desk.reading.bytes.set(photo.id, await picture(1600, 900))
  desk.reading.bytes.set(second.id, await picture(600, 1200))
  return desk
}

const chip = (name: string) => page.getByTestId('attachment').filter({ hasText: name })
const image = () => page.getByTestId('viewer-image')

afterEach(() => {
  vi.useRealTimers()
})

describe('the files of a report', () => {
  it('say how large they are, and that they are here once they were opened', async () => {
    const desk = await deskWithFiles()
    await openFirst(desk)
    await expect.element(chip('bukti-bayar.png')).toHaveTextContent('412 KB')
    await expect.element(chip('bukti-bayar.png')).toHaveAttribute('data-state', 'absent')
    await chip('bukti-bayar.png').click()
    await expect
      .element(image())
      .toHaveAttribute('alt', expect.stringContaining('bukti-bayar.png, dari Hari B.'))
    await expectAccessibleInBoth()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByTestId('viewer')).not.toBeInTheDocument()
    await expect.element(chip('bukti-bayar.png')).toHaveAttribute('data-state', 'kept')
    await expect.element(chip('bukti-bayar.png')).toHaveFocus()
    await expectAccessibleInBoth()
  })

  it('show how far it is while one comes', async () => {
    const desk = await deskWithFiles()
    desk.reading.fetching = 'waits'
    await openFirst(desk)
    await chip('surat-ukur.pdf').click()
    desk.reading.become(letter.id, { state: 'fetching', received: 444_000 })
    await expect.element(chip('surat-ukur.pdf')).toHaveTextContent('mengambil 37 %')
    desk.reading.become(letter.id, { state: 'kept' })
    await expect.element(chip('surat-ukur.pdf')).toHaveAttribute('data-state', 'kept')
    await expect.poll(() => desk.reading.asked).toContain('save f-3')
  })

  it.each([
    ['offline', 'belum diambil; tersambung dulu'],
    ['gone', 'tidak ada lagi di sistem nasional'],
    ['not-as-described', 'tidak sama dengan yang disebut laporan'],
    ['too-large', 'lebih besar dari 25 MB'],
    ['refused', 'menolak'],
    ['damaged', 'rusak'],
    ['busy', 'Coba lagi nanti'],
    ['session-ended', 'Masuk lagi'],
    ['disk-full', 'ruang diska tidak cukup'],
    ['storage-failed', 'tidak dapat ditulis'],
  ] as const)('say in words that one did not come: %s', async (reason, words) => {
    const desk = await deskWithFiles()
    desk.reading.fetching = reason
    await openFirst(desk)
    await chip('surat-ukur.pdf').click()
    await expect.element(page.getByTestId('attachment-notice')).toHaveTextContent(words)
    expect(desk.reading.asked).not.toContain('save f-3')
  })

  it('can be tried again after a failure', async () => {
    const desk = await deskWithFiles()
    desk.reading.fetching = 'offline'
    await openFirst(desk)
    await chip('bukti-bayar.png').click()
    await expect.element(page.getByTestId('viewer').getByRole('alert')).toHaveTextContent('tersambung dulu')
    await expectAccessibleInBoth()
    desk.reading.fetching = 'succeeds'
    await page.getByTestId('viewer-retry').click()
    await expect.element(image()).toBeVisible()
  })

  it('are saved through a dialog of main, and it is said what became of it', async () => {
    const desk = await deskWithFiles()
    await openFirst(desk)
    await chip('surat-ukur.pdf').click()
    await expect.element(page.getByTestId('attachment-notice')).toHaveTextContent('surat-ukur.pdf tersimpan.')
    desk.reading.saving = { outcome: 'failed', reason: 'disk-full' }
    await chip('surat-ukur.pdf').click()
    await expect.element(page.getByTestId('attachment-notice')).toHaveTextContent('diska penuh')
    desk.reading.saving = { outcome: 'cancelled' }
    await chip('surat-ukur.pdf').click()
    await expect.element(page.getByTestId('attachment-notice')).not.toBeInTheDocument()
  })
})

describe('the viewer', () => {
  it('goes from one image to the next by the arrows, fits, enlarges and turns', async () => {
    await openFirst(await deskWithFiles())
    await chip('bukti-bayar.png').click()
    await expect.element(image()).toBeVisible()
    await expect.element(page.getByText('1 dari 2')).toBeVisible()
    const width = () => image().element().getBoundingClientRect().width
    await expect.poll(width).toBeGreaterThan(600)
    await userEvent.keyboard('1')
    await expect.poll(width).toBe(1600)
    await userEvent.keyboard('0')
    await expect.poll(width).toBeLessThan(1300)
    await userEvent.keyboard('r')
    const across = () => image().element().getBoundingClientRect()
    await expect.poll(() => across().height > across().width).toBe(true)
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByText('2 dari 2')).toBeVisible()
    await expect.element(image()).toHaveAttribute('alt', expect.stringContaining('lokasi.jpg'))
    await expect.element(page.getByTestId('viewer-next')).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{ArrowRight}')
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(page.getByText('1 dari 2')).toBeVisible()
  })

  it('does not decode an image that would take all memory', async () => {
    const desk = await deskWithFiles()
    desk.reading.bytes.set(photo.id, bomb())
    await openFirst(desk)
    await chip('bukti-bayar.png').click()
    await expect.element(page.getByTestId('viewer')).toHaveTextContent('60.000 × 60.000 piksel')
    await expect.element(image()).not.toBeInTheDocument()
  })

  it.each([
    [
      'an SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="x"</script></svg>',
    ],
    ['a page', '<!doctype html><script>document.title="x"</script>'],
    ['nothing', ''],
  ])('does not show %s that calls itself an image', async (_what, content) => {
    const desk = await deskWithFiles()
    desk.reading.bytes.set(photo.id, new TextEncoder().encode(content))
    await openFirst(desk)
    await chip('bukti-bayar.png').click()
    await expect.element(page.getByTestId('viewer')).toHaveTextContent('bukan gambar')
    await expect.element(image()).not.toBeInTheDocument()
    expect(document.title).not.toBe('x')
  })

  it('says when an image is damaged', async () => {
    const desk = await deskWithFiles()
    const whole = await picture(300, 200)
    desk.reading.bytes.set(photo.id, whole.slice(0, 40))
    await openFirst(desk)
    await chip('bukti-bayar.png').click()
    await expect.element(page.getByTestId('viewer')).toHaveTextContent('rusak')
  })

  it('lets go of the image when it is closed', async () => {
    const revoked = vi.spyOn(URL, 'revokeObjectURL')
    await openFirst(await deskWithFiles())
    await chip('bukti-bayar.png').click()
    await expect.element(image()).toBeVisible()
    const url = image().element().getAttribute('src')
    await page.getByTestId('viewer-close').click()
    await expect.poll(() => revoked.mock.calls.flat()).toContain(url)
    revoked.mockRestore()
  })
})

describe('the place', () => {
  const location = { address: 'Jl. Pettarani 12', areaCode: '73.71.09.1003', lat: -5.161234, lon: 119.436 }
  const areas = [
    { code: '73.71.09.1003', name: 'Buakana', kind: 'kelurahan' },
    { code: '73.71.09', name: 'Rappocini', kind: 'district' },
    { code: '73.71', name: 'Kota Makassar', kind: 'regency' },
    { code: '73', name: 'Sulawesi Selatan', kind: 'province' },
  ] as const

  it('is named by its areas, and opens a map only when asked', async () => {
    const desk = new DeskDouble([makeCase(1, { location })])
    desk.reading.surroundings.set(idOf('c-1'), { areas, duplicateOf: null, ofReporter: [], similar: [] })
    await openFirst(desk)
    await expect.element(page.getByTestId('case-place')).toHaveTextContent('Kec. Rappocini, Kota Makassar')
    await page.getByTestId('fact-place').click()
    await expect
      .element(page.getByTestId('place-area'))
      .toHaveTextContent('Kel. Buakana, Kec. Rappocini, Kota Makassar, Sulawesi Selatan')
    await expect.element(page.getByTestId('fact-panel')).toHaveTextContent('Keluar dari meja')
    await expectAccessibleInBoth()
    expect(desk.reading.asked).toEqual([])
    await page.getByTestId('open-map').click()
    await expect.poll(() => desk.reading.asked).toEqual(['map -5.161234 119.436'])
    desk.reading.mapOpens = false
    await page.getByTestId('open-map').click()
    await expect.element(page.getByText('Peramban tidak dapat dibuka')).toBeVisible()
  })

  it('is shown by its code until the names have come', async () => {
    await openFirst(new DeskDouble([makeCase(1, { location: { areaCode: '73.71.09' } })]))
    await page.getByTestId('fact-place').click()
    await expect.element(page.getByTestId('place-area')).toHaveTextContent('Kode wilayah 73.71.09')
  })

  it('says when the report names none', async () => {
    await openFirst(new DeskDouble([makeCase(1, { location: {} })]))
    await page.getByTestId('fact-place').click()
    await expect.element(page.getByTestId('fact-panel')).toHaveTextContent('tidak menyebut tempat')
  })
})

describe('the deadlines', () => {
  it('are explained from the header by keyboard, day by day', async () => {
    await openFirst(new DeskDouble([makeCase(1)]))
    page.getByTestId('deadlines-button').element().focus()
    await userEvent.keyboard('{Enter}')
    const deadline = page.getByTestId('deadline')
    await expect.element(deadline).toHaveTextContent('Tanggapan pertama')
    await expect.element(deadline).toHaveTextContent('lewat')
    await expect.element(deadline).toHaveTextContent('5 hari kerja')
    await expect.element(deadline).toHaveTextContent('Mulai Senin, 9 Nov')
    await expect.element(deadline).toHaveTextContent('2 hari Sabtu dan Minggu tidak dihitung')
    await expect.element(deadline).toHaveTextContent('tenggat berikutnya')
    await expectAccessibleInBoth()
    await userEvent.keyboard('{Escape}')
    await expect.element(deadline).not.toBeInTheDocument()
    await expect.element(page.getByTestId('deadlines-button')).toHaveFocus()
  })

  it('can be asked for of a report that has none left', async () => {
    await openFirst(new DeskDouble([makeCase(1, { dueAt: null, dueKind: null, deadlines: [] })]))
    await page.getByTestId('deadlines-button').click()
    await expect.element(page.getByText('Laporan ini tidak punya tenggat.')).toBeVisible()
  })
})

describe('other reports', () => {
  const related = (number: number): RelatedCase => {
    const { id, trackingId, title, status, receivedAt } = makeCase(number)
    return { caseId: id, trackingId, title, status, receivedAt }
  }

  it('are gone to and come back from, by keyboard too', async () => {
    const desk = new DeskDouble([makeCase(1), makeCase(2), makeCase(3)])
    const around = { areas: [], duplicateOf: null, ofReporter: [related(2)], similar: [related(3)] }
    desk.reading.surroundings.set(idOf('c-1'), around)
    desk.reading.surroundings.set(idOf('c-2'), { ...around, ofReporter: [], similar: [related(3)] })
    await openFirst(desk)
    await expect.element(page.getByTestId('fact-reporter')).toHaveTextContent('1 laporan lain')
    await page.getByTestId('fact-reporter').click()
    await expectAccessibleInBoth()
    await page.getByTestId('related-case').click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await expect.element(page.getByTestId('case-back')).toHaveTextContent('Kembali ke #9180001')
    await page.getByTestId('fact-similar').click()
    await page.getByTestId('related-case').click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 3')
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 1')
    await expect.element(page.getByTestId('case-back')).not.toBeInTheDocument()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Isi laporan')
  })

  it('of an anonymous reporter are not linked, and it is said', async () => {
    await openFirst(new DeskDouble([makeCase(1, { anonymous: true, reporter: null })]))
    await page.getByTestId('fact-reporter').click()
    await expect.element(page.getByTestId('fact-panel')).toHaveTextContent('anonim tidak dihubungkan')
  })

  it('that this one is a duplicate of is named and gone to', async () => {
    const desk = new DeskDouble([makeCase(1, { duplicateOf: idOf('c-2') }), makeCase(2)])
    desk.reading.surroundings.set(idOf('c-1'), {
      areas: [],
      ofReporter: [],
      similar: [],
      duplicateOf: { caseId: idOf('c-2'), related: related(2) },
    })
    await openFirst(desk)
    await expect.element(page.getByTestId('duplicate-of')).toHaveTextContent('Duplikat dari #9180002')
    await page.getByTestId('duplicate-of').click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
  })

  it('is not looked for while reports are passed, only for the one that is rested on', async () => {
    const desk = new DeskDouble([1, 2, 3, 4, 5].map((number) => makeCase(number)))
    await openFirst(desk)
    await expect.poll(() => desk.reading.surroundingsAsked).toBe(1)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (const passed of [2, 3, 4, 5]) {
      await userEvent.keyboard('j')
      await expect.element(page.getByTestId('case-title')).toHaveTextContent(`berkas ${passed}`)
    }
    await expect.element(page.getByTestId('fact-reporter')).toBeVisible()
    expect(desk.reading.surroundingsAsked).toBe(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(desk.reading.surroundingsAsked).toBe(2)
  })

  it('is not looked for again when a note is written, but when names of areas came', async () => {
    const desk = new DeskDouble([makeCase(1, { status: 'in_progress', assigneeId: officer.id })])
    await openFirst(desk)
    await expect.poll(() => desk.reading.surroundingsAsked).toBe(1)
    await page.getByTestId('action-note').click()
    await page.getByTestId('composer-text').fill('Sudah ditelepon.')
    await page.getByTestId('composer-send').click()
    await expect.element(page.getByTestId('timeline-event').last()).toHaveTextContent('Sudah ditelepon.')
    expect(desk.reading.surroundingsAsked).toBe(1)
    desk.tell({ kind: 'reference-changed' })
    await expect.poll(() => desk.reading.surroundingsAsked).toBe(2)
  })

  it('that cannot be read are said not to be', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.reading.surroundingsFail = true
    await openFirst(desk)
    await page.getByTestId('fact-similar').click()
    await expect.element(page.getByTestId('fact-panel').getByRole('alert')).toBeVisible()
  })
})

function eventAt(minute: number, changes: Partial<CaseEvent> = {}): CaseEvent {
  const at = new Date(Date.parse('2026-11-10T01:00:00.000Z') + minute * 60_000).toISOString()
  return {
    id: idOf(`e-${minute}`),
    at: idOf<Instant>(at),
    actor: { kind: 'officer', id: 'o-budi', name: 'Budi Santoso' },
    type: 'note',
    visibility: 'internal',
    text: `Catatan ke-${minute}`,
    ...changes,
  }
}

describe('what changed since the officer looked', () => {
  const events = [
    eventAt(0),
    eventAt(1, { type: 'accept', visibility: 'public', text: undefined }),
    eventAt(2, { actor: { kind: 'officer', id: officer.id, name: officer.name } }),
    eventAt(3, {
      type: 'reporter_replied',
      actor: { kind: 'reporter', name: 'Hari B.' },
      visibility: 'public',
    }),
  ]

  it('is marked, counted without what is one’s own, and gone to', async () => {
    const desk = new DeskDouble([makeCase(1, { events })])
    desk.reading.seenUntil.set(idOf('c-1'), eventAt(0).at)
    await openFirst(desk)
    await expect
      .element(page.getByTestId('news-line'))
      .toHaveTextContent('Baru sejak Anda lihat, 2 perubahan')
    await expect
      .element(page.getByTestId('news-hint'))
      .toHaveTextContent('Berubah: status, petugas, balasan pelapor')
    await expectAccessibleInBoth()
    const marks = () =>
      page
        .getByTestId('timeline-event')
        .elements()
        .map((element) => element.getAttribute('data-new'))
    expect(marks()).toEqual(['false', 'true', 'false', 'true'])
    await page.getByTestId('news-jump').click()
    await expect.poll(() => document.activeElement?.getAttribute('data-type')).toBe('accept')
  })

  it('stays marked while the report is looked at, though it is seen by then', async () => {
    const desk = new DeskDouble([makeCase(1, { events })])
    desk.reading.seenUntil.set(idOf('c-1'), eventAt(0).at)
    await openFirst(desk)
    await expect.element(page.getByTestId('news-line')).toBeVisible()
    desk.reading.seenUntil.set(idOf('c-1'), eventAt(9).at)
    desk.tell({ kind: 'case-changed', caseId: idOf('c-1') })
    await expect.element(page.getByTestId('news-line')).toBeVisible()
  })

  it('is nothing for a report that was never looked at', async () => {
    await openFirst(new DeskDouble([makeCase(1, { events })]))
    await expect.element(page.getByTestId('timeline-event').first()).toBeVisible()
    await expect.element(page.getByTestId('news-hint')).not.toBeInTheDocument()
  })
})

describe('very much of it', () => {
  it('two hundred events show the last fifty, and the others when asked', async () => {
    const events = Array.from({ length: 200 }, (_, minute) => eventAt(minute))
    await openFirst(new DeskDouble([makeCase(1, { events })]))
    await expect.element(page.getByTestId('show-earlier')).toHaveTextContent('Tampilkan 150 sebelumnya')
    expect(page.getByTestId('timeline-event').elements()).toHaveLength(50)
    await page.getByTestId('show-earlier').click()
    await expect.poll(() => page.getByTestId('timeline-event').elements().length).toBe(200)
    await expect.poll(() => document.activeElement?.textContent).toContain('Catatan ke-0')
  })

  it('what is new is never among what is hidden', async () => {
    const events = Array.from({ length: 200 }, (_, minute) => eventAt(minute))
    const desk = new DeskDouble([makeCase(1, { events })])
    desk.reading.seenUntil.set(idOf('c-1'), eventAt(99).at)
    await openFirst(desk)
    await expect.element(page.getByTestId('show-earlier')).toHaveTextContent('Tampilkan 100 sebelumnya')
    await expect.element(page.getByTestId('news-line')).toHaveTextContent('100 perubahan')
  })

  it('a long text is cut until all of it is wanted', async () => {
    const body = 'Jalan ini rusak sejak tahun lalu. '.repeat(300)
    await openFirst(new DeskDouble([makeCase(1, { body })]))
    const shown = () => page.getByTestId('case-body').element().textContent.length
    expect(shown()).toBeLessThan(3_100)
    await page.getByTestId('show-all-text').click()
    await expect.poll(shown).toBeGreaterThan(10_000)
  })

  it('links in a text are told, can be copied and never clicked', async () => {
    const body = 'Lihat https://contoh.id/foto?a=1. dan www.jahat.example, terima kasih'
    await openFirst(new DeskDouble([makeCase(1, { body })]))
    await expect.element(page.getByTestId('text-links')).toHaveTextContent('2 tautan dalam teks')
    await expect.element(page.getByTestId('text-links')).toHaveTextContent('https://contoh.id/foto?a=1')
    expect(document.querySelectorAll('main a')).toHaveLength(0)
    expect(page.getByTestId('case-body').element().children).toHaveLength(0)
  })

  it('everything at once still fits, in English too', async () => {
    const word = 'Sangatpanjangsekali'.repeat(8)
    const desk = await deskWithFiles({
      title: `Laporan ${word} ${word}`,
      tags: Array.from({ length: 12 }, (_, index) => `mudik${2010 + index}`),
      oversight: true,
      confidential: true,
      satisfaction: 4,
      reporter: { id: idOf('r-1'), name: 'Hari Budiman', phone: '0812-3456-7890', email: 'hari@contoh.id' },
      location: { address: word },
      attachments: [photo, { ...letter, name: `${word}.pdf` }],
    })
    desk.state = desk.stateWhen({ stage: 'open', officer, session: 'valid' }, { language: 'en' })
    await openFirst(desk)
    await expect.element(page.getByTestId('case-satisfaction')).toHaveTextContent('4 of 5')
    await expect.element(page.getByTestId('reporter-line')).toHaveTextContent('0812-3456-7890')
    const main = document.querySelector('main')
    expect(main && main.scrollWidth <= main.clientWidth).toBe(true)
    await expectAccessibleInBoth()
  })
})
