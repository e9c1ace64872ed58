import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { TestDesk } from '../national/testDesk'
import { Desk, passphrase, password } from './desk'
import { NationalProcess } from './nationalProcess'

const national = new NationalProcess({ cases: 200 })
test.beforeAll(() => national.start())
test.afterAll(() => national.stop())

test('every renderer runs in Chromium’s sandbox, as an ordinary user', async () => {
  const desk = await Desk.start({ server: national.url })
  const renderers = processesBelow(desk).filter(({ command }) => command.includes('--type=renderer'))
  expect(renderers.length).toBeGreaterThan(0)
  for (const { command, seccomp, user } of renderers) {
    expect(command).not.toContain('--no-sandbox')
    // 2: a system call filter is on, which only the sandbox installs.
    expect(seccomp).toBe(2)
    expect(user).not.toBe(0)
  }
  await desk.close()
})

test('an answer can be taken back for ten seconds and then never reaches anybody', async () => {
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await desk.rows('dispositioned').first().click()
  const before = (await national.ledger()).length
  await desk.respond('Jawaban yang terlalu cepat.')
  await desk.page.getByTestId('undo').click()
  await expect(desk.timeline('respond').filter({ hasText: 'Jawaban yang terlalu cepat.' })).toHaveCount(0)
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0')
  await expect(desk.page.getByTestId('composer-text')).toHaveValue('Jawaban yang terlalu cepat.')
  // A later answer is released later: when it has arrived, the one taken back would have, too.
  await desk.respond('Jawaban yang sudah dipikirkan.')
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
  const since = (await national.ledger()).slice(before)
  expect(since.map(({ text }) => text)).toEqual(['Jawaban yang sudah dipikirkan.'])
  await desk.close()
})

test('a report is accepted, noted and answered, and each stands in the timeline of the national system', async () => {
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  const row = desk.rows('dispositioned').first()
  const caseId = await row.getAttribute('data-case-id')
  // Searched for, it stays in sight: the answer moves its deadline, and with it its place in the list.
  await desk.open(/#(\w+)/.exec(await row.innerText())?.[1] ?? '')
  await desk.page.getByTestId('action-accept').click()
  const same = desk.page.locator(`[data-testid=inbox-row][data-case-id="${caseId}"]`)
  await expect(same).toHaveAttribute('data-status', 'in_progress')
  await desk.page.getByTestId('action-note').click()
  await desk.page.getByTestId('composer-text').fill('Sudah saya telepon kelurahannya.')
  await desk.page.getByTestId('composer-send').click()
  await desk.respond('Perbaikan dijadwalkan minggu depan.')
  await expect(same).toHaveAttribute('data-status', 'answered')
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
  const types = (await national.ledger()).filter((entry) => entry.caseId === caseId).map(({ type }) => type)
  expect(types).toEqual(['accept', 'note', 'respond'])
  for (const type of types) await expect(desk.timeline(type).last()).toHaveAttribute('data-state', 'server')
  await desk.close()
})

test('an answer that somebody else was faster with waits for the officer, who sends it on top', async () => {
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await desk.page.getByTestId('view-mine').click()
  const row = desk.rows('in_progress').first()
  const caseId = await row.getAttribute('data-case-id')
  if (!caseId) throw new Error('A row does not say which case it is.')
  await row.click()
  await desk.respond('Petugas kami akan datang besok.')
  const supervisor = await TestDesk.signIn({ url: national.url, password }, 'rahmawati')
  const faster = { type: 'respond', payload: { text: 'Sudah selesai dikerjakan pagi ini.' } }
  await supervisor.push([supervisor.actionOn(await supervisor.case(caseId), faster)])

  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'attention', { timeout: 60_000 })
  await expect(desk.timeline('respond').filter({ hasText: 'besok' })).toHaveAttribute(
    'data-state',
    'needs-you',
  )
  await desk.page.getByTestId('view-needs-you').click()
  const item = desk.page.getByTestId('needs-you-item')
  await expect(item).toHaveCount(1)
  await expect(item).toContainText('Sudah selesai dikerjakan pagi ini.')
  await item.getByTestId('send-on-top').click()
  await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
  const answers = (await national.ledger()).filter((entry) => entry.caseId === caseId)
  expect(answers.map(({ type }) => type)).toEqual(['respond', 'respond'])
  await desk.close()
})

test('without a keychain the officer’s passphrase opens the profile, and only that', async () => {
  const first = await Desk.start({ passphrase: null })
  await first.page.getByTestId('passphrase').fill(passphrase)
  await first.signIn(national.url, 'sari')
  await expect(first.rows().first()).toBeVisible()
  await first.close()
  const second = await Desk.start({ profile: first.profile, passphrase: null })
  await second.page.getByTestId('passphrase').fill('bukan frasa yang itu')
  await second.page.getByTestId('sign-in-submit').click()
  await expect(second.page.getByRole('alert').first()).toBeVisible()
  await expect(second.rows()).toHaveCount(0)
  await second.page.getByTestId('passphrase').fill(passphrase)
  await second.page.getByTestId('sign-in-submit').click()
  await expect(second.rows().first()).toBeVisible()
  await second.close()
})

test('where the system keeps keys, nobody is asked for a passphrase', async () => {
  const first = await Desk.start({ passphrase: null, keychain: true })
  await expect(first.page.getByTestId('sign-in-submit')).toBeVisible()
  await expect(first.page.getByTestId('passphrase')).toHaveCount(0)
  await first.signIn(national.url, 'sari')
  await expect(first.rows().first()).toBeVisible()
  await first.close()
  const second = await Desk.start({ profile: first.profile, passphrase: null, keychain: true })
  await expect(second.rows().first()).toBeVisible()
  await second.close()
})

test('a desk that is closed while its page is still coming ends without a complaint', async () => {
  for (let time = 0; time < 3; time += 1) {
    const desk = await Desk.start()
    await desk.close()
    expect(readFileSync(join(desk.profile, 'logs/desk.log'), 'utf8')).not.toContain('start-failed')
  }
})

test('a second start hands over to the desk that is open and ends', async () => {
  const desk = await Desk.start({ server: national.url })
  await expect(Desk.start({ profile: desk.profile, server: national.url })).rejects.toThrow()
  await expect(desk.page.getByTestId('sign-in-submit')).toBeVisible()
  await desk.close()
})

interface RunningProcess {
  readonly command: string
  readonly seccomp: number
  readonly user: number
}

/** The processes of a desk, as Linux shows them. */
function processesBelow(desk: Desk): readonly RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
        const status = readFileSync(`/proc/${name}/status`, 'utf8')
        const field = (label: string) => Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1])
        return [{ command, seccomp: field('Seccomp'), user: field('Uid') }]
      } catch {
        // The process ended while it was looked at.
        return []
      }
    })
    .filter(({ command }) => command.includes(desk.profile))
}
