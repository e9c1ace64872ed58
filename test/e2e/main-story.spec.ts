import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'
import { folderOfTheUser } from './ordinaryUser'
import { search } from '../security/profileSearch'

const canary = 'Kenari tujuh belas bertengger di tiang bendera'
const canaryReport = {
  title: 'Lampu lalu lintas padam di simpang empat',
  body: canary,
  reporter: { name: 'Kenari Pelapor' },
} as const

test('three answers given during an outage reach the citizens once each, through a kill and lost responses', async () => {
  const national = new NationalProcess({ cases: 400 })
  await national.start()
  const trackingId = await national.report(canaryReport)
  let desk = await Desk.start()

  await test.step('sign in and pull', async () => {
    await desk.signIn(national.url, 'sari')
    await expect(desk.rows().first()).toBeVisible()
    await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
    await desk.open(trackingId)
    await expect(desk.page.getByText(canary)).toBeVisible()
    await desk.page.getByTestId('inbox-search').fill('')
    // What is suggested lies over the views until it is sent away.
    await desk.page.getByTestId('inbox-search').press('Escape')
    await expect(desk.rows().nth(1)).toBeVisible()
  })

  const answers: { readonly trackingId: string; readonly text: string }[] = []
  await test.step('the server stops; three cases are answered', async () => {
    await national.stop()
    await desk.page.getByRole('button', { name: /^Perlu tindakan/ }).click()
    for (const number of [1, 2, 3]) {
      // Of a confidential report the public sees the status alone (PROTOCOL.md 8.1).
      const row = desk.rows('dispositioned').filter({ hasNotText: 'Rahasia' }).first()
      const found = /#(\w+)/.exec(await row.innerText())?.[1]
      if (!found) throw new Error('A row shows no tracking number.')
      await desk.rows().filter({ hasText: found }).click()
      await expect(desk.page.getByTestId('case-number')).toHaveText(`#${found}`)
      const text = `Yth. Pelapor, laporan Anda telah kami periksa di lapangan, jawaban ke-${number}.`
      await desk.respond(text)
      answers.push({ trackingId: found, text })
    }
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '3')
  })

  await test.step('the program is killed and started again, still offline: cache and answers are there', async () => {
    await desk.kill()
    desk = await Desk.start({ profile: desk.profile })
    await expect(desk.rows().first()).toBeVisible()
    await expect(desk.syncStatus()).toHaveAttribute('data-state', 'offline')
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '3')
    for (const answer of answers) {
      await desk.open(answer.trackingId)
      await expect(desk.timeline('respond').filter({ hasText: answer.text })).toHaveAttribute(
        'data-state',
        /held|saved/,
      )
    }
  })

  await test.step('the server returns and drops its responses; each answer takes effect exactly once', async () => {
    await national.start({ kind: 'drop-response', method: 'POST', path: '/v1/actions', count: 2 })
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 90_000 })
    const taken = (await national.ledger()).filter(({ type }) => type === 'respond')
    expect(taken.map((entry) => entry.trackingId)).toEqual(answers.map((answer) => answer.trackingId))
    expect(new Set(taken.map((entry) => entry.actionId)).size).toBe(answers.length)
    for (const answer of answers) {
      await desk.open(answer.trackingId)
      const event = desk.timeline('respond').filter({ hasText: answer.text })
      await expect(event).toHaveCount(1)
      await expect(event).toHaveAttribute('data-state', 'server')
    }
  })

  await test.step('the citizens see the answers', async () => {
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    const page = await browser.newPage()
    for (const answer of answers) {
      await page.goto(`${national.url}/lacak/${answer.trackingId}`)
      await expect(page.getByText(answer.text)).toHaveCount(1)
    }
    await browser.close()
  })

  await test.step('no file of the profile holds what the report says, or what was answered', async () => {
    const secrets = [canary, ...answers.map((answer) => answer.text)]
    for (const secret of secrets) expect(search(desk.profile, [secret])).toEqual([])
    await desk.close()
    for (const secret of secrets) expect(search(desk.profile, [secret])).toEqual([])
  })
  await national.stop()
})

test('the search for a text finds it where it is', () => {
  const folder = folderOfTheUser('control')
  writeFileSync(join(folder, 'plain.log'), `… ${canary} …`)
  writeFileSync(join(folder, 'wide.ldb'), Buffer.from(`… ${canary} …`, 'utf16le'))
  expect(search(folder, [canary])).toHaveLength(2)
})
