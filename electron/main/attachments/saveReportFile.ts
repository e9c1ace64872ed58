import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import type { Language, SavingOutcome } from '../../../shared/bridge/desk'
import type { AttachmentId } from '../../../shared/domain/identifiers'
import { boxWords } from '../boxWords'
import { isOutOfSpace, type DiskFiles } from '../files/diskFiles'
import { harmlessName } from './harmlessName'
import type { ReportFiles } from './reportFiles'

const pieceLength = 1024 * 1024

export interface SavingReportFile {
  readonly files: DiskFiles
  readonly window: BrowserWindow | null
  readonly language: Language
  /** Null while nobody is signed in. */
  readonly reportFiles: ReportFiles | null
}

/** Asks where, and writes a copy of a file that is here. The page names the file, never a path (STYLE.md). */
export async function saveReportFile(
  attachmentId: AttachmentId,
  { files, window, language, reportFiles }: SavingReportFile,
): Promise<SavingOutcome> {
  const kept = reportFiles?.kept(attachmentId)
  if (!reportFiles || !kept) return { outcome: 'not-here' }
  const { base, ending } = harmlessName(kept.name, kept.mime)
  const options = {
    title: boxWords[language].saveReportFile,
    defaultPath: `${base}.${ending}`,
    filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
  }
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  if (canceled || !filePath) return { outcome: 'cancelled' }
  return await copyTo(filePath, attachmentId, kept.size, { files, reportFiles })
}

/**
 * Writes it beside the name that was chosen, syncs it and only then takes the name: a kill or a full disk leaves what
 * was there before. Nobody but this user can read it, and nobody can execute it.
 */
export async function copyTo(
  path: string,
  attachmentId: AttachmentId,
  size: number,
  { files, reportFiles }: { readonly files: DiskFiles; readonly reportFiles: ReportFiles },
): Promise<SavingOutcome> {
  const beside = `${path}.${randomUUID().slice(0, 8)}.new`
  try {
    const isWhole = await write(beside, attachmentId, size, { files, reportFiles })
    if (!isWhole) {
      await files.remove(beside)
      return { outcome: 'not-here' }
    }
    await files.rename(beside, path)
    await files.syncFolder(dirname(path))
    return { outcome: 'saved' }
  } catch (error) {
    await files.remove(beside).catch(() => undefined)
    return { outcome: 'failed', reason: isOutOfSpace(error) ? 'disk-full' : 'write-failed' }
  }
}

/** False when the sealed file could not be read to its end. */
async function write(
  path: string,
  attachmentId: AttachmentId,
  size: number,
  { files, reportFiles }: { readonly files: DiskFiles; readonly reportFiles: ReportFiles },
): Promise<boolean> {
  const handle = await files.create(path)
  try {
    for (let offset = 0; offset < size; offset += pieceLength) {
      const read = await reportFiles.read(attachmentId, offset, pieceLength)
      if (read.outcome === 'refused') return false
      await handle.write(read.bytes, offset)
    }
    await handle.sync()
    return true
  } finally {
    await handle.close()
  }
}
