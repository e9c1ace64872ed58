import type { Attempt } from '../../../shared/bridge/desk'
import type { DiskFiles } from '../files/diskFiles'
import type { MonotonicClock } from '../journal/hold'
import type { Profile } from './profile'
import { UnlockGuard } from './unlockGuard'

export interface UnlockGuardsSetting {
  readonly files: DiskFiles
  readonly profile: Profile
  readonly clock: MonotonicClock
}

/** A guard for each officer's folder: who has to wait waits, whoever signs in meanwhile. */
export class UnlockGuards {
  private readonly guards = new Map<string, UnlockGuard>()

  constructor(private readonly setting: UnlockGuardsSetting) {}

  /** Tries a PIN or a passphrase, unless too many were wrong; a wrong one is counted before it is looked at. */
  async guarded<Value>(folderName: string, tried: () => Promise<Attempt<Value>>): Promise<Attempt<Value>> {
    const guard = await this.of(folderName)
    const retryAfterSeconds = guard.waitSeconds()
    if (retryAfterSeconds > 0) {
      return { outcome: 'failed', failure: { reason: 'unlock-too-soon', retryAfterSeconds } }
    }
    await guard.trying()
    const attempt = await tried()
    if (attempt.outcome === 'done') await guard.succeeded()
    return attempt
  }

  /** The officer has proved in another way who they are. */
  async forgive(folderName: string): Promise<void> {
    await (await this.of(folderName)).succeeded()
  }

  /** The officer's folder is gone. */
  forget(folderName: string): void {
    this.guards.delete(folderName)
  }

  private async of(folderName: string): Promise<UnlockGuard> {
    const { clock, files, profile } = this.setting
    const known = this.guards.get(folderName)
    const guard = known ?? (await UnlockGuard.open(files, profile.officerFolder(folderName), clock))
    this.guards.set(folderName, guard)
    return guard
  }
}
