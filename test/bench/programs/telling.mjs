// What the page of a measured program says goes out as a line of its own.
import { join } from 'node:path'
import { app, ipcMain, session } from 'electron'

export function tellWhatIsPainted() {
  ipcMain.on('bench', (_event, told) => process.stdout.write(`bench:${JSON.stringify(told)}\n`))
  void app.whenReady().then(() => {
    const { defaultSession } = session
    const filePath = join(import.meta.dirname, 'painted.cjs')
    // Electron 35 and later call it by another name.
    if (defaultSession.registerPreloadScript)
      defaultSession.registerPreloadScript({ type: 'frame', filePath })
    else defaultSession.setPreloads([filePath])
  })
}
