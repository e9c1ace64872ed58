import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { TestDesk } from '../../national/testDesk'
import { password } from '../../e2e/desk'
import { folderOfTheUser, installed } from '../../e2e/ordinaryUser'
import { takesFunctions } from '../page/inPage'
import type { BenchWorld } from './benchWorld'

/** Another supervisor: what she may see is the same, and her sessions end nobody else's. */
export const otherSupervisor = 'syamsul'

/** A page in the same Electron that reaches the national system as the desk's does, and has nothing else. */
export async function onPeerPage<Value>(
  world: BenchWorld,
  cases: number,
  use: (page: Page) => Promise<Value>,
): Promise<Value> {
  const { folders } = await world.programs()
  const { url } = await world.national(cases)
  const { executable } = await installed()
  const { session } = await TestDesk.signIn({ url, password }, otherSupervisor)
  const home = folderOfTheUser('peer')
  const application: ElectronApplication = await _electron.launch({
    executablePath: executable,
    args: [folders.peer, `--user-data-dir=${home}`],
    chromiumSandbox: true,
    env: { ...definedEnvironment(), HOME: home, BENCH_NATIONAL: url, BENCH_TOKEN: session.accessToken },
  })
  try {
    const page = await application.firstWindow()
    await page.waitForURL('peer://page/')
    await takesFunctions(page)
    return await use(page)
  } finally {
    await application.close()
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
