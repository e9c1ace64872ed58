import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../../e2e/desk'
import { folderOfTheUser } from '../../e2e/ordinaryUser'
import { checkOf } from '../check'
import { search } from '../profileSearch'
import { reportCanary } from '../world/canaries'
import { runInPage, signedIn } from '../world/securedDesk'
import { speakingTitle } from '../world/unprotected'
import { removeFolder } from '../world/removeFolder'

/** 16: what is confidential stays on the screen of who may see it. */
export const confidential = checkOf(
  16,
  'confidential data stay out of titles, notifications, logs and diagnostics',
  async (world, variant) => {
    const national = await world.national()
    const { trackingId, secrets } = await reportCanary(national, true)
    const desk = await signedIn(national.url, 'sari', await world.options(variant))
    try {
      await desk.open(trackingId)
      const titles = await titlesWith(desk, secrets[0] ?? '')
      const diagnostics = await diagnosticsOf(desk)
      const logs = search(join(desk.profile, 'logs'), secrets)
      const broken = [
        ...titles.filter((title) => title !== 'Meja Aduan').map((title) => `the window is called “${title}”`),
        ...secrets
          .filter((secret) => diagnostics.includes(secret))
          .map(() => 'the diagnostics file tells of it'),
        ...logs.map(({ file }) => `logs/${file} tells of it`),
        ...(await notified(desk)),
      ]
      const detail =
        'the window’s title cannot be changed by the page; no notification; log and diagnostics are clean'
      return { runs: titles.length + 3, broken, detail }
    } finally {
      await desk.kill()
      removeFolder(desk.profile)
    }
  },
  [speakingTitle],
)

/** As it is, and after the page has tried to call itself by what it shows. */
async function titlesWith(desk: Desk, secret: string): Promise<readonly string[]> {
  const title = (): Promise<string> =>
    desk.mainProcess.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
  const before = await title()
  await runInPage(
    desk,
    `document.title = ${JSON.stringify(secret)}; await new Promise((later) => setTimeout(later, 300))`,
  )
  return [before, await title()]
}

async function notified(desk: Desk): Promise<readonly string[]> {
  const permission = await runInPage<string>(desk, 'return Notification.permission')
  return permission === 'denied' ? [] : [`notifications of the page are ${permission}`]
}

export async function diagnosticsOf(desk: Desk): Promise<string> {
  const folder = folderOfTheUser('diagnostics')
  const path = join(folder, 'diagnostics.json')
  await desk.mainProcess.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
  }, path)
  await runInPage(desk, 'await window.desk.saveDiagnostics()')
  if (!existsSync(path)) throw new Error('No diagnostics file was written.')
  const text = readFileSync(path, 'utf8')
  removeFolder(folder)
  return text
}
