import { rmSync } from 'node:fs'
import { Desk } from '../../e2e/desk'
import hiddenScreen from '../../e2e/hiddenScreen'
import { KeptNational } from './keptNational'
import { makePrograms, type Programs } from './measuredPrograms'

/** A supervisor: she sees every case of the agency. */
export const supervisor = 'rahmawati'
/** Longer than the first pull of 100,000 cases takes on a busy machine. */
const patience = 900_000

/** What rows are measured on; made when a row first needs it, gone with the run. */
export class BenchWorld {
  private screen: Promise<(() => void) | undefined> | null = null
  private made: Promise<Programs> | null = null
  private readonly nationals = new Map<number, Promise<KeptNational>>()
  private readonly filled = new Map<number, Promise<string>>()
  private readonly folders: string[] = []

  constructor(private readonly data: string) {}

  async programs(): Promise<Programs> {
    this.screen ??= hiddenScreen()
    await this.screen
    this.made ??= makePrograms()
    return this.made
  }

  /** The national system with so many cases. */
  national(cases: number): Promise<KeptNational> {
    const known = this.nationals.get(cases)
    if (known) return known
    const started = KeptNational.start(this.data, cases)
    this.nationals.set(cases, started)
    return started
  }

  /** The profile of a desk that holds them all, signed in, with its keys in the keychain; used by one desk at a time. */
  profile(cases: number): Promise<string> {
    const known = this.filled.get(cases)
    if (known) return known
    const made = this.fill(cases)
    this.filled.set(cases, made)
    return made
  }

  /**
   * That desk, with hands on it. Everything that came since is pulled when it resolves, and every text can be searched:
   * reading them takes seconds after a start in which everything else has half a machine.
   */
  async desk(cases: number): Promise<Desk> {
    const profile = await this.profile(cases)
    const desk = await Desk.start({ profile, keychain: true, passphrase: null })
    await isIdle(desk)
    await searchesAll(desk)
    return desk
  }

  /** A desk at which nobody has signed in yet; `remove` its profile when it is closed. */
  async newDesk(): Promise<{ readonly desk: Desk; readonly remove: () => void }> {
    await this.programs()
    const desk = await Desk.start({ keychain: true, passphrase: null })
    return { desk, remove: () => rmSync(desk.profile, { recursive: true, force: true }) }
  }

  async close(): Promise<void> {
    for (const national of this.nationals.values()) await (await national.catch(() => null))?.stop()
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true })
    const programs = await this.made?.catch(() => null)
    programs?.remove()
    const endScreen = await this.screen
    endScreen?.()
  }

  private async fill(cases: number): Promise<string> {
    const national = await this.national(cases)
    const { desk } = await this.newDesk()
    this.folders.push(desk.profile)
    await desk.signIn(national.url, supervisor)
    await isIdle(desk)
    // What is kept for the next start is written when nothing else is to be done.
    await desk.page.waitForTimeout(3_000)
    await desk.close()
    return desk.profile
  }
}

async function isIdle(desk: Desk): Promise<void> {
  await desk.page.locator('[data-testid=sync-status][data-state=idle]').waitFor({ timeout: patience })
  await desk.rows().first().waitFor({ timeout: patience })
}

/** A search says that it does not know all texts yet. */
async function searchesAll({ page }: Desk): Promise<void> {
  const field = page.getByTestId('inbox-search')
  await field.fill('jalan')
  await page.getByTestId('search-reading').waitFor({ timeout: patience })
  await page.getByTestId('search-problem').first().waitFor({ state: 'detached', timeout: patience })
  await field.fill('')
  await page.getByTestId('search-reading').waitFor({ state: 'detached', timeout: patience })
  await field.blur()
}
