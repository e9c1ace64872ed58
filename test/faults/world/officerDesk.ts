import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Desk } from '../../../electron/main/desk/desk'
import { realDiskFiles } from '../../../electron/main/files/diskFiles'
import { systemClock } from '../../../electron/main/journal/hold'
import { PlaceKeeper } from '../../../electron/main/page/placeKeeper'
import { SessionRequests } from '../../../electron/main/session/sessionRequests'
import { KeyStore } from '../../../electron/main/vault/officerKeys'
import { Removal } from '../../../electron/main/vault/removal'
import { Profile } from '../../../electron/main/vault/profile'
import { NationalServer, nodeFetch } from '../../electron/main/nationalServer'
import { cheap, noKeychain } from '../../electron/main/vault/keychains'

/** The main process's desk on a profile of its own, with real files and real HTTP. */
export class OfficerDesk {
  readonly root = mkdtempSync(join(tmpdir(), 'faults-desk-'))
  private readonly opened: Desk[] = []

  private constructor(readonly national: NationalServer) {}

  static async start(): Promise<OfficerDesk> {
    return new OfficerDesk(await NationalServer.start())
  }

  /** A program that was just started on the profile. `wrap` is how a control takes a protection away. */
  async program(wrap: (profile: Profile) => Profile = (profile) => profile): Promise<Desk> {
    const profile = new Profile(realDiskFiles, this.root)
    const identity = { deviceId: await profile.deviceId(), deviceName: 'pc', version: '0.1.0' }
    const desk = new Desk({
      files: realDiskFiles,
      profile: wrap(profile),
      keyStore: new KeyStore(realDiskFiles, noKeychain, cheap),
      requests: new SessionRequests(nodeFetch, identity),
      clock: systemClock,
      presetPassphrase: null,
      removal: new Removal({
        files: realDiskFiles,
        profile,
        root: this.root,
        clearDatabases: async () => undefined,
      }),
      places: new PlaceKeeper(),
      rememberServer: async () => undefined,
      changed: () => undefined,
      deskClosed: () => undefined,
      deskLocked: () => undefined,
      freshPage: async () => undefined,
      log: () => undefined,
    })
    this.opened.push(desk)
    return desk
  }

  async signIn(desk: Desk, username: string, passphrase = 'kata sandi panjang'): Promise<string> {
    const attempt = await desk.signIn({
      server: this.national.url,
      username,
      password: 'rahasia',
      passphrase,
    })
    return attempt.outcome === 'done' ? 'done' : attempt.failure.reason
  }

  /** What every file of the profile holds, by its hash. */
  hashes(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.files().map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
    )
  }

  files(): readonly string[] {
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .map((name) => join(this.root, name))
      .filter((path) => statSync(path).isFile())
      .sort()
  }

  async end(): Promise<void> {
    for (const desk of this.opened) await desk.close().catch(() => undefined)
    await this.national.stop()
    rmSync(this.root, { recursive: true, force: true })
  }
}
