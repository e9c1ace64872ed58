import { getActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeskDouble, makeCase, officer } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const canary = 'kenari kuning di dahan'

function locked(desk = new DeskDouble([makeCase(1)]), opener: 'pin' | 'passphrase' = 'pin'): DeskDouble {
  desk.state = desk.stateWhen({ stage: 'locked', officerName: officer.name, opener, sends: true })
  return desk
}
async function open(desk = new DeskDouble([makeCase(1)])): Promise<DeskDouble> {
  await mountDesk(desk)
  await expect.element(page.getByTestId('inbox-row').first()).toBeVisible()
  return desk
}
function withoutPin(longestMinutes: number | null = null): DeskDouble {
  const desk = new DeskDouble([makeCase(1)])
  const idleLock = { minutes: 10, longestMinutes }
  desk.state = desk.stateWhen({ stage: 'open', officer, session: 'valid', opener: null }, { idleLock })
  return desk
}

describe('locking', () => {
  it('by Ctrl+L keeps the place and leaves nothing of a report on screen or in any store', async () => {
    const desk = await open(
      new DeskDouble([
        makeCase(1, { title: canary, body: canary, reporter: { id: officer.id as never, name: canary } }),
      ]),
    )
    await page.getByTestId('inbox-row').first().click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent(canary)
    await userEvent.keyboard('r')
    await userEvent.keyboard(canary)
    await userEvent.keyboard('{Control>}l{/Control}')
    await expect.element(page.getByTestId('pin')).toHaveFocus()
    expect(desk.calls).toContain('lock')
    expect(desk.keptPlace.place).toMatchObject({ caseId: 'c-1', composing: 'respond' })
    // What was typed last was handed over before the engine ended.
    expect(desk.drafts.at(-1)).toMatchObject({ text: canary })
    expect(document.documentElement.outerHTML).not.toContain(canary)
    expect(JSON.stringify(getActivePinia()?.state.value)).not.toContain(canary)
    await expectAccessible()
  })

  it('works whatever lies over the desk', async () => {
    const desk = await open()
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await userEvent.keyboard('{Control>}l{/Control}')
    await expect.element(page.getByTestId('pin')).toBeVisible()
    expect(desk.calls).toContain('lock')
  })

  it('goes back to where the officer was', async () => {
    await open()
    await page.getByTestId('inbox-row').first().click()
    await expect.element(page.getByTestId('case-title')).toBeVisible()
    await userEvent.keyboard('{Control>}l{/Control}')
    await page.getByTestId('pin').fill('482915')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('case-title')).toBeVisible()
  })
})

describe('the lock screen', () => {
  it('says whose desk it is and that sending goes on', async () => {
    const desk = locked()
    desk.status = { ...desk.status, unsent: 2 }
    await mountDesk(desk)
    const sending = page.getByTestId('sending-while-locked')
    await expect
      .element(page.getByText(`Laporan milik ${officer.name} tertutup`, { exact: false }))
      .toBeVisible()
    desk.say({ unsent: 2 })
    await expect.element(sending).toHaveTextContent('pengiriman tetap berjalan')
    desk.say({ firstPull: { casesReceived: 0, casesPerSecond: null } })
    await expect.element(sending).toHaveTextContent('dikirim setelah meja dibuka')
    desk.say({ firstPull: null, state: 'offline', problem: 'unreachable' })
    await expect.element(sending).toHaveTextContent('2 tindakan belum terkirim; dikirim begitu')
    desk.say({ state: 'attention', problem: 'session-ended' })
    await expect.element(sending).toHaveTextContent('Anda masuk lagi')
    desk.say({ problem: null, unsent: 1, needsYou: 1 })
    await expect.element(sending).toHaveTextContent('1 tindakan menunggu keputusan Anda')
    desk.say({ state: 'idle', unsent: 0, needsYou: 0 })
    await expect.element(sending).toHaveTextContent('Semua pekerjaan sudah terkirim')
    await expectAccessible()
  })

  it('says what was wrong, and how long to wait', async () => {
    const desk = locked()
    await mountDesk(desk)
    await page.getByTestId('sign-in-submit').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Isi PIN terlebih dahulu.')
    desk.signInFailure = { reason: 'pin-wrong' }
    await page.getByTestId('pin').fill('482916')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent('PIN tidak cocok')
    await expect.element(page.getByTestId('pin')).toHaveFocus()
    desk.signInFailure = { reason: 'unlock-too-soon', retryAfterSeconds: 300 }
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent('Tunggu 5 menit')
    await expectAccessible()
  })

  it('lets an officer who forgot the PIN sign in and choose another', async () => {
    const desk = locked()
    await mountDesk(desk)
    await page.getByTestId('forgotten-pin').click()
    await expectAccessible()
    await page.getByTestId('sign-in-username').fill('sari')
    await page.getByTestId('sign-in-password').fill('rahasia')
    desk.signInFailure = { reason: 'pin-too-simple' }
    await page.getByTestId('new-pin').fill('123456')
    await page.getByTestId('sign-in-submit').click()
    await expect.element(page.getByTestId('new-pin')).toHaveFocus()
    desk.signInFailure = null
    await page.getByTestId('new-pin').fill('771203')
    await page.getByTestId('sign-in-submit').click()
    await expect.element(page.getByTestId('inbox-row')).toBeVisible()
  })

  it('lets another officer in after saying what is unsent', async () => {
    const desk = locked()
    await mountDesk(desk)
    desk.say({ unsent: 1 })
    await page.getByTestId('sign-out').click()
    await expect.element(page.getByText('1 tindakan belum terkirim.', { exact: false })).toBeVisible()
    await page.getByTestId('confirm').click()
    await expect.element(page.getByTestId('sign-in-username')).toBeVisible()
  })

  it('asks for the passphrase where that keeps the keys, and offers no PIN to forget', async () => {
    await mountDesk(locked(undefined, 'passphrase'))
    await expect.element(page.getByTestId('passphrase')).toHaveFocus()
    await expect.element(page.getByTestId('forgotten-pin')).not.toBeInTheDocument()
  })
})

describe('choosing a PIN', () => {
  it('is offered while there is none, and asked for when the desk is to be locked', async () => {
    const desk = await open(withoutPin())
    await expect.element(page.getByTestId('pin-notice')).toBeVisible()
    await userEvent.keyboard('{Control>}l{/Control}')
    await expect.element(page.getByTestId('new-pin')).toHaveFocus()
    await expectAccessible()
    await page.getByTestId('new-pin').fill('482915')
    await page.getByTestId('new-pin-again').fill('482916')
    await page.getByTestId('choose-pin').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Kedua PIN tidak sama')
    await page.getByTestId('new-pin-again').fill('482915')
    await page.getByTestId('choose-pin').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(desk.calls).toContain('choosePin 482915 - false')
    await expect.element(page.getByTestId('pin-notice')).not.toBeInTheDocument()
  })

  it('can be put off, unless the institution wants desks to lock by themselves', async () => {
    const view = await mountDesk(withoutPin())
    await page.getByRole('button', { name: 'Nanti' }).click()
    await expect.element(page.getByTestId('pin-notice')).not.toBeInTheDocument()
    await view.unmount()
    await mountDesk(withoutPin(15))
    await expect.element(page.getByTestId('new-pin')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByTestId('new-pin')).toBeVisible()
  })

  it('anew needs the present one, and can renew the key of the reports', async () => {
    const desk = await open()
    await userEvent.keyboard('{Control>},{/Control}')
    await page.getByTestId('setting-pin').click()
    await page.getByTestId('present-pin').fill('482915')
    await page.getByTestId('new-pin').fill('771203')
    await page.getByTestId('new-pin-again').fill('771203')
    await page.getByRole('switch', { name: 'Ganti juga kunci laporan' }).click()
    desk.signInFailure = { reason: 'pin-wrong' }
    await page.getByTestId('choose-pin').click()
    await expect.element(page.getByTestId('present-pin')).toHaveFocus()
    await expectAccessible()
    desk.signInFailure = null
    await page.getByTestId('choose-pin').click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(desk.calls).toContain('choosePin 771203 482915 true')
  })
})

describe('the minutes', () => {
  it('are chosen in the settings, and are no longer than the institution allows', async () => {
    const desk = await open()
    await userEvent.keyboard('{Control>},{/Control}')
    await page.getByText('30', { exact: true }).click()
    await expect.poll(() => desk.state.idleLock.minutes).toBe(30)
    await page.getByText('Tidak', { exact: true }).click()
    await expect.poll(() => desk.state.idleLock.minutes).toBeNull()
    desk.become({ ...desk.state, idleLock: { minutes: 7, longestMinutes: 7 } })
    await expect.element(page.getByText('paling lama 7 menit', { exact: false })).toBeVisible()
    await expect.element(page.getByTestId('setting-idle-minutes-never')).not.toBeInTheDocument()
    await expect.element(page.getByTestId('setting-idle-minutes-30')).not.toBeInTheDocument()
    await expect.element(page.getByTestId('setting-idle-minutes-7')).toBeChecked()
  })
})

describe('removing from this computer', () => {
  it('offers to send first, says how many would be lost, and says when it is done', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.status = { ...desk.status, unsent: 2 }
    await open(desk)
    await page.getByTestId('officer-menu').click()
    await page.getByTestId('menu-remove').click()
    await expect.element(page.getByTestId('removal-unsent')).toHaveTextContent('2 tindakan belum terkirim')
    await expectAccessible()
    await page.getByTestId('removal-send').click()
    expect(desk.calls).toContain('syncNow')
    desk.say({ unsent: 0 })
    await expect
      .element(page.getByTestId('removal-unsent'))
      .toHaveTextContent('Semua tindakan sudah terkirim')
    await page.getByTestId('confirm').click()
    await expect.element(page.getByTestId('removed')).toHaveTextContent('sudah dihapus dari komputer ini')
    expect(desk.calls).toContain('removeFromComputer')
    await expectAccessible()
  })

  it('is told when the national system wanted it', async () => {
    const desk = await open()
    desk.become(desk.stateWhen({ stage: 'signed-out', removed: 'revoked' }))
    await expect.element(page.getByTestId('removed')).toHaveTextContent('mencabut izin komputer ini')
  })
})
