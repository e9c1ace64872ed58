// The least that Electron can be asked for: one window with nothing in it, as protected as the desk's.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { tellWhatIsPainted } from './telling.mjs'

tellWhatIsPainted()
app.enableSandbox()
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, spellcheck: false },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadFile(join(import.meta.dirname, 'empty.html'))
})
