import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { failureReasons } from '../../../../shared/bridge/desk'
import { DeskDouble, makeCase } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

function signedOut(keyKeeping: 'keychain' | 'passphrase' = 'keychain'): DeskDouble {
  const desk = new DeskDouble([makeCase(1)])
  desk.state = desk.stateWhen({ stage: 'signed-out' }, { keyKeeping })
  return desk
}
const reasonsAfterOtp = failureReasons.slice(failureReasons.indexOf('otp-required') + 1)

async function fill(): Promise<void> {
  await page.getByTestId('server-url').fill('https://lapor.contoh.go.id')
  await page.getByTestId('sign-in-username').fill('sari')
  await page.getByTestId('sign-in-password').fill('rahasia sekali')
  await page.getByTestId('sign-in-submit').click()
}

describe('signing in', () => {
  it('opens the desk', async () => {
    const desk = signedOut()
    await mountDesk(desk)
    await expectAccessible()
    await fill()
    await expect.element(page.getByTestId('inbox-row')).toBeVisible()
    expect(desk.calls).toContain('signIn https://lapor.contoh.go.id sari')
  })

  it('says at once why what is on this computer could not be opened', async () => {
    const desk = signedOut()
    desk.state = desk.stateWhen({ stage: 'signed-out', notOpened: 'keys-not-opened' })
    await mountDesk(desk)
    await expect.element(page.getByRole('alert')).toHaveTextContent('Kunci data Anda di komputer ini')
    await expectAccessible()
  })

  it('has a sentence of its own for every failure and keeps what was typed', async () => {
    const desk = signedOut()
    await mountDesk(desk)
    const sentences = new Set<string>()
    for (const reason of failureReasons) {
      desk.signInFailure = { reason, detail: 'lapor.contoh.go.id' }
      // Once it has been asked for, the one-time code must not stay empty.
      if (reasonsAfterOtp.includes(reason)) await page.getByTestId('sign-in-otp').fill('123456')
      await fill()
      await expect.element(page.getByRole('alert')).toBeVisible()
      sentences.add(page.getByRole('alert').element().textContent ?? '')
      await expect.element(page.getByTestId('sign-in-password')).toHaveValue('rahasia sekali')
    }
    expect(sentences.size).toBe(failureReasons.length)
  })

  it('goes to the field concerned', async () => {
    const desk = signedOut()
    desk.signInFailure = { reason: 'unknown-server', detail: 'lapor.contoh.go.id' }
    await mountDesk(desk)
    await fill()
    await expect.element(page.getByTestId('server-url')).toHaveFocus()
    desk.signInFailure = { reason: 'otp-required' }
    await page.getByTestId('sign-in-submit').click()
    await expect.element(page.getByTestId('sign-in-otp')).toHaveFocus()
  })

  it('asks for a passphrase, and says why, only where there is no keychain', async () => {
    const view = await mountDesk(signedOut())
    await expect.element(page.getByTestId('sign-in-submit')).toBeVisible()
    await expect.element(page.getByTestId('passphrase')).not.toBeInTheDocument()
    await view.unmount()
    await mountDesk(signedOut('passphrase'))
    await expect.element(page.getByTestId('passphrase')).toHaveAttribute('type', 'password')
    await expect
      .element(page.getByText('Tidak seorang pun dapat mengatur ulang frasa ini', { exact: false }))
      .toBeVisible()
    await page.getByRole('button', { name: 'Tampilkan' }).click()
    await expect.element(page.getByTestId('passphrase')).toHaveAttribute('type', 'text')
    await expectAccessible()
  })

  it('speaks English at a switch', async () => {
    await mountDesk(signedOut())
    await page.getByTestId('language-en').click()
    await expect.element(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    expect(document.documentElement.lang).toBe('en')
  })
})

describe('a locked desk', () => {
  it('opens with the passphrase', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.state = desk.stateWhen(
      { stage: 'locked', officerName: 'Sari Wulandari' },
      { keyKeeping: 'passphrase' },
    )
    desk.signInFailure = { reason: 'passphrase-wrong' }
    await mountDesk(desk)
    await page.getByTestId('passphrase').fill('bukan ini')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toBeVisible()
    desk.signInFailure = null
    await page.getByTestId('sign-in-submit').click()
    await expect.element(page.getByTestId('inbox-row')).toBeVisible()
  })
})

describe('an engine that does not start', () => {
  it('is said, and can be tried again', async () => {
    const desk = new DeskDouble([makeCase(1)])
    desk.engineStarts = false
    await mountDesk(desk)
    await expect.element(page.getByRole('alert')).toBeVisible()
    await expectAccessible()
    desk.engineStarts = true
    await page.getByRole('button', { name: 'Coba lagi' }).click()
    await expect.element(page.getByTestId('inbox-row')).toBeVisible()
  })
})

describe('a desk whose server IT staff have set', () => {
  it('shows it and does not let it be changed', async () => {
    const desk = new DeskDouble([makeCase(1)])
    const managed = { fixesServer: true, problems: [] }
    desk.state = desk.stateWhen({ stage: 'signed-out' }, { managed })
    await mountDesk(desk)
    await expect.element(page.getByTestId('server-url')).toHaveAttribute('readonly')
    await expect.element(page.getByText('Ditetapkan bagian TI')).toBeVisible()
    await expectAccessible()
  })

  it('says in one sentence what of the settings does not hold', async () => {
    const desk = new DeskDouble([makeCase(1)])
    const problems = [
      { kind: 'unknown-key', key: 'idleLock' },
      { kind: 'bad-value', key: 'language' },
    ] as const
    desk.state = desk.stateWhen({ stage: 'signed-out' }, { managed: { fixesServer: false, problems } })
    await mountDesk(desk)
    await expect.element(page.getByTestId('managed-problem')).toHaveTextContent('idleLock, language')
    await expectAccessible()
  })
})
