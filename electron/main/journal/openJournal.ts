import { basename, dirname } from 'node:path'
import type { FileId } from '../../../shared/bridge/attachedFiles'
import type { JournalDamage } from '../../../shared/bridge/journalPort'
import { isOutOfSpace, type DiskFiles } from '../files/diskFiles'
import { AttachmentStore, isWhole } from './attachmentStore'
import { HighWaterMark } from './highWaterMark'
import type { MonotonicClock } from './hold'
import { JournalFile, leftoverOf, type JournalFileSetting } from './journalFile'
import { emptyState, foldRecords, neededFiles, type JournalState } from './journalState'
import { carryForward } from './migrations'
import type { Mark } from './markFormat'
import { readJournal, type JournalContents } from './readJournal'
import { decodeHeader, formatVersion } from './recordFormat'
import { ReserveFile, usualReserveLength } from './reserveFile'
import { noSteps } from './steps'

export interface OpenJournalSetting extends JournalFileSetting {
  readonly clock: MonotonicClock
  /** Bytes that are kept free for a full disk; `usualReserveLength` when left out, 0 for none. */
  readonly reserveLength?: number | undefined
  /** Something failed by which nothing is lost; the journal goes on. */
  readonly onTrouble?: ((what: JournalTrouble, error: unknown) => void) | undefined
}
export type JournalTrouble = 'rewriting' | 'high-water-mark' | 'reserve'

/** All that belongs to an open journal on the disk. */
export interface OpenedParts {
  readonly kind: 'open'
  readonly file: JournalFile
  readonly state: JournalState
  readonly recordsInFile: number
  readonly mark: HighWaterMark
  readonly reserve: ReserveFile
  readonly attachments: AttachmentStore
  /** The sealed files that are there, whole. */
  readonly presentFiles: ReadonlySet<FileId>
}

/**
 * Opens the journal at the path, or makes an empty one.
 *
 * Nothing is written before it is known that no newer program has been here: it is refused without a byte being
 * changed (RELIABILITY.md 22). Then, whatever was interrupted the last time is finished or undone. A journal that was
 * not closed as it should be is written anew from what can be read of it, without a record that was never finished;
 * one of an older version is carried forward in the same way. A damaged one, or one that lags behind the high-water
 * mark, is copied aside as it is before, and a record of what was found goes with it, so that the officer is told even
 * if the program is killed right now. Leftovers are removed.
 */
export async function openJournal(
  setting: OpenJournalSetting,
): Promise<OpenedParts | { readonly kind: 'newer' }> {
  const found = await readFound(setting)
  if (found.contents?.kind === 'newer') return { kind: 'newer' }
  const { files, path, clock, onStep } = setting
  const mark = new HighWaterMark({
    files,
    path: `${path}.mark`,
    onStep,
    onFailure: (error) => setting.onTrouble?.('high-water-mark', error),
  })
  const length = setting.reserveLength ?? usualReserveLength
  const reserve = new ReserveFile({ files, path: `${path}.reserve`, length, clock, onStep })
  await reserve.find()
  const known = await mark.read()
  const opened = await settleFile(setting, reserve, found, known)
  await removeLeftover(setting)
  await mark.settle(opened.state.lastSequence)
  const attachments = new AttachmentStore(setting)
  const presentFiles = await settleAttachments(attachments, opened.state)
  return { kind: 'open', ...opened, mark, reserve, attachments, presentFiles }
}

/**
 * Whether a newer program has written the journal at the path. Asked before anything in the folder is written.
 */
export async function isNewerJournal(files: DiskFiles, path: string): Promise<boolean> {
  const bytes = await files.read(path)
  const header = bytes && decodeHeader(bytes)
  return header !== null && header.version > formatVersion
}

interface Found {
  /** Null when there is no file. */
  readonly contents: JournalContents | null
  readonly bytes: Buffer
}

/** Damage that is not there when it is looked at again was a fault of reading, and nothing is done about it. */
async function readFound(setting: OpenJournalSetting): Promise<Found> {
  const read = async (): Promise<Found> => {
    await (setting.onStep ?? noSteps)('open-read-journal')
    const bytes = await setting.files.read(setting.path)
    return { contents: bytes && readJournal(bytes, setting.key), bytes: bytes ?? Buffer.alloc(0) }
  }
  const first = await read()
  if (first.contents?.kind !== 'damaged') return first
  const second = await read()
  return second.contents === null ? first : second
}

type Settled = Pick<OpenedParts, 'file' | 'state' | 'recordsInFile'>

async function settleFile(
  setting: OpenJournalSetting,
  reserve: ReserveFile,
  { contents, bytes }: Found,
  known: Mark | null,
): Promise<Settled> {
  if (contents?.kind === 'newer') throw new Error('A newer journal is not settled.')
  const state = contents
    ? foldRecords(carryForward(contents.version ?? formatVersion, contents.records))
    : emptyState()
  const damage = await withReserve(reserve, () => damageOf(setting, contents, state, known?.sequence ?? 0))
  if (damage) {
    state.damage = damage
    state.lastSequence = Math.max(state.lastSequence, known?.sequence ?? 0) + 1
  }
  const usable =
    !damage && contents?.kind === 'readable' && contents.version === formatVersion ? contents : null
  if (usable && isTrusted(usable, bytes.length, state, known)) {
    const file = new JournalFile(setting, usable.journalId, usable.end)
    return { file, state, recordsInFile: usable.records.length }
  }
  return settleAnew(setting, reserve, state, usable && { ...usable, bytes })
}

type Readable = Extract<JournalContents, { kind: 'readable' }>

/** Whether all that was read is on the disk: the journal was closed as it should be, and this is what it held then. */
function isTrusted(contents: Readable, length: number, state: JournalState, known: Mark | null): boolean {
  return known?.closed === true && known.sequence === state.lastSequence && contents.end === length
}

/**
 * Writes the file anew before anything of it is shown. What was read may be in the system's memory only, and where a
 * sync had failed, no other sync would bring it to the disk. Where there is no room for that, a file that is usable as
 * it is is written over itself: better than not to open at all.
 */
async function settleAnew(
  setting: OpenJournalSetting,
  reserve: ReserveFile,
  state: JournalState,
  usable: (Readable & Pick<Found, 'bytes'>) | null,
): Promise<Settled> {
  const anew = new JournalFile(setting)
  try {
    return { file: anew, state, recordsInFile: await withReserve(reserve, () => anew.rewrite(state)) }
  } catch (error) {
    // Suspect is what has been renamed: then what stands there is not the file that was read any more.
    if (!usable || anew.soundness === 'suspect' || !isOutOfSpace(error)) throw error
    const file = new JournalFile(setting, usable.journalId, usable.end)
    await file.writeOverItself(usable.bytes)
    return { file, state, recordsInFile: usable.records.length }
  }
}

async function damageOf(
  setting: OpenJournalSetting,
  contents: Exclude<JournalContents, { kind: 'newer' }> | null,
  state: JournalState,
  known: number,
): Promise<JournalDamage | null> {
  const recordsMissing = Math.max(0, known - state.lastSequence)
  if (contents === null) {
    if (known === 0) return null
    return { cause: 'vanished', recordsSalvaged: 0, recordsMissing, bytesSetAside: 0, copyName: null }
  }
  if (contents.kind === 'readable' && recordsMissing === 0) return null
  return {
    cause: contents.kind === 'damaged' ? 'damaged' : 'rolled-back',
    recordsSalvaged: contents.kind === 'damaged' ? contents.salvaged : contents.records.length,
    recordsMissing,
    bytesSetAside: contents.kind === 'damaged' ? contents.lostBytes : 0,
    copyName: await setAside(setting),
  }
}

async function setAside({ files, path, now, onStep }: OpenJournalSetting): Promise<string> {
  const time = now().toISOString().replaceAll(':', '-')
  const taken = new Set((await files.list(dirname(path))).map(({ name }) => name))
  // A clock that stands still or jumps back must not make two copies share a name.
  const first = `${basename(path)}-damaged-${time}`
  let copyName = first
  for (let count = 2; taken.has(copyName); count += 1) copyName = `${first}-${count}`
  await (onStep ?? noSteps)('open-set-aside-copy')
  const copy = `${dirname(path)}/${copyName}`
  await files.copy(path, copy).catch(async (error: unknown) => {
    // Half a copy would only take the room that is missing.
    await files.remove(copy).catch(() => undefined)
    throw error
  })
  return copyName
}

/** A full disk must not keep the journal from opening while there is space that is kept free for it. */
async function withReserve<Value>(reserve: ReserveFile, attempt: () => Promise<Value>): Promise<Value> {
  try {
    return await attempt()
  } catch (error) {
    if (!isOutOfSpace(error) || !(await reserve.giveUp())) throw error
    return attempt()
  }
}

async function removeLeftover({ files, path, onStep }: OpenJournalSetting): Promise<void> {
  const leftover = leftoverOf(path)
  const beside = await files.list(dirname(path))
  if (!beside.some(({ name }) => name === basename(leftover))) return
  await (onStep ?? noSteps)('open-remove-leftover')
  // It only takes room, and there may be none to note that it is gone.
  await files.remove(leftover).catch(() => undefined)
}

/**
 * Removes what nobody needs: files that were being added when the program ended, or whose record went before they
 * did. While there is damage that the officer has not seen they are set aside instead.
 */
async function settleAttachments(
  attachments: AttachmentStore,
  state: JournalState,
): Promise<ReadonlySet<FileId>> {
  const stored = await attachments.stored()
  const needed = neededFiles(state)
  const orphans = [...stored.keys()].filter((fileId) => !needed.has(fileId))
  if (state.damage) await attachments.setAside(orphans)
  else await attachments.remove(orphans)
  return new Set(
    [...needed.values()].filter((file) => isWhole(file, stored.get(file.fileId))).map(({ fileId }) => fileId),
  )
}
