import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const box = () => page.getByTestId('inbox-search')
const suggestions = () => page.getByTestId('suggestion')
const offered = (name: string) => page.getByTestId('suggestions').getByRole('option', { name })
const chosen = () => page.getByTestId('suggestions').getByRole('option', { selected: true })
const rows = () => page.getByTestId('inbox-row')
const count = () => page.getByTestId('inbox-count')
const problems = () => page.getByTestId('search-problem')
const marked = (within: Element) => [...within.querySelectorAll('mark')].map((mark) => mark.textContent)

const lamp = makeCase(1, {
  title: 'Lampu jalan mati di Panakkukang',
  body: 'Sudah seminggu gelap gulita. Mohon dinas terkait segera memperbaiki.',
  reporter: { id: idOf('r-1'), name: 'Erie Kurnia' },
  status: 'in_progress',
  assigneeId: officer.id,
  tags: ['mudik2026'],
})
const road = makeCase(2, {
  title: 'Jalan berlubang',
  body: 'Lubang sedalam lutut di depan pasar.',
  categoryId: idOf('k-jalan'),
})
const land = makeCase(3, { body: 'Sertifikat tanah warisan, lampu kantor pun padam saat saya datang.' })
const desk = () => new DeskDouble([lamp, road, land])

async function shown(total: number): Promise<void> {
  await expect.element(count()).toHaveAttribute('data-count', String(total))
}

describe('the search box', () => {
  it('takes the focus from the keyboard and finds words in title, text and names', async () => {
    await mountDesk(desk())
    await shown(3)
    await userEvent.keyboard('{Control>}f{/Control}')
    await expect.element(box()).toHaveFocus()
    await userEvent.keyboard('lubang')
    await shown(1)
    await box().fill('erie')
    await expect.element(rows()).toHaveAttribute('data-case-id', 'c-1')
    await box().fill('sertifikat')
    await expect.element(rows()).toHaveAttribute('data-case-id', 'c-3')
  })

  it('suggests operators and their values, taken by arrows, Enter and Tab', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().click()
    await userEvent.keyboard('sta')
    await expect.element(suggestions().first()).toHaveTextContent('status:')
    await expect.element(box()).toHaveAttribute('aria-expanded', 'true')
    await expectAccessible()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(chosen()).toHaveTextContent('status:')
    expect(box().element().getAttribute('aria-activedescendant')).toBe(chosen().element().id)
    await userEvent.keyboard('{Enter}')
    await expect.element(box()).toHaveValue('status:')
    await expect.element(offered('Diproses')).toHaveTextContent('1 laporan')
    await userEvent.keyboard('dipr{ArrowDown}')
    await expect.element(chosen()).toHaveTextContent('Diproses')
    await userEvent.keyboard('{Tab}')
    await expect.element(box()).toHaveValue('status:diproses ')
    await expect.element(box()).toHaveFocus()
    await expect.element(rows()).toHaveAttribute('data-case-id', 'c-1')
  })

  it('suggests words with their reports, and reports by their number', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().click()
    await userEvent.keyboard('lamp')
    await expect.element(offered('lampu')).toHaveTextContent('2 laporan')
    await box().fill('9180002')
    await expect.element(suggestions().first()).toHaveTextContent('Jalan berlubang')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('Jalan berlubang')
  })

  it('closes its suggestions with Escape first, and is emptied by the next one', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().click()
    await userEvent.keyboard('jal')
    await expect.element(page.getByTestId('suggestions')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByTestId('suggestions')).not.toBeInTheDocument()
    await expect.element(box()).toHaveValue('jal')
    await userEvent.keyboard('{Escape}')
    await expect.element(box()).toHaveValue('')
    await shown(3)
  })

  it('offers searches that led somewhere again', async () => {
    const made = desk()
    await mountDesk(made)
    await shown(3)
    await box().click()
    await userEvent.keyboard('lampu mati')
    await shown(1)
    await userEvent.keyboard('{Enter}{Escape}')
    await shown(3)
    expect(made.finding.searchesUsed).toEqual(['lampu mati'])
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(suggestions().first()).toHaveTextContent('lampu mati')
    await expect.element(suggestions().first()).toHaveTextContent('pencarian terakhir')
  })
})

describe('how a search was read', () => {
  it('is said in words, each condition to be taken away', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().fill('status:proses,selesai petugas:saya -terlambat:tidak sejak:2026-11-01')
    await shown(1)
    const conditions = page.getByTestId('search-condition')
    await expect.element(conditions.nth(0)).toHaveTextContent('Status: Diproses atau Selesai')
    await expect.element(conditions.nth(1)).toHaveTextContent('Petugas: Saya')
    await expect.element(conditions.nth(2)).toHaveTextContent('bukan Terlambat: tidak')
    await expect.element(conditions.nth(3)).toHaveTextContent('Diterima sejak: 1 Nov')
    await expectAccessible()
    await page.getByRole('button', { name: 'Hapus saringan Petugas: Saya' }).click()
    await expect.element(box()).toHaveValue('status:proses,selesai -terlambat:tidak sejak:2026-11-01')
  })

  it('says in a sentence what was not understood, and filters by the rest', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().fill('status:ngawur kategori:berlubang stats:x ')
    await expect.element(problems().first()).toHaveTextContent('Tidak ada status bernama “ngawur”; pilih')
    await expect.element(problems().nth(1)).toHaveTextContent('mungkin maksud Anda “status:”')
    await expectAccessible()
    await box().fill('status:ngawur kategori:berlubang ')
    await expect.element(rows()).toHaveAttribute('data-case-id', 'c-2')
  })

  it('does not complain about what is still being written', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().click()
    await userEvent.keyboard('status:x')
    await expect.element(page.getByTestId('search-reading')).toBeVisible()
    await expect.element(problems()).not.toBeInTheDocument()
    await userEvent.keyboard(' ')
    await expect.element(problems()).toHaveTextContent('Tidak ada status bernama “x”')
  })

  it('says that texts are still being made ready', async () => {
    const made = desk()
    made.finding.preparing = { done: 1200, total: 5000 }
    await mountDesk(made)
    await box().fill('lampu')
    await expect
      .element(page.getByText('Pencarian isi laporan sedang disiapkan: 1.200 dari 5.000', { exact: false }))
      .toBeVisible()
  })
})

describe('what was found is marked', () => {
  it('in the title, and where it lies in the text when the line does not show it', async () => {
    await mountDesk(desk())
    await shown(3)
    await box().fill('lampu')
    await shown(2)
    await expect.poll(() => marked(rows().first().element())).toEqual(['Lampu'])
    await expect.element(page.getByTestId('row-snippet')).toHaveTextContent('lampu kantor')
    await expectAccessible()
  })

  it('in the report at hand, as text and never as markup', async () => {
    const hostile = makeCase(4, {
      title: 'Uji',
      body: 'Lihat <img src=x onerror=alert(1)> lampu <b>mati</b>',
    })
    await mountDesk(new DeskDouble([hostile]))
    await shown(1)
    await box().fill('lampu mati')
    await shown(1)
    await rows().click()
    const body = page.getByTestId('case-body')
    await expect.poll(() => marked(body.element())).toEqual(['lampu', 'mati'])
    expect(body.element().textContent).toContain('<img src=x onerror=alert(1)>')
    expect(body.element().querySelector('img, b')).toBeNull()
    await expectAccessible()
    await page.getByRole('button', { name: 'Kosongkan pencarian' }).click()
    await expect.poll(() => marked(body.element())).toEqual([])
  })

  it('in the name of a confidential reporter too, beside its sign', async () => {
    const secret = makeCase(5, { confidential: true, reporter: { id: idOf('r-5'), name: 'Lampu Wati' } })
    await mountDesk(new DeskDouble([secret]))
    await box().fill('lampu')
    await shown(1)
    await expect.element(rows()).toHaveTextContent('Rahasia')
    await expect.poll(() => marked(rows().element())).toEqual(['Lampu'])
  })
})

describe('saved views', () => {
  const saved = () => page.getByTestId('saved-view')

  async function save(search: string, name: string): Promise<void> {
    await box().fill(search)
    await page.getByTestId('save-view').click()
    await page.getByTestId('view-name').fill(name)
    await page.getByTestId('keep-view').click()
    await expect.element(saved().last()).toHaveTextContent(name)
  }

  it('stand in the sidebar with their counts and are opened from there', async () => {
    await mountDesk(desk())
    await shown(3)
    await save('lampu', 'Lampu jalan, Panakkukang')
    await save('#mudik2026', 'Mudik')
    await expect.element(saved().first()).toHaveTextContent('Lampu jalan, Panakkukang2')
    await expect.element(saved().last()).toHaveTextContent('Mudik1')
    await page.getByTestId('view-all').click()
    await shown(3)
    await saved().first().click()
    await shown(2)
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Lampu jalan')
    await expect.element(saved().first()).toHaveAttribute('aria-current', 'page')
    await expect.element(page.getByTestId('view-all')).not.toHaveAttribute('aria-current')
    await expectAccessible()
  })

  it('are renamed, updated, put in order and deleted', async () => {
    await mountDesk(desk())
    await shown(3)
    await save('lampu', 'Lampu')
    await save('jalan', 'Jalan')
    await page.getByRole('button', { name: 'Atur tampilan Jalan' }).click({ force: true })
    await page.getByRole('menuitem', { name: 'Pindahkan ke atas' }).click()
    await expect.element(saved().first()).toHaveTextContent('Jalan')
    await page.getByRole('button', { name: 'Atur tampilan Jalan' }).click({ force: true })
    await page.getByRole('menuitem', { name: 'Ubah nama' }).click()
    await page.getByTestId('view-name').fill('lampu')
    await page.getByTestId('keep-view').click()
    await expect.element(page.getByTestId('view-problem')).toHaveTextContent('Sudah ada tampilan bernama ini')
    await expectAccessible()
    await page.getByTestId('view-name').fill('Jalan raya')
    await page.getByTestId('keep-view').click()
    await expect.element(saved().first()).toHaveTextContent('Jalan raya')
    await saved().first().click()
    await box().fill('jalan status:proses')
    await page.getByTestId('update-view').click()
    await expect.element(saved().first()).toHaveTextContent('Jalan raya1')
    await page.getByRole('button', { name: 'Atur tampilan Jalan raya' }).click({ force: true })
    await page.getByRole('menuitem', { name: 'Hapus tampilan' }).click()
    await page.getByTestId('confirm').click()
    await expect.element(saved()).toHaveTextContent('Lampu')
  })

  it('are not shown as saved when the disk did not take them', async () => {
    const made = desk()
    made.finding.keepsViews = false
    await mountDesk(made)
    await box().fill('lampu')
    await page.getByTestId('save-view').click()
    await page.getByTestId('keep-view').click()
    await expect.element(page.getByTestId('view-problem')).toHaveTextContent('Tampilan tidak tersimpan')
    await expect.element(saved()).not.toBeInTheDocument()
  })
})

describe('the national system', () => {
  const nationalRows = () => page.getByTestId('national-row')
  const foreign = makeCase(900, { title: 'Lampu taman kota padam', body: 'Di alun-alun.' })
  function withForeign(): DeskDouble {
    const made = desk()
    made.finding.foreign = [foreign]
    return made
  }

  it('is offered when nothing was found here, and what it has is read only', async () => {
    const made = withForeign()
    await mountDesk(made)
    await shown(3)
    await box().fill('taman status:proses')
    await page.getByTestId('ask-national-empty').click()
    expect(made.finding.nationalAsked).toEqual(['taman'])
    await expect.element(nationalRows()).toHaveTextContent('Lampu taman kota padam')
    await expectAccessible()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByTestId('national-case')).toHaveTextContent('tidak ada di meja ini')
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('Lampu taman kota padam')
    await expect.element(page.getByTestId('composer-text')).not.toBeInTheDocument()
    await expectAccessible()
    expect(made.cases.has(foreign.id)).toBe(false)
    await page.getByTestId('national-back').click()
    await expect.element(page.getByTestId('national-case')).not.toBeInTheDocument()
  })

  it('opens what lies on this desk as any other report', async () => {
    await mountDesk(withForeign())
    await shown(3)
    await box().fill('lampu')
    await page.getByTestId('ask-national').click()
    await expect.element(page.getByTestId('national-count')).toHaveTextContent('2')
    await nationalRows().last().click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('Panakkukang')
    await expect.element(page.getByTestId('composer-text')).toBeVisible()
  })

  it('says why it could not be asked, and is asked again', async () => {
    const made = withForeign()
    made.finding.nationalFails = { outcome: 'failed', problem: 'unreachable', detail: null }
    await mountDesk(made)
    await box().fill('taman')
    await page.getByTestId('ask-national-empty').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Sistem nasional tidak terjangkau')
    await expectAccessible()
    made.finding.nationalFails = { outcome: 'failed', problem: 'session-ended', detail: null }
    await page.getByTestId('national-again').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Masuk lagi, lalu ulangi pencarian')
    made.finding.nationalFails = null
    await page.getByTestId('national-again').click()
    await expect.element(nationalRows()).toBeVisible()
  })

  it('says that it found nothing, and that operators alone cannot be asked for', async () => {
    await mountDesk(desk())
    await box().fill('xyzzy')
    await page.getByTestId('ask-national-empty').click()
    await expect
      .element(page.getByText('Sistem nasional tidak menemukan laporan', { exact: false }))
      .toBeVisible()
    await box().fill('status:arsip')
    await page.getByTestId('ask-national-empty').click()
    await expect.element(page.getByText('Tulis kata atau nomor yang dicari')).toBeVisible()
    await expectAccessible()
  })
})
