import { dirname } from 'node:path'
import { makePackages } from '../../../build/package/makePackages'
import { electronRuntime } from '../../../build/electron-runtime/electronRuntime'
import { projectRoot } from '../../../build/run/deskProcess'
import type { DeskOptions } from '../../e2e/desk'
import hiddenScreen from '../../e2e/hiddenScreen'
import { NationalProcess } from '../../e2e/nationalProcess'
import { folderOfTheUser, installed } from '../../e2e/ordinaryUser'
import { ForeignServer } from './foreignServer'
import { signedIn, type SecuredDesk } from './securedDesk'
import { makeVariant, type Variant } from './variants'
import { Wire } from './wire'
import { removeFolder } from './removeFolder'

const cases = 200

/** What all checks share: the sandbox, a wire to it, another site, and the programs that are running. */
export class SecurityWorld {
  private surroundings: Promise<Surroundings> | null = null
  private packaged: Promise<string> | null = null
  private readonly programs = new Map<string, Promise<string>>()
  private readonly shared = new Map<string, Promise<SecuredDesk>>()
  private readonly folders: string[] = []

  /** A desk at which an officer is signed in; the same for all checks that look at the same program. */
  desk(variant?: Variant): Promise<SecuredDesk> {
    const name = variant?.name ?? ''
    const running = this.shared.get(name) ?? this.startDesk(variant)
    this.shared.set(name, running)
    return running
  }

  /** Ends what a check has made unusable; the next one that looks at this program gets a new one. */
  async end(variant?: Variant): Promise<void> {
    const name = variant?.name ?? ''
    const running = this.shared.get(name)
    this.shared.delete(name)
    const found = await running?.catch(() => null)
    await found?.desk.kill()
    found?.wire.close()
    found?.foreign.close()
  }

  /** How a desk of this program is started by a check that needs one of its own. */
  async options(variant?: Variant): Promise<DeskOptions> {
    await this.around()
    return variant ? { program: await this.program(variant) } : {}
  }

  async national(): Promise<NationalProcess> {
    return (await this.around()).national
  }

  /** A wire of its own to the sandbox; whoever asks for it closes it. */
  async wire(): Promise<Wire> {
    return Wire.start((await this.national()).url)
  }

  /** The folder of the packaged program, packed once, as it is shipped. */
  package(): Promise<string> {
    this.packaged ??= this.pack()
    return this.packaged
  }

  async close(): Promise<void> {
    for (const running of this.shared.values()) {
      const found = await running.catch(() => null)
      await found?.desk.kill().catch(() => undefined)
      found?.wire.close()
      found?.foreign.close()
    }
    const around = await this.surroundings?.catch(() => null)
    await around?.national.stop()
    if (around?.endScreen) {
      around.endScreen()
      // Whoever comes after would look for a screen that is gone.
      delete process.env['DISPLAY']
    }
    for (const folder of this.folders) removeFolder(folder)
    const program = around ? (await installed()).program : projectRoot
    if (program !== projectRoot) removeFolder(dirname(program))
  }

  private around(): Promise<Surroundings> {
    this.surroundings ??= startSurroundings()
    return this.surroundings
  }

  private async startDesk(variant: Variant | undefined): Promise<SecuredDesk> {
    const [wire, foreign] = await Promise.all([this.wire(), ForeignServer.start()])
    const desk = await signedIn(wire.url, 'sari', await this.options(variant))
    this.folders.push(desk.profile)
    return { desk, wire, foreign }
  }

  private program(variant: Variant): Promise<string> {
    const made = this.programs.get(variant.name) ?? this.makeProgram(variant)
    this.programs.set(variant.name, made)
    return made
  }

  private async makeProgram(variant: Variant): Promise<string> {
    const program = makeVariant((await installed()).program, variant)
    this.folders.push(program)
    return program
  }

  private async pack(): Promise<string> {
    await this.around()
    const outputFolder = folderOfTheUser('packed')
    this.folders.push(outputFolder)
    const runtime = await electronRuntime()
    await makePackages({ system: 'linux', targets: ['dir'], outputFolder, runtime, isForDevelopment: true })
    return `${outputFolder}/linux-unpacked`
  }
}

interface Surroundings {
  readonly national: NationalProcess
  readonly endScreen: (() => void) | undefined
}

async function startSurroundings(): Promise<Surroundings> {
  const endScreen = await hiddenScreen()
  const national = new NationalProcess({ cases })
  await national.start()
  return { national, endScreen }
}
