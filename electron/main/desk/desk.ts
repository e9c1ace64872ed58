import type { Attempt, Failure, KeyKeeping, RemovalReason } from '../../../shared/bridge/desk'
import type { PinChoice } from '../../../shared/bridge/lock'
import type { Officer } from '../../../shared/domain/officer'
import { signInRequestSchema, type SessionResponse } from '../../../shared/protocol/session'
import { systemErrorCode } from '../files/diskFiles'
import type { PlaceKeeper } from '../page/placeKeeper'
import { readServerAddress } from '../session/serverAddress'
import type { StoredSession } from '../session/sessionFile'
import { KeychainRefusal, refusePassphrase } from '../vault/officerKeys'
import { refusePin } from '../vault/pin'
import { officerFolderName, type LastOfficer } from '../vault/profile'
import type { Removal } from '../vault/removal'
import { UnlockGuards } from '../vault/unlockGuards'
import { openKeys, openNew, openStored, reasonOf, type DeskOpening, type OpeningSetting } from './deskOpening'
import { signedOut, type Stage } from './deskState'
import type { OpenDesk } from './openDesk'

/** What an officer types to sign in (`deskArguments.signIn`). */
export interface SignInForm {
  readonly server: string
  readonly username: string
  readonly password: string
  readonly otp?: string | undefined
  readonly passphrase?: string | undefined
  readonly newPin?: string | undefined
}

export interface DeskSetting extends Omit<OpeningSetting, 'sessionChanged'> {
  /** Stands for a typed passphrase, so that a test need not type one; null in every packaged program. */
  readonly presetPassphrase: string | null
  readonly removal: Removal
  readonly places: Pick<PlaceKeeper, 'current' | 'keepFound'>
  readonly rememberServer: (server: string) => Promise<void>
  readonly changed: () => void
  /** The open desk is another one or none: ports to the old one are closed. */
  readonly deskClosed: () => void
  /** The reports are out of reach: what still shows any must stop. */
  readonly deskLocked: () => void
  /** Resolves when the page that showed the desk is gone, and with it whoever had a database open. */
  readonly freshPage: () => Promise<void>
}

/** Who is at the desk, and what opens and locks it. One change is finished before the next begins. */
export class Desk {
  private current: Stage = signedOut
  private lastChange: Promise<unknown> = Promise.resolve()
  private readonly opening: OpeningSetting
  private readonly guards: UnlockGuards

  constructor(private readonly setting: DeskSetting) {
    this.opening = { ...setting, sessionChanged: () => this.sessionChanged() }
    this.guards = new UnlockGuards(setting)
  }

  get stage(): Stage {
    return this.current
  }

  /** Null while nobody is signed in, or the reports are out of reach. */
  get open(): OpenDesk | null {
    return this.current.stage === 'open' ? this.current.desk : null
  }

  /** Open, or locked and sending what was decided. */
  get sending(): OpenDesk | null {
    return this.current.stage === 'open' || this.current.stage === 'locked' ? this.current.desk : null
  }

  /**
   * Whether a passphrase must be typed. With a preset one nobody is asked, and the interface needs no field for it.
   */
  get keyKeeping(): KeyKeeping {
    return this.setting.keyStore.needsPassphrase() && this.setting.presetPassphrase === null
      ? 'passphrase'
      : 'keychain'
  }

  /** Finishes a removal that was cut short, then opens what can be opened without asking anybody: without a network. */
  start(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      if (await this.setting.removal.finish()) this.setting.log('removal-finished')
      const last = await this.setting.profile.lastOfficer()
      if (last) await this.openAtStart(last)
    }).catch((error: unknown) => this.setting.log('start-failed', { error }))
  }

  /** With the passphrase or the PIN. Whoever tries wrong ones again and again waits (SECURITY.md 13). */
  unlock(secret: string): Promise<Attempt<{ readonly officer: Officer }>> {
    return this.attempt(async () => {
      const { current } = this
      switch (current.stage) {
        case 'open':
          return done(current.desk)
        case 'signed-out':
          return failed({ reason: 'storage-failed' })
        case 'closed':
          return this.guards.guarded(current.last.folderName, () => this.unlockClosed(current.last, secret))
        case 'locked':
          return this.guards.guarded(current.desk.folderName, () => this.unlockLocked(current.desk, secret))
      }
    })
  }

  /** Nothing happens while nothing could open it again. */
  lock(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      const { open } = this
      if (!open || open.opener === null) return
      await open.lock(this.setting.places.current)
      this.becomeLocked(open)
    })
  }

  /** Only where the operating system keeps the keys; a passphrase opens the lock by itself. */
  choosePin({ pin, present, renewsKey }: PinChoice): Promise<Attempt<{ readonly chosen: true }>> {
    return this.attempt(async () => {
      const { open } = this
      const { keyStore } = this.setting
      if (!open || open.opener === 'passphrase') return failed({ reason: 'storage-failed' })
      const refusal = refusePin(pin)
      if (refusal) return failed({ reason: refusal })
      const choose = async (): Promise<Attempt<{ readonly chosen: true }>> => {
        if (open.opener !== null) {
          const opening = await open.openCacheKey(keyStore, present ?? '')
          if (opening.outcome !== 'open') return failed({ reason: opening.reason })
          opening.cacheKey.fill(0)
        }
        await open.choosePin(keyStore, pin, renewsKey ? 'both' : 'none')
        if (open.isLocked) this.becomeLocked(open)
        else this.setting.changed()
        return { outcome: 'done', chosen: true }
      }
      return open.opener === null ? choose() : this.guards.guarded(open.folderName, choose)
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
      const refusal = this.refuseSecrets(form, passphrase)
      if (refusal) return failed({ reason: refusal })
      const request = signInRequestSchema.safeParse(this.signInRequest(form))
      if (!request.success) return failed({ reason: 'bad-credentials' })
      const answer = await this.setting.requests.signIn(address.baseUrl, request.data)
      if (answer.kind !== 'session') {
        this.setting.log('sign-in-failed', { reason: answer.failure.reason })
        return failed(answer.failure)
      }
      return this.takeSession(address.baseUrl, answer.session, { passphrase, newPin: form.newPin ?? null })
    })
  }

  signOut(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      const desk = this.sending
      // First what must not fail half-way: without this file nobody is signed in at the next start.
      await this.setting.profile.forgetLastOfficer()
      this.become(signedOut)
      if (!desk) return
      const { server, accessToken } = desk.session.current
      await desk.forgetSession()
      await desk.close()
      await this.setting.requests.signOut(server, accessToken)
    })
  }

  /** Destroys all that the officer at the desk has on this computer (SECURITY.md 14); resolves when it is gone. */
  remove(reason: RemovalReason): Promise<void> {
    return this.oneAfterTheOther(async () => {
      // Whoever cannot open the desk cannot wish its work away.
      const desk = reason === 'wish' ? this.open : this.sending
      if (!desk) return
      const { server, accessToken } = desk.session.current
      await this.setting.removal.begin(desk.folderName)
      this.become({ ...signedOut, removed: reason })
      // What cannot be written any more is of no use to anybody: it must not keep the rest from going.
      await desk.close().catch((error: unknown) => this.setting.log('close-failed', { error }))
      this.guards.forget(desk.folderName)
      // Nor must a page that does not come: it is loaded, not needed.
      await this.setting.freshPage().catch((error: unknown) => this.setting.log('page-not-loaded', { error }))
      await this.setting.removal.finish()
      if (reason === 'wish') await this.setting.requests.signOut(server, accessToken)
    })
  }

  /** For the end of the program: what is being written is finished, nobody is signed out. */
  close(): Promise<void> {
    return this.oneAfterTheOther(async () => {
      await this.sending?.close()
      this.current = signedOut
    })
  }

  private async openAtStart(last: LastOfficer): Promise<void> {
    const folder = this.setting.profile.officerFolder(last.folderName)
    const passphrase = this.setting.presetPassphrase
    const opening = await openKeys(this.opening, folder, passphrase)
    if (opening.outcome === 'open') {
      const attempt = await this.enter(await openStored(this.opening, last, opening.keys, passphrase))
      if (attempt.outcome === 'failed') this.notOpened(attempt.failure.reason)
      return
    }
    const reason = reasonOf(opening)
    if (reason !== 'passphrase-missing' && reason !== 'passphrase-wrong') return this.notOpened(reason)
    this.setting.log('keys-not-opened', { reason })
    this.become({ stage: 'closed', last })
  }

  private notOpened(reason: Failure['reason']): void {
    this.setting.log('start-failed', { reason })
    if (reason === 'keys-not-opened' || reason === 'newer-profile')
      this.become({ ...signedOut, notOpened: reason })
  }

  private async unlockClosed(
    last: LastOfficer,
    passphrase: string,
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const folder = this.setting.profile.officerFolder(last.folderName)
    const opening = await openKeys(this.opening, folder, passphrase)
    if (opening.outcome !== 'open') return failed({ reason: reasonOf(opening) })
    const attempt = await this.enter(await openStored(this.opening, last, opening.keys, passphrase))
    // The keys are right and there is no session to go on with: only signing in makes a new one.
    if (attempt.outcome === 'failed') this.become(signedOut)
    return attempt
  }

  private async unlockLocked(
    desk: OpenDesk,
    secret: string,
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const { keyStore } = this.setting
    let opening = await desk.openCacheKey(keyStore, secret)
    if (opening.outcome === 'open' && (await desk.renewCacheKey(keyStore, secret))) {
      opening.cacheKey.fill(0)
      opening = await desk.openCacheKey(keyStore, secret)
    }
    if (opening.outcome !== 'open') return failed({ reason: opening.reason })
    await desk.unlock(opening.cacheKey)
    this.setting.places.keepFound(desk.lockedAt)
    this.become({ stage: 'open', desk })
    return done(desk)
  }

  /** Asked for before the network is: whoever is signed in already has the keys open. */
  private refuseSecrets({ newPin }: SignInForm, passphrase: string | null): Failure['reason'] | null {
    if (newPin !== undefined) return refusePin(newPin)
    if (this.sending || !this.setting.keyStore.needsPassphrase()) return null
    return refusePassphrase(passphrase)
  }

  private signInRequest({ username, password, otp }: SignInForm): unknown {
    const { deviceId, deviceName } = this.setting.requests.identity
    return { username: username.trim(), password, otp: otp?.trim() || undefined, deviceId, deviceName }
  }

  private async takeSession(
    server: string,
    { accessToken, refreshToken, officer }: SessionResponse,
    { passphrase, newPin }: { readonly passphrase: string | null; readonly newPin: string | null },
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const session: StoredSession = { server, accessToken, refreshToken, officer }
    const folderName = officerFolderName(server, officer.id)
    const present = this.sending
    if (present?.folderName === folderName) {
      await present.renewSession(session)
      return this.withNewPin(present, newPin)
    }
    const last = { folderName, officerName: officer.name }
    const attempt = await this.orStorageFailed(async () => {
      // One that failed half-way would take what is begun now with it at the next start.
      await this.setting.removal.finish()
      return this.enter(await openNew(this.opening, session, last, passphrase))
    })
    // A session that cannot be kept is not left open at the national system.
    if (attempt.outcome === 'failed') await this.setting.requests.signOut(server, accessToken)
    else await this.setting.rememberServer(server)
    return attempt
  }

  /** The officer has proved who they are: a PIN that was forgotten is replaced, and the reports are pulled anew. */
  private async withNewPin(
    desk: OpenDesk,
    newPin: string | null,
  ): Promise<Attempt<{ readonly officer: Officer }>> {
    const { keyStore } = this.setting
    if (newPin === null || !desk.isLocked || desk.opener !== 'pin') return done(desk)
    await desk.choosePin(keyStore, newPin, 'both')
    await this.guards.forgive(desk.folderName)
    return this.unlockLocked(desk, newPin)
  }

  /** Whoever was at the desk before leaves it. */
  private async enter(opening: DeskOpening): Promise<Attempt<{ readonly officer: Officer }>> {
    if (opening.outcome === 'failed') return opening
    const { desk } = opening
    const before = this.sending
    this.become({ stage: desk.isLocked ? 'locked' : 'open', desk })
    this.setting.places.keepFound(desk.lockedAt)
    await before?.close()
    return done(desk)
  }

  private sessionChanged(): void {
    if (this.sending?.session.state === 'revoked') {
      this.setting.log('device-revoked')
      this.remove('revoked').catch((error: unknown) => this.setting.log('removal-failed', { error }))
    }
    this.setting.changed()
  }

  /** A disk that fails is said to the officer, like every other reason. */
  private async orStorageFailed<Value>(tried: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    try {
      return await tried()
    } catch (error) {
      this.setting.log('storage-failed', { error })
      if (error instanceof KeychainRefusal) return failed({ reason: 'keychain-refused' })
      return failed({ reason: 'storage-failed', detail: systemErrorCode(error) ?? undefined })
    }
  }

  private attempt<Value>(tried: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    return this.oneAfterTheOther(() => this.orStorageFailed(tried))
  }

  private becomeLocked(desk: OpenDesk): void {
    this.current = { stage: 'locked', desk }
    this.setting.deskLocked()
    this.setting.changed()
  }

  private become(stage: Stage): void {
    const before = this.sending
    this.current = stage
    if (before && before !== this.sending) this.setting.deskClosed()
    this.setting.changed()
  }

  private oneAfterTheOther<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = this.lastChange.then(change)
    this.lastChange = next.catch(() => undefined)
    return next
  }
}

function done(desk: OpenDesk): Attempt<{ readonly officer: Officer }> {
  return { outcome: 'done', officer: desk.session.current.officer }
}

function failed(failure: Failure): { readonly outcome: 'failed'; readonly failure: Failure } {
  return { outcome: 'failed', failure }
}
