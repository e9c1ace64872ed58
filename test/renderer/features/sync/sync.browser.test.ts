import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { DeskDouble, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { neededOf, refusedItem } from '../outbox/items'

const line = () => page.getByTestId('sync-status')

describe('the status line', () => {
  it('says since when all is sent, in the time of the agency', async () => {
    await mountDesk(new DeskDouble([makeCase(1)]))
    await expect.element(line()).toHaveAttribute('data-state', 'idle')
    await expect.element(line()).toHaveTextContent(/Semua terkirim 09.41.*3 laporan di komputer ini/)
  })

  it('says offline what is safe and when it is tried again, and tries at once when asked', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await expect.element(line()).toHaveAttribute('data-state', 'idle')
    desk.say({ state: 'offline', unsent: 3, problem: 'unreachable', nextTryAt: Date.now() + 60_000 })
    await expect.element(line()).toHaveAttribute('data-unsent', '3')
    await expect
      .element(line())
      .toHaveTextContent(
        /3 tersimpan di komputer ini, dikirim begitu jaringan kembali, coba lagi dalam \d+ detik/,
      )
    await expectAccessible()
    await page.getByTestId('sync-now').click()
    expect(desk.calls).toContain('syncNow')
  })

  it('is told that damage of the journal is understood', async () => {
    const desk = new DeskDouble([makeCase(1)])
    const cause = 'vanished' as const
    const journalDamage = { cause, recordsSalvaged: 0, recordsMissing: 3, bytesSetAside: 0, copyName: null }
    desk.status = { ...desk.status, state: 'attention', journalDamage }
    await mountDesk(desk)
    await expect.element(line()).toHaveTextContent('Catatan kerja di komputer ini hilang')
    await page.getByTestId('damage-told').click()
    expect(desk.calls).toContain('damageTold')
  })

  it('with a wrong clock shows deadlines as dates, in the list and in the report', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.clockWrong = true
    desk.status = { ...desk.status, clockWrong: { aheadMilliseconds: 3 * 3_600_000 } }
    await mountDesk(desk)
    await expect.element(line()).toHaveTextContent('Jam komputer ini meleset 3 jam')
    await expect.element(page.getByTestId('inbox-row')).toHaveTextContent('16 Nov')
    await page.getByTestId('inbox-row').click()
    await expect
      .element(page.getByRole('main', { name: 'Isi laporan' }))
      .toHaveTextContent('Tenggat tanggapan · 16 Nov')
  })

  it('tells main how the engine stands when that becomes another', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await expect.poll(() => desk.standing?.cache).toBe('whole')
    desk.say({ cache: { state: 'in-memory', obstacle: 'full', nextTryAt: null } })
    await expect.poll(() => desk.standing).toMatchObject({ cache: 'in-memory', cacheFault: 'full' })
  })

  it('asks to sign in again over the open desk, with the name kept', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await expect.element(line()).toBeVisible()
    desk.become(desk.stateWhen({ stage: 'open', officer, session: 'ended' }))
    await page.getByTestId('sign-in-again').click()
    await expect.element(page.getByTestId('sign-in-username')).toHaveValue('sari')
    await page.getByTestId('sign-in-password').fill('rahasia')
    await page.getByTestId('sign-in-submit').click()
    await expect.element(page.getByTestId('sign-in-password')).not.toBeInTheDocument()
    await expect.poll(() => desk.calls).toContain('syncNow')
  })
})

describe('what needs the officer', () => {
  function withConflict(): DeskDouble {
    const desk = new DeskDouble([makeCase(1)])
    const item = refusedItem(1)
    desk.outbox = [item]
    desk.needsYou = [neededOf(item)]
    desk.status = { ...desk.status, state: 'attention', needsYou: 1, unsent: 1 }
    return desk
  }

  it('is led to by the line, and can be sent on top', async () => {
    const desk = withConflict()
    await mountDesk(desk)
    await expect.element(line()).toHaveTextContent('1 perlu Anda.')
    await page.getByTestId('show-needs-you').click()
    await expect.element(page.getByTestId('needs-you-item')).toHaveTextContent('Budi Santoso menanggapi')
    await page.getByTestId('send-on-top').click()
    expect(desk.calls).toContain('sendOnTop act-1')
  })

  it('is discarded only after asking', async () => {
    const desk = withConflict()
    await mountDesk(desk)
    await page.getByTestId('view-needs-you').click()
    await page.getByTestId('discard').click()
    expect(desk.calls).not.toContain('discard act-1')
    await expect.element(page.getByTestId('copy-before-discard')).toBeVisible()
    await page.getByTestId('confirm').click()
    await expect.element(page.getByText('Tidak ada yang perlu Anda')).toBeVisible()
    expect(desk.calls).toContain('discard act-1')
  })
})

describe('signing out', () => {
  it('asks first while work is unsent', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.status = { ...desk.status, state: 'offline', unsent: 2, problem: 'unreachable' }
    await mountDesk(desk)
    await expect.element(line()).toHaveAttribute('data-unsent', '2')
    await page.getByTestId('officer-menu').click()
    await page.getByTestId('sign-out').click()
    await expect.element(page.getByText('tetap tersegel dan aman', { exact: false })).toBeVisible()
    expect(desk.calls).not.toContain('signOut')
    await page.getByTestId('confirm').click()
    await expect.element(page.getByTestId('sign-in-submit')).toBeVisible()
  })

  it('is one choice in the menu when all is sent', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await expect.element(line()).toHaveAttribute('data-unsent', '0')
    await page.getByTestId('officer-menu').click()
    await page.getByTestId('sign-out').click()
    await expect.element(page.getByTestId('sign-in-submit')).toBeVisible()
  })
})

describe('the theme', () => {
  it('is the one chosen', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await expect.element(line()).toBeVisible()
    desk.become({ ...desk.state, theme: 'dark' })
    await expect.poll(() => document.documentElement.classList.contains('dark')).toBe(true)
    await page.getByTestId('inbox-row').click()
    await expect.element(page.getByTestId('case-title')).toBeVisible()
    await expectAccessible()
  })
})
