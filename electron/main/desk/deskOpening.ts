import type { Failure, FailureReason } from '../../../shared/bridge/desk'
import type { DiskFiles } from '../files/diskFiles'
import type { MonotonicClock } from '../journal/hold'
import { SessionFile, type StoredSession } from '../session/sessionFile'
import type { SessionRequests } from '../session/sessionRequests'
import type { KeysOpening, KeyStore, OfficerKeys } from '../vault/officerKeys'
import type { LastOfficer, Profile } from '../vault/profile'
import { settleKeyRotation } from '../vault/keyRotation'
import { OpenDesk } from './openDesk'
import { rotateKeys } from './rotateKeys'

export interface OpeningSetting {
  readonly files: DiskFiles
  readonly profile: Profile
  readonly keyStore: KeyStore
  readonly requests: SessionRequests
  readonly clock: MonotonicClock
  /** How much of the disk files of reports may take; left out, the program decides. */
  readonly mostReportFileBytes?: number | undefined
  /** Tokens were renewed, the session has ended, or this computer was revoked. */
  readonly sessionChanged: () => void
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

export type DeskOpening =
  | { readonly outcome: 'opened'; readonly desk: OpenDesk }
  | { readonly outcome: 'failed'; readonly failure: Failure }

/** Opens the keys of an officer's folder, after what an interrupted rotation of them left is settled. */
export async function openKeys(
  { files, keyStore }: OpeningSetting,
  folder: string,
  passphrase: string | null,
): Promise<KeysOpening> {
  // An older program changes nothing of a newer profile (RELIABILITY.md 22).
  if (!(await OpenDesk.isOfNewerProgram(files, folder))) await settleKeyRotation(files, folder)
  return keyStore.open(folder, passphrase)
}

/**
 * Opens an officer's folder whose keys are open already, with the session that is in it; keys that have been in use for
 * their period are replaced before. `passphrase` is the one with which they were opened.
 */
export async function openStored(
  setting: OpeningSetting,
  last: LastOfficer,
  found: OfficerKeys,
  passphrase: string | null,
): Promise<DeskOpening> {
  const { files, profile, requests, clock, mostReportFileBytes, sessionChanged, log } = setting
  const folder = profile.officerFolder(last.folderName)
  const keys = await rotateKeys({ ...setting, folder, passphrase }, found)
  const sessionFile = new SessionFile(files, folder, keys.outboxKey)
  const session = await sessionFile.read()
  if (!session) return failed('storage-failed')
  const desk = await OpenDesk.open({
    files,
    folder,
    folderName: last.folderName,
    keys,
    sessionFile,
    session,
    requests,
    clock,
    mostReportFileBytes,
    sessionChanged,
    onJournalTrouble: (what, error) => log('journal-trouble', { what, error }),
  })
  if (!desk) return failed('newer-profile')
  if (desk.journal.damage) log('journal-damaged', { ...desk.journal.damage, copyName: null })
  return { outcome: 'opened', desk }
}

/** Opens an officer's folder with a session that was just made, or makes the folder and its keys. */
export async function openNew(
  setting: OpeningSetting,
  session: StoredSession,
  last: LastOfficer,
  passphrase: string | null,
): Promise<DeskOpening> {
  const { files, keyStore, profile } = setting
  // Before anything is written: an older program changes nothing of a newer profile (RELIABILITY.md 22).
  if (await OpenDesk.isOfNewerProgram(files, profile.officerFolder(last.folderName))) {
    return failed('newer-profile')
  }
  const folder = await profile.makeOfficerFolder(last.folderName)
  const present = await openKeys(setting, folder, passphrase)
  const opening = present.outcome === 'absent' ? await keyStore.create(folder, passphrase) : present
  if (opening.outcome !== 'open') return failed(reasonOf(opening))
  await new SessionFile(files, folder, opening.keys.outboxKey).write(session)
  await profile.rememberOfficer(last)
  return openStored(setting, last, opening.keys, passphrase)
}

export function reasonOf(opening: Exclude<KeysOpening, { outcome: 'open' }>): FailureReason {
  return opening.outcome === 'absent' ? 'keys-not-opened' : opening.reason
}

function failed(reason: FailureReason): DeskOpening {
  return { outcome: 'failed', failure: { reason } }
}
