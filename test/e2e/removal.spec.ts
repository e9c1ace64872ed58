import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { search } from '../security/profileSearch'
import { Desk, passphrase } from './desk'
import { NationalProcess } from './nationalProcess'

const canary = {
  body: 'Kenari tujuh belas bertengger di tiang bendera',
  title: 'Lampu lalu lintas padam di simpang burung kenari',
  reporter: 'Kenari Wiryawan Pelapor',
  note: 'Catatan tentang sangkar kenari nomor sembilan',
  draft: 'Draf jawaban tentang kenari yang belum selesai',
} as const

const canaryReport = { title: canary.title, body: canary.body, reporter: { name: canary.reporter } } as const

/** Whether anything that was read or written of the report lies in the profile in clear, or its owner’s files do. */
function traces(desk: Desk): readonly string[] {
  return search(desk.profile, Object.values(canary)).map(({ file }) => file)
}
function officersOf(desk: Desk): readonly string[] {
  const folder = join(desk.profile, 'officers')
  return existsSync(folder) ? readdirSync(folder) : []
}
function databasesOf(desk: Desk): readonly string[] {
  const folder = join(desk.profile, 'chromium/IndexedDB')
  return existsSync(folder) ? readdirSync(folder) : []
}

async function work(desk: Desk, trackingId: string): Promise<void> {
  const { page } = desk
  await desk.open(trackingId)
  await expect(page.getByText(canary.body)).toBeVisible()
  await page.getByTestId('action-note').click()
  await page.getByTestId('composer-text').fill(canary.note)
  await page.getByTestId('composer-send').click()
  await expect(desk.timeline('note').filter({ hasText: canary.note })).toHaveCount(1)
  await page.getByTestId('action-respond').click()
  await page.getByTestId('composer-text').fill(canary.draft)
  await expect(page.getByText('Draf tersimpan')).toBeVisible()
}

test('a report leaves no trace in clear: in use, after a crash, after a lock and after removal', async () => {
  const national = new NationalProcess({ cases: 120 })
  await national.start()
  const trackingId = await national.report(canaryReport)
  let desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')

  await test.step('in use', async () => {
    await work(desk, trackingId)
    expect(traces(desk)).toEqual([])
    expect(officersOf(desk)).toHaveLength(1)
  })

  await test.step('after a crash', async () => {
    await desk.kill()
    expect(traces(desk)).toEqual([])
  })

  await test.step('after a lock', async () => {
    desk = await Desk.start({ profile: desk.profile })
    await desk.open(trackingId)
    await expect(desk.page.getByTestId('composer-text')).toHaveValue(canary.draft)
    await desk.page.keyboard.press('Control+l')
    await expect(desk.page.getByTestId('passphrase')).toBeVisible()
    expect(await desk.page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/kenari/i)
    expect(traces(desk)).toEqual([])
    await desk.page.getByTestId('passphrase').fill(passphrase)
    await desk.page.keyboard.press('Enter')
    await expect(desk.page.getByTestId('case-title')).toBeVisible()
  })

  await test.step('after removal, with what is unsent sent before', async () => {
    const { page } = desk
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
    await national.stop()
    await page.getByTestId('action-note').click()
    await page.getByTestId('composer-text').fill(`${canary.note} lagi`)
    await page.getByTestId('composer-send').click()
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '1')
    await page.getByTestId('officer-menu').click()
    await page.getByTestId('menu-remove').click()
    await expect(page.getByTestId('removal-unsent')).toHaveAttribute('data-unsent', '1')
    await national.start()
    await expect(async () => {
      await page
        .getByTestId('removal-send')
        .click({ timeout: 1_000 })
        .catch(() => undefined)
      await expect(page.getByTestId('removal-unsent')).toHaveAttribute('data-unsent', '0', { timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    expect((await national.ledger()).map(({ text }) => text)).toEqual([canary.note, `${canary.note} lagi`])
    await page.getByTestId('confirm').click()
    await expect(page.getByTestId('removed')).toBeVisible()
    await expect.poll(() => officersOf(desk)).toEqual([])
    expect(traces(desk)).toEqual([])
    await desk.close()
    expect(traces(desk)).toEqual([])
    expect(databasesOf(desk)).toEqual([])
    expect(existsSync(join(desk.profile, 'last-officer.json'))).toBe(false)
  })

  await test.step('control: what is in clear is found', async () => {
    writeFileSync(join(desk.profile, 'plain.log'), `… ${canary.body} …`)
    writeFileSync(join(desk.profile, 'wide.ldb'), Buffer.from(`…${canary.title}…`, 'utf16le'))
    expect(traces(desk)).toHaveLength(2)
  })
  await national.stop()
})

test('a computer that the national system revokes keeps nothing', async () => {
  const national = new NationalProcess({ cases: 120 })
  await national.start()
  const trackingId = await national.report(canaryReport)
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await work(desk, trackingId)
  await national.request('POST', '/sandbox/revocations', { kind: 'device', username: 'sari' })
  await desk.page.keyboard.press('F5')
  await expect(desk.page.getByTestId('removed')).toBeVisible()
  await expect.poll(() => officersOf(desk)).toEqual([])
  await desk.close()
  expect(traces(desk)).toEqual([])
  expect(databasesOf(desk)).toEqual([])
  await national.stop()
})

test('a removal that was cut short is finished before anything is opened', async () => {
  const national = new NationalProcess({ cases: 60 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.rows().first()).toBeVisible()
  await desk.kill()
  const [folderName] = officersOf(desk)
  // As it stands when the program is killed right after it has promised the removal.
  writeFileSync(join(desk.profile, 'removal.json'), JSON.stringify({ version: 1, folderName }))
  const again = await Desk.start({ profile: desk.profile })
  await expect(again.page.getByTestId('sign-in-username')).toBeVisible()
  expect(officersOf(again)).toEqual([])
  expect(existsSync(join(again.profile, 'removal.json'))).toBe(false)
  await again.close()
  expect(databasesOf(again)).toEqual([])
  await national.stop()
})
