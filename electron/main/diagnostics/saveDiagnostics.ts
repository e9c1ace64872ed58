import { dialog, type BrowserWindow } from 'electron'
import type { Language } from '../../../shared/bridge/desk'
import type { DiskFiles } from '../files/diskFiles'
import { writeDurably } from '../files/durableFile'
import { boxWords } from '../boxWords'
import { diagnosticsOf, type DiagnosticsSource } from './diagnostics'

export interface SavingDiagnostics {
  readonly files: DiskFiles
  readonly window: BrowserWindow | null
  readonly language: Language
  readonly source: () => Promise<DiagnosticsSource>
}

/** Asks where, writes the file there, and says when that did not succeed. */
export async function saveDiagnostics({ files, window, language, source }: SavingDiagnostics): Promise<void> {
  const words = boxWords[language]
  const gathered = await source()
  const options = {
    title: words.diagnosticsTitle,
    defaultPath: `meja-aduan-${gathered.at.toISOString().slice(0, 10)}.json`,
    filters: [{ name: 'JSON', extensions: ['json'] }],
  }
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  if (canceled || !filePath) return
  try {
    const text = JSON.stringify(diagnosticsOf(gathered), null, 2)
    await writeDurably(files, filePath, Buffer.from(`${text}\n`, 'utf8'))
  } catch {
    dialog.showErrorBox(words.diagnosticsTitle, words.diagnosticsFailed)
  }
}
