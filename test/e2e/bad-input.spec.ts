import { expect, test, type Page } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'
import { captivePortal, emptyServer, untrustedServer } from './strangeServers'

test.describe('signing in', () => {
  const national = new NationalProcess({ cases: 200 })
  let desk: Desk

  test.beforeAll(async () => {
    await national.start()
    desk = await Desk.start()
  })
  test.afterAll(async () => {
    await desk.close()
    await national.stop()
  })

  const mistakes: readonly {
    readonly name: string
    readonly server: () => Promise<string>
    readonly says: RegExp
  }[] = [
    { name: 'something that is no address', server: () => Promise.resolve('bukan alamat'), says: /alamat/i },
    {
      name: 'an address without encryption',
      server: () => Promise.resolve('http://203.0.113.9'),
      says: /https/i,
    },
    {
      name: 'a host that does not exist',
      server: () => Promise.resolve('https://tidak-ada.invalid'),
      says: /tidak-ada\.invalid|ditemukan/i,
    },
    {
      name: 'a port on which nobody listens',
      server: () => Promise.resolve('http://127.0.0.1:9'),
      says: /jangkau|terhubung/i,
    },
    { name: 'a captive portal', server: async () => (await captivePortal()).url, says: /sistem nasional/i },
    { name: 'an empty answer', server: async () => (await emptyServer()).url, says: /kosong/i },
    {
      name: 'a certificate that nobody vouches for',
      server: async () => (await untrustedServer()).url,
      says: /sertifikat/i,
    },
  ]

  test('gives each mistake a sentence of its own and forgets nothing that was typed', async () => {
    const sentences = new Set<string>()
    for (const { name, server, says } of mistakes) {
      await test.step(name, async () => {
        const address = await server()
        await desk.signIn(address, 'sari', 'kata sandi saya')
        const sentence = await sentenceShown(desk.page)
        expect(sentence).toMatch(says)
        sentences.add(sentence)
        await expect(desk.page.getByTestId('server-url')).toHaveValue(address)
        await expect(desk.page.getByTestId('sign-in-username')).toHaveValue('sari')
        await expect(desk.page.getByTestId('sign-in-password')).toHaveValue('kata sandi saya')
      })
    }
    await test.step('a wrong password', async () => {
      await desk.signIn(national.url, 'sari', 'salah')
      const sentence = await sentenceShown(desk.page)
      expect(sentence).toMatch(/kata sandi/i)
      sentences.add(sentence)
      await expect(desk.page.getByTestId('sign-in-username')).toHaveValue('sari')
    })
    expect(sentences.size).toBe(mistakes.length + 1)
  })
})

test('an answer of 5,001 characters is refused with a sentence, and stays in the composer', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await desk.rows('dispositioned').first().click()
  await desk.page.getByTestId('action-respond').click()
  const text = 'a'.repeat(5001)
  await desk.page.getByTestId('composer-text').fill(text)
  await expect(desk.page.getByText('5.001')).toBeVisible()
  const send = desk.page.getByTestId('composer-send')
  if (await send.isEnabled()) await send.click()
  await expect(desk.page.getByTestId('composer-text')).toHaveValue(text)
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0')
  await desk.page.getByTestId('composer-text').fill(text.slice(1))
  await send.click()
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '1')
  await desk.close()
  await national.stop()
})

test('a session that was ended elsewhere asks for the password again and keeps the unsent answer', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  await national.request('POST', '/sandbox/faults', { faults: [{ kind: 'down' }] })
  await desk.rows('dispositioned').first().click()
  const text = 'Petugas kami berangkat hari ini.'
  await desk.respond(text)
  const revoked = { kind: 'problem', status: 401, code: 'session_revoked', count: 1 }
  await national.request('POST', '/sandbox/faults', { faults: [revoked] })
  await desk.page.getByTestId('sync-now').click()
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'attention')
  await expect(desk.timeline('respond').filter({ hasText: text })).toBeVisible()
  await desk.page.getByRole('button', { name: 'Masuk lagi' }).first().click()
  await desk.page.getByTestId('sign-in-password').fill('lapor-2026')
  await desk.page.getByTestId('sign-in-submit').click()
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
  expect((await national.ledger()).filter(({ type }) => type === 'respond')).toHaveLength(1)
  await desk.close()
  await national.stop()
})

/** What is said to the officer; waits until it is said anew. */
async function sentenceShown(page: Page): Promise<string> {
  const alert = page.getByRole('alert')
  await expect(page.getByTestId('sign-in-submit')).toBeEnabled()
  await expect(alert.first()).toBeVisible()
  return (await alert.first().innerText()).trim()
}
