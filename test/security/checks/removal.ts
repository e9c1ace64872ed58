import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Desk } from '../../e2e/desk'
import { checkOf } from '../check'
import { search } from '../profileSearch'
import { reportCanary } from '../world/canaries'
import { removeFolder } from '../world/removeFolder'
import { runInPage, signedIn } from '../world/securedDesk'
import { keptFiles } from '../world/unprotected'

const note = 'Sangkar kenari nomor sembilan sudah dicatat'

/** 14: what is removed is gone, a removal that was cut short is finished, and an ended session removes nothing. */
export const removal = checkOf(
  14,
  'a removal leaves nothing, is finished after a kill, and is not what an ended session brings',
  async (world, variant) => {
    const national = await world.national()
    const { trackingId, secrets } = await reportCanary(national)
    const options = await world.options(variant)
    const broken: string[] = []

    const removed = await signedIn(national.url, 'sari', options)
    await removed.open(trackingId)
    await removed.respond(note)
    // The page that asks for it is gone before it could be answered.
    void runInPage(removed, 'return window.desk.removeFromComputer()').catch(() => undefined)
    await removed.page.getByTestId('removed').waitFor()
    await removed.close()
    broken.push(...left(removed, [...secrets, note]).map((what) => `after a removal: ${what}`))
    removeFolder(removed.profile)

    const killed = await signedIn(national.url, 'sari', options)
    await killed.kill()
    const [folderName] = officersOf(killed)
    // As it stands when the program is killed right after it has promised the removal.
    writeFileSync(join(killed.profile, 'removal.json'), JSON.stringify({ version: 1, folderName }))
    const again = await Desk.start({ ...options, profile: killed.profile })
    const stage = await runInPage<string>(again, 'return (await window.desk.state()).stage')
    if (stage !== 'signed-out') broken.push(`after a removal that was cut short the desk is ${stage}`)
    await again.close()
    broken.push(...left(again, secrets).map((what) => `after a removal that was cut short: ${what}`))
    removeFolder(killed.profile)

    const ended = await signedIn(national.url, 'sari', options)
    await national.request('POST', '/sandbox/revocations', { kind: 'session', username: 'sari' })
    await ended.page.keyboard.press('F5')
    await ended.page.getByRole('button', { name: 'Masuk lagi' }).first().waitFor()
    if (officersOf(ended).length !== 1) broken.push('an ended session has removed the officer’s work')
    await ended.close()
    removeFolder(ended.profile)

    return {
      runs: 2 * (secrets.length + 2) + 2,
      broken,
      detail: 'keys, files and databases are gone, also after a kill; an ended session removes nothing',
    }
  },
  [keptFiles],
)

function officersOf(desk: Desk): readonly string[] {
  const folder = join(desk.profile, 'officers')
  return existsSync(folder) ? readdirSync(folder) : []
}

function left(desk: Desk, secrets: readonly string[]): readonly string[] {
  const databases = join(desk.profile, 'chromium/IndexedDB')
  return [
    ...officersOf(desk).map((folder) => `the officer's folder ${folder}`),
    ...(existsSync(databases) ? readdirSync(databases) : []).map((name) => `the database ${name}`),
    ...search(desk.profile, secrets).map(({ file, secret }) => `${file} holds “${secret.slice(0, 12)}…”`),
  ]
}
