import { join } from 'node:path'
import type { DiskFiles } from '../files/diskFiles'
import { fileIdOf } from '../journal/attachmentStore'
import type { MonotonicClock } from '../journal/hold'
import { Journal } from '../journal/journal'
import { isNewerJournal } from '../journal/openJournal'
import { copySealedAnew, journalSealedAnew, type Keys } from '../journal/sealAnew'
import { sessionName, sessionSealedAnew } from '../session/sessionFile'
import {
  copyOf,
  giveUpKeyRotation,
  sealedFolders,
  settleKeyRotation,
  type OnKeyRotationStep,
} from '../vault/keyRotation'
import { forgetKeys, type KeyStore, type OfficerKeys } from '../vault/officerKeys'
import { engineNotesName, notesSealedAnew } from './engineNotesFile'
import { journalPath } from './openDesk'

export interface KeyRotationSetting {
  readonly files: DiskFiles
  readonly folder: string
  readonly keyStore: KeyStore
  readonly clock: MonotonicClock
  /** With which the keys were opened; the new ones are kept in the same way. */
  readonly passphrase: string | null
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly onStep?: OnKeyRotationStep | undefined
}

/**
 * Replaces keys that have been in use for their period, before the desk is opened with them; answers those to go on
 * with. What fails before it is decided keeps nobody from their work: the keys stay, and a later opening tries again.
 */
export async function rotateKeys(setting: KeyRotationSetting, keys: OfficerKeys): Promise<OfficerKeys> {
  const { files, folder, keyStore, log, passphrase } = setting
  const step: OnKeyRotationStep = setting.onStep ?? (() => undefined)
  // An older program changes nothing of a newer profile (RELIABILITY.md 22).
  if (await isNewerJournal(files, journalPath(folder))) return keys
  if (!(await keyStore.due(folder)).outbox || (await hasSetAside(files, folder))) return keys
  const fresh = keyStore.fresh(keys)
  try {
    await sealAllAnew(setting, { from: keys.outboxKey, to: fresh.outboxKey }, fresh.cacheKey !== null, step)
    await step('decide')
    await keyStore.keepNext(folder, fresh, passphrase)
  } catch (error) {
    await giveUpKeyRotation(files, folder)
    forgetKeys(fresh)
    log('key-rotation-postponed', { error })
    return keys
  }
  await settleKeyRotation(files, folder, step)
  forgetKeys(keys)
  log('keys-rotated')
  return fresh
}

/** What was set aside of a damaged journal can be opened with the old key alone, and may still be wanted. */
async function hasSetAside(files: DiskFiles, folder: string): Promise<boolean> {
  for (const place of sealedFolders(folder)) {
    const names = (await files.list(place)).map(({ name }) => name)
    if (names.some((name) => name.startsWith('journal-damaged-') || name.endsWith('-set-aside'))) return true
  }
  return false
}

async function sealAllAnew(
  setting: KeyRotationSetting,
  keys: Keys,
  forgetsCache: boolean,
  step: OnKeyRotationStep,
): Promise<void> {
  const { files, folder } = setting
  await step('seal-journal')
  await sealJournalAnew(setting, keys)
  if (await hasSetAside(files, folder)) throw new Error('A damaged journal was set aside.')
  await step('seal-attachments')
  const [attachments] = sealedFolders(folder)
  const sealed = (await files.list(attachments)).filter(({ name }) => fileIdOf(name))
  for (const { name } of sealed) {
    const path = join(attachments, name)
    await copySealedAnew(files, path, copyOf(path), keys)
  }
  await step('seal-session')
  await sealAnew(setting, sessionName, (bytes) => sessionSealedAnew(bytes, keys.from, keys.to))
  await step('seal-notes')
  await sealAnew(setting, engineNotesName, (bytes) => notesSealedAnew(bytes, { ...keys, forgetsCache }))
  await step('sync-copies')
  if (sealed.length > 0) await files.syncFolder(attachments)
  await files.syncFolder(folder)
}

/** Opened and closed once first, so that whatever its last end left is mended and all of it is on the disk. */
async function sealJournalAnew({ clock, files, folder }: KeyRotationSetting, keys: Keys): Promise<void> {
  const path = journalPath(folder)
  // Without its reserve: a full disk gives the rotation up, not the space that is kept for the officer's work.
  const setting = { files, path, key: keys.from, now: () => new Date(), clock, reserveLength: 0 }
  const opened = await Journal.open(setting)
  if (opened.kind === 'newer') throw new Error('The journal is of a newer program.')
  await opened.journal.close()
  const bytes = await files.read(path)
  const sealed = bytes && journalSealedAnew(bytes, keys)
  if (!sealed) throw new Error('The journal is not whole.')
  await writeCopy(files, path, sealed)
}

/** What cannot be opened is left as it is: it counts for nothing with either key. */
async function sealAnew(
  { files, folder }: KeyRotationSetting,
  name: string,
  sealedAnew: (bytes: Buffer) => Buffer | null,
): Promise<void> {
  const path = join(folder, name)
  const bytes = await files.read(path)
  const sealed = bytes && sealedAnew(bytes)
  if (sealed) await writeCopy(files, path, sealed)
}

async function writeCopy(files: DiskFiles, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await files.create(copyOf(path))
  try {
    await handle.write(bytes, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
