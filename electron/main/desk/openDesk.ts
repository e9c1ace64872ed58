import { randomBytes } from 'node:crypto'
import type { DeskOpener } from '../../../shared/bridge/lock'
import type { FetchingParts } from '../attachments/fetchBytes'
import { ReportFiles } from '../attachments/reportFiles'
import type { JournalSource } from '../diagnostics/diagnostics'
import type { DiskFiles } from '../files/diskFiles'
import { keyLength } from '../files/sealing'
import { forward } from '../gateway/forward'
import { Journal } from '../journal/journal'
import type { MonotonicClock } from '../journal/hold'
import type { JournalSurroundings } from '../journal/journalConversation'
import { isNewerJournal, type JournalTrouble } from '../journal/openJournal'
import type { Place } from '../../../shared/bridge/place'
import type { UnsentCount } from '../page/closing'
import { FirstScreenFile } from '../page/firstScreenFile'
import { PlaceFile } from '../page/placeFile'
import type { SessionFile, StoredSession } from '../session/sessionFile'
import { SessionKeeper } from '../session/sessionKeeper'
import type { SessionRequests } from '../session/sessionRequests'
import {
  forgetKeys,
  type CacheKeyOpening,
  type KeyRenewal,
  type KeyStore,
  type OfficerKeys,
} from '../vault/officerKeys'
import { EngineNotesFile } from './engineNotesFile'

export interface OpenDeskSetting {
  readonly files: DiskFiles
  readonly folder: string
  readonly folderName: string
  readonly keys: OfficerKeys
  readonly sessionFile: SessionFile
  readonly session: StoredSession
  readonly requests: SessionRequests
  readonly clock: MonotonicClock
  readonly sessionChanged: () => void
  readonly mostReportFileBytes?: number | undefined
  readonly onJournalTrouble: (what: JournalTrouble, error: unknown) => void
}

/** What is behind the cache key: all that was ever read of a report. */
interface Reports {
  readonly cacheKey: Buffer
  readonly files: ReportFiles
}

/**
 * All that belongs to one officer at the desk: keys, session, journal and reports' files. It opens and closes as one;
 * while it is locked, reports are out of reach and what was decided goes on being sent (ARCHITECTURE.md, *Two keys*).
 */
export class OpenDesk {
  /** Null when the journal was written by a newer program, which must not be touched (RELIABILITY.md 22). */
  static async open(setting: OpenDeskSetting): Promise<OpenDesk | null> {
    const opened = await Journal.open({
      files: setting.files,
      path: journalPath(setting.folder),
      key: setting.keys.outboxKey,
      now: () => new Date(),
      clock: setting.clock,
      onTrouble: setting.onJournalTrouble,
    })
    if (opened.kind === 'newer') return null
    const notes = await EngineNotesFile.open(setting.files, setting.folder, setting.keys.outboxKey)
    const { requests, sessionFile, sessionChanged } = setting
    const save = (session: StoredSession): Promise<void> => sessionFile.write(session)
    const session = new SessionKeeper(setting.session, requests, save, sessionChanged)
    const desk = new OpenDesk(setting, session, opened.journal, notes)
    if (setting.keys.cacheKey) await desk.unlock(setting.keys.cacheKey)
    return desk
  }

  /** Whether a newer program has worked in the officer's folder: then not a byte of it may be changed. */
  static isOfNewerProgram(files: DiskFiles, folder: string): Promise<boolean> {
    return isNewerJournal(files, journalPath(folder))
  }

  private reports: Reports | null = null
  private presentOpener: DeskOpener | null
  private readonly firstScreenFile: FirstScreenFile
  private shownLast: string | null = null
  private readonly placeFile: PlaceFile
  private placeBefore: Place | null = null

  private constructor(
    private readonly setting: OpenDeskSetting,
    readonly session: SessionKeeper,
    readonly journal: Journal,
    readonly notes: EngineNotesFile,
  ) {
    this.presentOpener = setting.keys.opener
    this.placeFile = new PlaceFile(setting.files, setting.folder)
    this.firstScreenFile = new FirstScreenFile(setting.files, setting.folder)
  }

  get folderName(): string {
    return this.setting.folderName
  }

  /** Null while the desk is locked. */
  get reportFiles(): ReportFiles | null {
    return this.reports?.files ?? null
  }

  get isLocked(): boolean {
    return this.reports === null
  }

  /** Where the officer was when the desk, which is open again, was locked. */
  get lockedAt(): Place | null {
    return this.placeBefore
  }

  /** What the list showed last; null while the desk is locked, and where nothing was kept since it was. */
  get firstScreen(): string | null {
    return this.shownLast
  }

  /** What opens the desk after a lock; null while nothing would. */
  get opener(): DeskOpener | null {
    return this.presentOpener
  }

  /** Takes the key over: it is overwritten when the desk locks. */
  async unlock(cacheKey: Buffer): Promise<void> {
    const { files, folder } = this.setting
    const opened = await ReportFiles.open({
      files,
      folder,
      key: cacheKey,
      parts: partsOf(this.session, this.setting),
      mostBytes: this.setting.mostReportFileBytes,
    })
    this.reports = { cacheKey, files: opened }
    this.placeBefore = await this.placeFile.take(cacheKey)
    this.shownLast = await this.firstScreenFile.read(cacheKey)
  }

  /** For the next start; nothing is kept while the desk is locked. */
  async keepFirstScreen(text: string): Promise<void> {
    if (!this.reports) return
    this.shownLast = text
    await this.firstScreenFile.keep(text, this.reports.cacheKey)
  }

  /**
   * Drops the cache key; what is being fetched is stopped first, lest it be sealed with an empty key. `place` is kept
   * for the next unlocking, whatever becomes of the program until then; what the list showed is not.
   */
  async lock(place: Place | null = null): Promise<void> {
    const { reports } = this
    if (place && reports) await this.placeFile.keep(place, reports.cacheKey)
    await this.dropReports()
    await this.firstScreenFile.forget()
  }

  private async dropReports(): Promise<void> {
    const { reports } = this
    this.reports = null
    this.shownLast = null
    await reports?.files.close()
    reports?.cacheKey.fill(0)
  }

  /** With the PIN or the passphrase; the desk stays as it is. */
  openCacheKey(keyStore: KeyStore, secret: string): Promise<CacheKeyOpening> {
    return keyStore.openCacheKey(this.setting.folder, this.setting.keys.outboxKey, secret)
  }

  /**
   * Puts the reports behind another PIN. With a renewal, or when their key is out of reach, they get a new key: then
   * what was held of them cannot be read any more, and the desk is locked until that key is opened.
   */
  async choosePin(keyStore: KeyStore, pin: string, renewal: KeyRenewal): Promise<void> {
    const kept = renewal === 'none' ? (this.reports?.cacheKey ?? null) : null
    // The engine is not to take a cache of the old key for one that was damaged.
    if (!kept) await this.notes.keep('cache-mark', null)
    const cacheKey = kept ?? randomBytes(keyLength)
    const renewed = !kept && renewal === 'none' ? 'cache' : renewal
    await keyStore.choosePin(this.setting.folder, cacheKey, pin, renewed)
    this.presentOpener = 'pin'
    if (kept) return
    cacheKey.fill(0)
    await this.lock()
  }

  /**
   * Gives the reports a new key where theirs has been in use for its period (keyAge.ts), which only whoever knows the PIN
   * can do; answers whether it must be opened anew. What the disk or the keychain refuses is tried at a later unlocking.
   */
  async renewCacheKey(keyStore: KeyStore, pin: string): Promise<boolean> {
    if (this.presentOpener !== 'pin' || !(await keyStore.due(this.setting.folder)).cache) return false
    await this.choosePin(keyStore, pin, 'cache').catch(() => undefined)
    return true
  }

  /** What the engine is told when it connects. */
  surroundings(): JournalSurroundings {
    const { officer, server } = this.session.current
    return {
      officer,
      server,
      databaseName: `desk-${this.setting.folderName}`,
      cacheKey: this.reports && new Uint8Array(this.reports.cacheKey),
    }
  }

  /** For the diagnostics file. */
  async journalSource(): Promise<JournalSource> {
    const { files, folder } = this.setting
    const listed = await files.list(folder)
    return {
      entries: this.journal.entries(),
      drafts: this.journal.drafts().length,
      files: listed,
      freeBytes: await files.freeBytes(folder),
      diskState: this.journal.diskState,
      damage: this.journal.damage,
    }
  }

  /** What the national system has not taken yet. */
  unsent(): UnsentCount {
    const states = this.journal.entries().map(({ standing }) => standing.state)
    const unsent = states.filter((state) => state !== 'accepted')
    return { total: unsent.length, needsYou: unsent.filter((state) => state === 'needs-you').length }
  }

  /** The same officer signed in again. */
  async renewSession(session: StoredSession): Promise<void> {
    await this.setting.sessionFile.write(session)
    this.session.replace(session)
  }

  async forgetSession(): Promise<void> {
    await this.setting.sessionFile.remove()
    await this.placeFile.forget()
    await this.firstScreenFile.forget()
  }

  /** Stops what is being fetched, waits for the journal's last write, then destroys the keys in memory. */
  async close(): Promise<void> {
    await this.dropReports()
    await this.firstScreenFile.settled()
    await this.journal.close()
    await this.notes.close()
    forgetKeys(this.setting.keys)
  }
}

/** By the gateway's own way: the token is added there, and nothing but PROTOCOL.md goes through. */
function partsOf(session: SessionKeeper, { clock, requests }: OpenDeskSetting): FetchingParts {
  const forwarding = {
    fetch: requests.fetch,
    deskHeaders: () => requests.headers(),
    session: () => session,
  }
  return {
    forward: (request) => forward(request, forwarding),
    pause: (milliseconds, signal) => pause(clock, milliseconds, signal),
  }
}

function pause(clock: MonotonicClock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(milliseconds, resolve)
    signal.addEventListener(
      'abort',
      () => {
        cancel()
        resolve()
      },
      { once: true },
    )
  })
}

export function journalPath(folder: string): string {
  return `${folder}/journal`
}
