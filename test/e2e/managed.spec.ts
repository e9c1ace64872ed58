import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'
import { folderOfTheUser } from './ordinaryUser'

function settingsFile(content: string): string {
  const path = join(folderOfTheUser('managed'), 'settings.json')
  writeFileSync(path, content)
  chmodSync(path, 0o644)
  return path
}

test('settings of IT staff fix the server and the first language, and a mistake in them keeps nobody from working', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const settings = {
    ...{ server: national.url, language: 'en', idleLockMinutes: 5 },
    ...{ idleLock: 5, attachmentStoreMegabytes: 'banyak' },
  }
  const desk = await Desk.start({ managedSettings: settingsFile(JSON.stringify(settings)) })

  await test.step('the server is shown and cannot be changed', async () => {
    await expect(desk.page.getByTestId('server-url')).toHaveValue(national.url)
    await expect(desk.page.getByTestId('server-url')).not.toBeEditable()
    await expect(desk.page.getByText('Set by your IT staff')).toBeVisible()
  })

  await test.step('what does not hold is named in one sentence, and in the log by its kind', async () => {
    await expect(desk.page.getByTestId('managed-problem')).toContainText('idleLock, attachmentStoreMegabytes')
    const log = readFileSync(join(desk.profile, 'logs/desk.log'), 'utf8')
    expect(log).toContain('managed:unknown-key')
    expect(log).toContain('managed:bad-value')
    expect(log).not.toContain('banyak')
  })

  await test.step('whatever the page says, no other server is asked', async () => {
    await desk.page.evaluate(`(() => {
      const field = document.querySelector('[data-testid=server-url]'); field.readOnly = false
      field.value = 'https://jahat.invalid'; field.dispatchEvent(new Event('input', { bubbles: true }))
    })()`)
    await desk.page.getByTestId('sign-in-username').fill('sari')
    await desk.page.getByTestId('sign-in-password').fill('lapor-2026')
    await desk.page.getByTestId('sign-in-submit').click()
    await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  })

  await test.step('the desk locks after no more minutes than they allow', async () => {
    await desk.page.keyboard.press('Control+,')
    const minutes = desk.page.getByRole('group', { name: 'Locks by itself after' })
    await expect(minutes.getByRole('radio')).toHaveCount(3)
    await expect(minutes.getByRole('radio', { name: '5' })).toBeChecked()
    await expect(desk.page.getByText('allows 5 minutes at most')).toBeVisible()
  })
  await desk.close()
  await national.stop()
})

test('a file of settings that is no JSON sets nothing, and says so', async () => {
  const desk = await Desk.start({ managedSettings: settingsFile('{ "server": ') })
  await expect(desk.page.getByTestId('managed-problem')).toContainText('tidak dapat dibaca')
  await expect(desk.page.getByTestId('server-url')).toBeEditable()
  await desk.close()
})

test('a link that is pressed while the desk is open looks it through for the report that it names', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  const text = await desk.rows().first().innerText()
  const number = /#?(\d{5,})/.exec(text)?.[1] ?? ''
  await desk.mainProcess.evaluate(({ app }, link) => {
    app.emit('second-instance', {}, ['/opt/meja-aduan', link], '/')
  }, `mejaaduan:laporan/${number}`)
  await expect(desk.page.getByTestId('inbox-search')).toHaveValue(number)
  await expect(desk.rows()).toHaveCount(1)
  await desk.close()
  await national.stop()
})
