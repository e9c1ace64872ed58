import { basename, dirname, join } from 'node:path'
import type { DiskFiles } from '../files/diskFiles'
import { removeDurably } from '../files/durableFile'
import { keysPath, nextKeysName } from './keysFile'

/**
 * How the outbox key of an officer is replaced without losing a word (SECURITY.md 10). Copies of everything that it
 * seals are sealed with the new one and stand beside, synced; then the new keys are written beside those in use, and
 * with that it is decided. What follows needs neither a key nor room on the disk: the copies are renamed over what they
 * are copies of, and the new keys, last of all, over the old ones. So a kill or a power cut before the decision leaves
 * the old keys and copies that the next opening removes; after it, the next opening goes on renaming.
 */
export const keyRotationSteps = [
  'seal-journal',
  'seal-attachments',
  'seal-session',
  'seal-notes',
  'sync-copies',
  'decide',
  'put-in-place',
  'sync-places',
  'take-keys',
  'taken',
] as const
export type KeyRotationStep = (typeof keyRotationSteps)[number]
export type OnKeyRotationStep = (step: KeyRotationStep) => void | Promise<void>

/** The name of a copy: no file of ours ends so otherwise. */
const copyEnding = '.sealed-anew'

export function copyOf(path: string): string {
  return `${path}${copyEnding}`
}

/** The folders in which an officer's outbox key seals files. */
export function sealedFolders(folder: string): readonly [attachments: string, folder: string] {
  return [join(folder, 'attachments'), folder]
}

/**
 * Finishes a rotation that was decided, and undoes one that was not. Before anything in the folder is opened: between
 * the decision and the end some of it is sealed with the one key and some with the other.
 */
export async function settleKeyRotation(
  files: DiskFiles,
  folder: string,
  onStep: OnKeyRotationStep = () => undefined,
): Promise<void> {
  const isDecided = (await files.list(folder)).some(({ name }) => name === nextKeysName)
  const copies = await copiesIn(files, folder)
  if (!isDecided && copies.length === 0) return
  // What is seen of the decision may be in memory only, where it was being taken or taken back.
  await files.syncFolder(folder)
  await onStep('put-in-place')
  for (const copy of copies) {
    if (isDecided) await files.rename(copy, copy.slice(0, -copyEnding.length))
    else await files.remove(copy)
  }
  await onStep('sync-places')
  for (const place of new Set(copies.map((copy) => dirname(copy)))) await files.syncFolder(place)
  if (!isDecided) return
  await onStep('take-keys')
  await files.rename(join(folder, nextKeysName), keysPath(folder))
  await files.syncFolder(folder)
  await onStep('taken')
}

/**
 * Gives a rotation up that could not be decided. Throws where it is not sure to be undone; then the copies must stay for
 * the next opening, which finds out what is decided.
 */
export async function giveUpKeyRotation(files: DiskFiles, folder: string): Promise<void> {
  await removeDurably(files, join(folder, nextKeysName))
  for (const copy of await copiesIn(files, folder)) await files.remove(copy)
}

async function copiesIn(files: DiskFiles, folder: string): Promise<readonly string[]> {
  const listed = await Promise.all(
    sealedFolders(folder).map(async (place) =>
      (await files.list(place)).map(({ name }) => join(place, name)),
    ),
  )
  return listed.flat().filter((path) => basename(path).endsWith(copyEnding))
}
