import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { installed } from '../../e2e/ordinaryUser'
import { passphrase } from '../../e2e/desk'

/** A page that is being loaded anew may never answer what it was asked before. */
const answerTime = 3_000

/** One life of the real program, which can be killed from its first moment on. */
export class RunningDesk {
  private constructor(
    private readonly application: ElectronApplication,
    readonly page: Page,
  ) {}

  static async start(profile: string): Promise<RunningDesk> {
    const { executable, program } = await installed()
    const application = await _electron.launch({
      executablePath: executable,
      args: [program],
      chromiumSandbox: true,
      // A machine may be busy; how long it takes is not what is asked here.
      timeout: 120_000,
      env: environmentFor(profile),
    })
    return new RunningDesk(application, await application.firstWindow())
  }

  /** As SIGKILL does it, whatever the program is doing. */
  async kill(): Promise<void> {
    await killed(this.application.process())
  }

  async close(): Promise<void> {
    await this.application.close()
  }

  /** The page's process dies; the program does not. From then on the page is reached through main alone. */
  async crashPage(): Promise<void> {
    await this.application.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    })
  }

  /** Runs a script in the page through main; one that the page does not answer in time counts as failed. */
  evaluate(script: string): Promise<unknown> {
    const answer = this.application.evaluate(
      ({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text),
      script,
    )
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('The page does not answer.')), answerTime)
    })
    return Promise.race([answer, late])
  }
}

/** Starts the program with nobody looking on, and kills it so many milliseconds later. */
export async function killedInStart(profile: string, milliseconds: number): Promise<void> {
  const { executable, program } = await installed()
  const child = spawn(executable, [program], { env: environmentFor(profile), stdio: 'ignore' })
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  await killed(child)
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

function environmentFor(profile: string): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith('MEJA_ADUAN_')) kept[name] = value
  }
  return { ...kept, HOME: profile, MEJA_ADUAN_PROFILE: profile, MEJA_ADUAN_PASSPHRASE: passphrase }
}
