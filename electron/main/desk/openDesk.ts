import type { JournalDamage } from '../../../shared/bridge/journalPort'
import type { DiskFiles } from '../files/diskFiles'
import { Journal } from '../journal/journal'
import type { MonotonicClock } from '../journal/hold'
import type { JournalSurroundings } from '../journal/journalConversation'
import type { SessionFile, StoredSession } from '../session/sessionFile'
import { SessionKeeper } from '../session/sessionKeeper'
import type { SessionRequests } from '../session/sessionRequests'
import { forgetKeys, type OfficerKeys } from '../vault/officerKeys'

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
  readonly onCompactionFailure: (error: unknown) => void
}

/** All that belongs to one officer at the desk: keys, session and journal. It opens and closes as one. */
export class OpenDesk {
  readonly session: SessionKeeper

  /** Null when the journal was written by a newer program, which must not be touched (RELIABILITY.md 22). */
  static async open(setting: OpenDeskSetting): Promise<OpenDesk | null> {
    const opened = await Journal.open({
      files: setting.files,
      path: `${setting.folder}/journal`,
      key: setting.keys.outboxKey,
      now: () => new Date(),
      clock: setting.clock,
      onCompactionFailure: setting.onCompactionFailure,
    })
    if (opened.kind === 'newer') return null
    return new OpenDesk(setting, opened.journal, opened.damage)
  }

  private constructor(
    private readonly setting: OpenDeskSetting,
    readonly journal: Journal,
    readonly damage: JournalDamage | null,
  ) {
    const { sessionFile, requests, sessionChanged } = setting
    const save = (session: StoredSession): Promise<void> => sessionFile.write(session)
    this.session = new SessionKeeper(setting.session, requests, save, sessionChanged)
  }

  get folderName(): string {
    return this.setting.folderName
  }

  /** What the engine is told when it connects. */
  surroundings(): JournalSurroundings {
    const { officer, server } = this.session.current
    return {
      officer,
      server,
      databaseName: `desk-${this.setting.folderName}`,
      cacheKey: new Uint8Array(this.setting.keys.cacheKey),
      damage: this.damage,
    }
  }

  /** The same officer signed in again. */
  async renewSession(session: StoredSession): Promise<void> {
    await this.setting.sessionFile.write(session)
    this.session.replace(session)
  }

  async forgetSession(): Promise<void> {
    await this.setting.sessionFile.remove()
  }

  /** Waits for the journal's last write, then destroys the keys in memory. */
  async close(): Promise<void> {
    await this.journal.close()
    forgetKeys(this.setting.keys)
  }
}
