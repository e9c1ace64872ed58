import type { Attempt, DeskState, Failure, FailureReason, KeyKeeping } from '../../../shared/bridge/desk'
import { assertNever } from '../../../shared/domain/assertNever'
import type { Officer } from '../../../shared/domain/officer'
import { signInRequestSchema, type SessionResponse } from '../../../shared/protocol/session'
import { systemErrorCode, type DiskFiles } from '../files/diskFiles'
import type { MonotonicClock } from '../journal/hold'
import { readServerAddress } from '../session/serverAddress'
import { SessionFile, type StoredSession } from '../session/sessionFile'
import type { SessionRequests } from '../session/sessionRequests'
import { refusePassphrase, type KeysOpening, type KeyStore, type OfficerKeys } from '../vault/officerKeys'
import { officerFolderName, type LastOfficer, type Profile } from '../vault/profile'
import { OpenDesk } from './openDesk'

/** What an officer types to sign in (`deskArguments.signIn`). */
export interface SignInForm {
  readonly server: string
  readonly username: string
  readonly password: string
  readonly otp?: string | undefined
  readonly passphrase?: string | undefined
}

export type Stage =
  | { readonly stage: 'signed-out' }
  | { readonly stage: 'locked'; readonly last: LastOfficer }
  | { readonly stage: 'open'; readonly desk: OpenDesk }

export interface DeskSetting {
  readonly files: DiskFiles
  readonly profile: Profile
  readonly keyStore: KeyStore
  readonly requests: SessionRequests
  readonly clock: MonotonicClock
  /** Stands for a typed passphrase, so that a test need not type one; null in every packaged program. */
  readonly presetPassphrase: string | null
  readonly rememberServer: (server: string) => Promise<void>
  readonly changed: () => void
  /** The open desk is another one or none: ports to the old one are closed. */
  readonly deskClosed: () => void
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** Who is at the desk: signed out, behind the passphrase, or open. One change is finished before the next begins. */
export class Desk {
  private current: Stage = { stage: 'signed-out' }
  private lastChange: Promise<unknown> = Promise.resolve()

  constructor(private readonly setting: DeskSetting) {}

  get stage(): Stage {
    return this.current
  }

  get open(): OpenDesk | null {
    return this.current.stage === 'open' ? this.current.desk : null
  }

  /**
   * Whether a passphrase must be typed. With a preset one nobody is asked, and the interface needs no field for it.
   */
  get keyKeeping(): KeyKeeping {
    return this.setting.keyStore.needsPassphrase() && this.setting.presetPassphrase === null
      ? 'passphrase'
      : 'keychain'
  }

  /** Opens what can be opened without asking anybody: works without a network. */
  start(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      const last = await this.setting.profile.lastOfficer()
      if (!last) return
      await this.openAtStart(last)
    }).catch((error: unknown) => this.setting.log('start-failed', { error }))
  }

  unlock(passphrase: string): Promise<Attempt<{ readonly officer: Officer }>> {
    return this.attempt(async () => {
      if (this.current.stage === 'open') return done(this.current.desk)
      if (this.current.stage === 'signed-out') return failed({ reason: 'storage-failed' })
      const { last } = this.current
      const folder = this.setting.profile.officerFolder(last.folderName)
      const opening = await this.setting.keyStore.open(folder, passphrase)
      if (opening.outcome !== 'open') return failed({ reason: reasonOf(opening) })
      const attempt = await this.openStored(last, opening.keys)
      // The keys are right and there is no session to go on with: only signing in makes a new one.
      if (attempt.outcome === 'failed') this.become({ stage: 'signed-out' })
      return attempt
    })
  }

  signIn(form: SignInForm): Promise<Attempt<{ readonly officer: Officer }>> {
    return this.attempt(async () => {
      const address = readServerAddress(form.server)
      if (address.kind === 'not-an-address') return failed({ reason: 'not-an-address' })
      if (address.kind === 'insecure-address') {
        return failed({ reason: 'insecure-address', detail: address.host })
      }
      const passphrase = form.passphrase || this.setting.presetPassphrase
      // Asked for before the network is: whoever is signed in already has the keys open.
      if (this.current.stage !== 'open' && this.setting.keyStore.needsPassphrase()) {
        const refusal = refusePassphrase(passphrase)
        if (refusal) return failed({ reason: refusal })
      }
      const request = signInRequestSchema.safeParse(this.signInRequest(form))
      if (!request.success) return failed({ reason: 'bad-credentials' })
      const answer = await this.setting.requests.signIn(address.baseUrl, request.data)
      if (answer.kind !== 'session') {
        this.setting.log('sign-in-failed', { reason: answer.failure.reason })
        return failed(answer.failure)
      }
      return this.takeSession(address.baseUrl, answer.session, passphrase)
    })
  }

  signOut(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      const { current } = this
      // First what must not fail half-way: without this file nobody is signed in at the next start.
      await this.setting.profile.forgetLastOfficer()
      this.become({ stage: 'signed-out' })
      if (current.stage !== 'open') return
      const { server, accessToken } = current.desk.session.current
      await current.desk.forgetSession()
      await current.desk.close()
      await this.setting.requests.signOut(server, accessToken)
    })
  }

  /** For the end of the program: what is being written is finished, nobody is signed out. */
  close(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      await this.open?.close()
      this.current = { stage: 'signed-out' }
    })
  }

  private async openAtStart(last: LastOfficer): Promise<void> {
    const folder = this.setting.profile.officerFolder(last.folderName)
    const opening = await this.setting.keyStore.open(folder, this.setting.presetPassphrase)
    if (opening.outcome === 'open') {
      const attempt = await this.openStored(last, opening.keys)
      if (attempt.outcome === 'failed') this.setting.log('start-failed', { reason: attempt.failure.reason })
      return
    }
    const reason = reasonOf(opening)
    this.setting.log('keys-not-opened', { reason })
    if (reason === 'passphrase-missing' || reason === 'passphrase-wrong')
      this.become({ stage: 'locked', last })
  }

  private signInRequest({ username, password, otp }: SignInForm): unknown {
    const { deviceId, deviceName } = this.setting.requests.identity
    return { username: username.trim(), password, otp: otp?.trim() || undefined, deviceId, deviceName }
  }

  private async takeSession(
    server: string,
    { accessToken, refreshToken, officer }: SessionResponse,
    passphrase: string | null,
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const session: StoredSession = { server, accessToken, refreshToken, officer }
    const folderName = officerFolderName(server, officer.id)
    if (this.open?.folderName === folderName) {
      await this.open.renewSession(session)
      return done(this.open)
    }
    const last = { folderName, officerName: officer.name }
    const attempt = await this.orStorageFailed(() => this.openNew(session, last, passphrase))
    // A session that cannot be kept is not left open at the national system.
    if (attempt.outcome === 'failed') await this.setting.requests.signOut(server, accessToken)
    else await this.setting.rememberServer(server)
    return attempt
  }

  private async openNew(
    session: StoredSession,
    last: LastOfficer,
    passphrase: string | null,
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const { files, keyStore, profile } = this.setting
    const folder = await profile.makeOfficerFolder(last.folderName)
    const present = await keyStore.open(folder, passphrase)
    const opening = present.outcome === 'absent' ? await keyStore.create(folder, passphrase) : present
    if (opening.outcome !== 'open') return failed({ reason: reasonOf(opening) })
    await new SessionFile(files, folder, opening.keys.outboxKey).write(session)
    await profile.rememberOfficer(last)
    return this.openStored(last, opening.keys)
  }

  private async openStored(
    last: LastOfficer,
    keys: OfficerKeys,
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const { files, profile, requests, clock, changed, log } = this.setting
    const folder = profile.officerFolder(last.folderName)
    const sessionFile = new SessionFile(files, folder, keys.outboxKey)
    const session = await sessionFile.read()
    if (!session) return failed({ reason: 'storage-failed' })
    const desk = await OpenDesk.open({
      files,
      folder,
      folderName: last.folderName,
      keys,
      sessionFile,
      session,
      requests,
      clock,
      sessionChanged: changed,
      onCompactionFailure: (error) => log('journal-compaction-failed', { error }),
    })
    if (!desk) return failed({ reason: 'storage-failed', detail: 'newer-version' })
    if (desk.damage) log('journal-damaged', { ...desk.damage, copyName: null })
    const before = this.open
    this.become({ stage: 'open', desk })
    await before?.close()
    return done(desk)
  }

  /** A disk that fails is said to the officer, like every other reason. */
  private async orStorageFailed<Value>(tried: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    try {
      return await tried()
    } catch (error) {
      this.setting.log('storage-failed', { error })
      return failed({ reason: 'storage-failed', detail: systemErrorCode(error) ?? undefined })
    }
  }

  private attempt<Value>(tried: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    return this.oneAfterTheOther(() => this.orStorageFailed(tried))
  }

  private become(stage: Stage): void {
    const hadDesk = this.open !== null
    this.current = stage
    if (hadDesk) this.setting.deskClosed()
    this.setting.changed()
  }

  private oneAfterTheOther<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = this.lastChange.then(change)
    this.lastChange = next.catch(() => undefined)
    return next
  }
}

/** What the page is told, with what it is told beside it. */
export function deskStateOf(
  stage: Stage,
  surroundings: Pick<DeskState, 'server' | 'keyKeeping' | 'language' | 'theme' | 'version'>,
): DeskState {
  switch (stage.stage) {
    case 'signed-out':
      return { ...surroundings, stage: 'signed-out' }
    case 'locked':
      return { ...surroundings, stage: 'locked', officerName: stage.last.officerName }
    case 'open': {
      const { session } = stage.desk
      const { server, officer } = session.current
      return { ...surroundings, server, stage: 'open', officer, session: session.state }
    }
    default:
      return assertNever(stage, 'stage of the desk')
  }
}

function reasonOf(opening: Exclude<KeysOpening, { outcome: 'open' }>): FailureReason {
  return opening.outcome === 'absent' ? 'storage-failed' : opening.reason
}

function done(desk: OpenDesk): Attempt<{ readonly officer: Officer }> {
  return { outcome: 'done', officer: desk.session.current.officer }
}

function failed(failure: Failure): { readonly outcome: 'failed'; readonly failure: Failure } {
  return { outcome: 'failed', failure }
}
