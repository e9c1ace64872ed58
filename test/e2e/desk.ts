import { once } from 'node:events'
import { _electron, expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { folderOfTheUser, installed } from './ordinaryUser'

export const passphrase = 'kopi pahit tanpa gula'
export const password = 'lapor-2026'

export interface DeskOptions {
  /** The profile of an earlier desk, to start on what it left. */
  readonly profile?: string
  readonly server?: string
  /** Null lets the officer type it. */
  readonly passphrase?: string | null
  /** The desktop's session keeps keys, as most do. */
  readonly keychain?: boolean
  /** A program of the same form in place of the built one. */
  readonly program?: string
  /** The file of settings that IT staff made. */
  readonly managedSettings?: string
}

/** A running desk with the officer's hands on it: what is pressed, typed and read. */
export class Desk {
  private constructor(
    private readonly application: ElectronApplication,
    readonly page: Page,
    readonly profile: string,
  ) {}

  static async start(options: DeskOptions = {}): Promise<Desk> {
    const { executable, executableWithKeychain, program } = await installed()
    const profile = options.profile ?? folderOfTheUser('profile')
    const application = await _electron.launch({
      executablePath: options.keychain ? executableWithKeychain : executable,
      args: [options.program ?? program],
      chromiumSandbox: true,
      env: {
        ...environmentOfThisMachine(),
        HOME: profile,
        // The officer's computer stands where the agency is.
        TZ: 'Asia/Makassar',
        MEJA_ADUAN_PROFILE: profile,
        ...(options.server ? { MEJA_ADUAN_SERVER: options.server } : {}),
        ...(options.managedSettings ? { MEJA_ADUAN_MANAGED_SETTINGS: options.managedSettings } : {}),
        ...(options.passphrase === null ? {} : { MEJA_ADUAN_PASSPHRASE: options.passphrase ?? passphrase }),
      },
    })
    return new Desk(application, await application.firstWindow(), profile)
  }

  get mainProcess(): ElectronApplication {
    return this.application
  }

  async signIn(server: string, username: string, typed: string = password): Promise<void> {
    await this.page.getByTestId('server-url').fill(server)
    await this.page.getByTestId('sign-in-username').fill(username)
    await this.page.getByTestId('sign-in-password').fill(typed)
    await this.page.getByTestId('sign-in-submit').click()
  }

  rows(status?: string): Locator {
    const selector = status ? `[data-testid=inbox-row][data-status=${status}]` : '[data-testid=inbox-row]'
    return this.page.locator(selector)
  }

  timeline(type: string): Locator {
    return this.page.locator(`[data-testid=timeline-event][data-type=${type}]`)
  }

  syncStatus(): Locator {
    return this.page.getByTestId('sync-status')
  }

  /** Opens the case with that number through the search field. */
  async open(trackingId: string): Promise<void> {
    await this.page.getByTestId('inbox-search').fill(trackingId)
    // What an earlier search found may still stand there, and an earlier case beside it.
    await expect(this.rows()).toHaveCount(1)
    await this.rows().filter({ hasText: trackingId }).click()
    await expect(this.page.getByTestId('case-number')).toHaveText(`#${trackingId}`)
    await expect(this.page.getByTestId('case-title')).toBeVisible()
  }

  /** Answers the open case; resolves when the desk says that the answer is saved. */
  async respond(text: string): Promise<void> {
    await this.page.getByTestId('action-respond').click()
    await this.page.getByTestId('composer-text').fill(text)
    await this.page.getByTestId('composer-send').click()
    await expect(this.timeline('respond').filter({ hasText: text })).toHaveAttribute(
      'data-state',
      /held|saved/,
    )
  }

  /** Ends the program as a power switch would: nothing of it gets to say goodbye. */
  async kill(): Promise<void> {
    const process = this.application.process()
    // Of one that has ended nothing more is heard.
    if (process.exitCode !== null || process.signalCode !== null) return
    const ended = once(process, 'exit')
    process.kill('SIGKILL')
    await ended
  }

  async close(): Promise<void> {
    await this.application.close()
  }
}

function environmentOfThisMachine(): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith('MEJA_ADUAN_')) kept[name] = value
  }
  return kept
}
