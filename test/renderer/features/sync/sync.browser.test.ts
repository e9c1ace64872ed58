import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { DeskDouble, idOf, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const line = () => page.getByTestId('sync-status')

function withConflict(): DeskDouble {
  const subject = makeCase(1)
  const desk = new DeskDouble([subject])
  const at = subject.updatedAt
  desk.needsYou = [
    {
      actionId: idOf('act-1'),
      caseId: subject.id,
      trackingId: subject.trackingId,
      caseTitle: subject.title,
      type: 'respond',
      text: 'Berkas terbit hari ini.',
      createdAt: at,
      refusal: { outcome: 'conflict', code: null, detail: null },
      othersSince: [
        {
          id: idOf('e-2'),
          at,
          actor: { kind: 'officer', id: 'o-budi', name: 'Budi Santoso' },
          type: 'respond',
          visibility: 'public',
          text: 'Sedang kami cari.',
        },
      ],
    },
  ]
  desk.status = { ...desk.status, state: 'attention', needsYou: 1, unsent: 1 }
  return desk
}

describe('the status line', () => {
  it('says when the national system was last reached, in the time of the agency', async () => {
    await mountDesk(new DeskDouble([makeCase(1)]))
    await expect.element(line()).toHaveAttribute('data-state', 'idle')
    await expect.element(line()).toHaveTextContent('Terakhir sinkron 09.41 WITA · 3 laporan di komputer ini')
  })

  it('says offline what is safe and when it is tried again, and tries at once when asked', async () => {
    const desk = new DeskDouble([makeCase(1)])
    await mountDesk(desk)
    await expect.element(line()).toHaveAttribute('data-state', 'idle')
    desk.say({ state: 'offline', unsent: 3, problem: 'unreachable', nextTryAt: Date.now() + 60_000 })
    await expect.element(line()).toHaveAttribute('data-state', 'offline')
    await expect.element(line()).toHaveAttribute('data-unsent', '3')
    await expect
      .element(line())
      .toHaveTextContent(/3 tindakan tersimpan di komputer ini.*Coba lagi dalam \d+ detik/)
    await expectAccessible()
    await page.getByTestId('sync-now').click()
    expect(desk.calls).toContain('syncNow')
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
  it('is listed with what others did, and can be sent on top', async () => {
    const desk = withConflict()
    await mountDesk(desk)
    await page.getByTestId('show-needs-you').click()
    const item = page.getByTestId('needs-you-item')
    await expect.element(item).toHaveTextContent('Berkas terbit hari ini.')
    await expect.element(item).toHaveTextContent('Budi Santoso menanggapi')
    await expectAccessible()
    await page.getByTestId('send-on-top').click()
    expect(desk.calls).toContain('sendOnTop act-1')
  })

  it('is discarded only after asking', async () => {
    const desk = withConflict()
    await mountDesk(desk)
    await page.getByTestId('view-needs-you').click()
    await page.getByTestId('discard').click()
    expect(desk.calls).not.toContain('discard act-1')
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
