import { cpSync, lchownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../../build/run/deskProcess'
import { Desk } from '../../e2e/desk'
import hiddenScreen from '../../e2e/hiddenScreen'
import { NationalProcess } from '../../e2e/nationalProcess'
import { installed } from '../../e2e/ordinaryUser'
import { engineReady, seenStatus } from './pageDriver'

/** So many that hundreds of kills leave no case with a history as no citizen has one. */
const cases = 400
/** An access token lives for three times as long, and a copy is worked with for less than the rest. */
const copiedForMilliseconds = 300_000

/** The real program and a sandbox of its own process; started when a row first needs them, ended with the run. */
export class RealDesks {
  private started: Promise<NationalProcess> | null = null
  private endScreen: (() => void) | undefined
  private signedIn: { readonly profile: Promise<string>; readonly at: number } | null = null
  private readonly folders: string[] = []

  national(): Promise<NationalProcess> {
    this.started ??= this.startNational()
    return this.started
  }

  /** A copy of a profile in which an officer signed in and pulled everything. */
  async profile(): Promise<string> {
    return this.copyOf(await this.original())
  }

  async copyOf(profile: string): Promise<string> {
    const copy = mkdtempSync(join(tmpdir(), 'faults-profile-'))
    this.folders.push(copy)
    rmSync(copy, { recursive: true })
    copyProfile(profile, copy)
    return copy
  }

  /** The same in a folder that is given; whoever gives it removes it. */
  async profileAt(folder: string): Promise<void> {
    copyProfile(await this.original(), folder)
  }

  async close(): Promise<void> {
    const national = await this.started?.catch(() => null)
    await national?.stop()
    this.endScreen?.()
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true })
    // A copy that an ordinary user can read, made where the tests run as root.
    const program = this.started ? (await installed()).program : projectRoot
    if (program !== projectRoot) rmSync(dirname(program), { recursive: true, force: true })
  }

  /**
   * Copies hold the same refresh token. As soon as one of them has used it, it ends the session for all others
   * (PROTOCOL.md 2.2), as for a thief: so it is signed in anew before that.
   */
  private original(): Promise<string> {
    const now = performance.now()
    if (!this.signedIn || now - this.signedIn.at > copiedForMilliseconds) {
      this.signedIn = { profile: this.signIn(), at: now }
    }
    return this.signedIn.profile
  }

  private async startNational(): Promise<NationalProcess> {
    this.endScreen = await hiddenScreen()
    const national = new NationalProcess({ cases })
    await national.start()
    return national
  }

  private async signIn(): Promise<string> {
    const national = await this.national()
    const desk = await Desk.start()
    this.folders.push(desk.profile)
    await desk.signIn(national.url, 'sari')
    await engineReady(desk.page)
    while ((await seenStatus(desk.page)).casesHeld === 0) await desk.page.waitForTimeout(50)
    await desk.close()
    return desk.profile
  }
}

/** As it is, so that it still belongs to the user who runs the program. */
/** A copy that belongs to whom the original belongs to. */
export function copyProfile(profile: string, copy: string): void {
  cpSync(profile, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  ownedLike(profile, copy)
}

/** The program runs as an ordinary user also when this runs as root. */
function ownedLike(original: string, copy: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(original)
  for (const name of ['', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(copy, name), uid, gid)
  }
}
