import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect } from '@playwright/test'
import { passphrase, password } from '../e2e/desk'
import type { NationalProcess } from '../e2e/nationalProcess'
import { profileIn } from '../security/packagedProgram'

const answer = 'Lampu sudah kami ganti pagi ini; terima kasih atas laporannya.'
const patience = { timeout: 60_000 } as const

export interface ToldStory {
  readonly delivered: number
  readonly sandboxed: boolean
  readonly profile: string
}

/** Signs in, answers a report, and waits until the national system has it; as an officer at a new PC does. */
export async function tellMainStory(
  folder: string,
  home: string,
  national: NationalProcess,
): Promise<ToldStory> {
  const starter = starterFor(join(folder, 'meja-aduan'))
  const application = await _electron.launch({
    executablePath: starter,
    chromiumSandbox: true,
    timeout: 60_000,
    env: { PATH: process.env['PATH'] ?? '', DISPLAY: process.env['DISPLAY'] ?? '', HOME: home },
  })
  try {
    const page = await application.firstWindow()
    await page.getByTestId('server-url').fill(national.url, patience)
    await page.getByTestId('sign-in-username').fill('sari')
    await page.getByTestId('sign-in-password').fill(password)
    await page.getByTestId('passphrase').fill(passphrase)
    await page.getByTestId('sign-in-submit').click()
    const status = page.getByTestId('sync-status')
    await expect(status).toHaveAttribute('data-state', 'idle', patience)
    await page.locator('[data-testid=inbox-row][data-status=dispositioned]').first().click(patience)
    await page.getByTestId('action-respond').click(patience)
    await page.getByTestId('composer-text').fill(answer)
    await page.getByTestId('composer-send').click()
    await expect(status).toHaveAttribute('data-unsent', '1', patience)
    await expect(status).toHaveAttribute('data-unsent', '0', patience)
    const pids = await application.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
    )
    const taken = (await national.ledger()).filter(({ text }) => text === answer)
    return { delivered: taken.length, sandboxed: pids.every(isSandboxed), profile: profileIn(home) }
  } finally {
    await application.close()
    rmSync(join(starter, '..'), { recursive: true, force: true })
  }
}

function isSandboxed(pid: number): boolean {
  return /^Seccomp:\s+2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

/** Starts it as an ordinary user also where this runs as root. */
function starterFor(executable: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-starter-'))
  chmodSync(folder, 0o755)
  const path = join(folder, 'start')
  const user = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : ''
  writeFileSync(path, `#!/bin/sh\nexec ${user}'${executable}' "$@"\n`)
  chmodSync(path, 0o755)
  return path
}
