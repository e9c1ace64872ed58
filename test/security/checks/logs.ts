import { chownSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { passphrase, password } from '../../e2e/desk'
import { folderOfTheUser } from '../../e2e/ordinaryUser'
import { checkOf } from '../check'
import { search } from '../profileSearch'
import { reportCanary } from '../world/canaries'
import { pause, signedIn } from '../world/securedDesk'
import { talkativeLog } from '../world/unprotected'
import { diagnosticsOf } from './confidential'
import { removeFolder } from '../world/removeFolder'

/** As on most PCs, the name of who uses it is part of every path, and so of what the system says of a file. */
const userName = 'Kenari Wulandari Sanusi'

/** 17: log and diagnostics are of this program and of nobody. */
export const logs = checkOf(
  17,
  'logs and diagnostics hold no names, tokens or texts',
  async (world, variant) => {
    const wire = await world.wire()
    const { trackingId, secrets } = await reportCanary(await world.national())
    const above = folderOfTheUser('home')
    const profile = folderFor(above)
    const desk = await signedIn(wire.url, 'sari', { ...(await world.options(variant)), profile })
    try {
      await desk.open(trackingId)
      await failToSave(desk.mainProcess, profile)
      const tokens = wire.seen.flatMap(({ headers }) => headers.authorization?.slice(7) ?? [])
      const all = [...new Set([...secrets, ...tokens, userName, 'Sari Wulandari', password, passphrase])]
      const diagnostics = await diagnosticsOf(desk)
      const found = search(join(profile, 'logs'), all).map(
        ({ secret }) => `the log holds “${secret.slice(0, 10)}…”`,
      )
      const told = all.filter((secret) => diagnostics.includes(secret))
      const log = readFileSync(join(profile, 'logs/desk.log'), 'utf8')
      const broken = [...found, ...told.map((secret) => `the diagnostics hold “${secret.slice(0, 10)}…”`)]
      // Without an error in it the log could not have said too much of one.
      if (!log.includes('settings-not-saved')) broken.push('the error was not logged at all')
      const lines = log.split('\n').length
      return {
        runs: 2 * all.length,
        broken,
        detail: `${all.length} texts, ${lines} lines of log with an error among them`,
      }
    } finally {
      await desk.kill()
      wire.close()
      removeFolder(above)
    }
  },
  [talkativeLog],
)

function folderFor(above: string): string {
  const profile = join(above, userName)
  mkdirSync(profile)
  const { uid, gid } = statSync(above)
  chownSync(profile, uid, gid)
  return profile
}

/** A folder stands where the settings are written first; moving the window then fails with an error that names the path. */
async function failToSave(
  mainProcess: Awaited<ReturnType<typeof signedIn>>['mainProcess'],
  profile: string,
): Promise<void> {
  mkdirSync(join(profile, 'settings.json.new'))
  await mainProcess.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 760))
  await pause(2_500)
}
