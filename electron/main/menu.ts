import { app, dialog, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../shared/bridge/desk'
import { menuWords, type MenuWords } from './menuWords'

/** Sets the program's menu in a language; again whenever the officer chooses another. */
export function showMenu(language: Language, window: () => BrowserWindow | null): void {
  const words = menuWords[language]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: words.file,
        submenu: [{ role: 'quit', label: words.quit, accelerator: 'CommandOrControl+Q' }],
      },
      { label: words.edit, submenu: editItems(words) },
      { label: words.view, submenu: viewItems(words) },
      { label: words.help, submenu: [{ label: words.about, click: () => void showAbout(words, window()) }] },
    ]),
  )
}

function editItems(words: MenuWords): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    { type: 'separator' },
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ]
}

function viewItems(words: MenuWords): MenuItemConstructorOptions[] {
  const forDevelopment: MenuItemConstructorOptions[] = [
    { role: 'reload', label: words.reload },
    { role: 'toggleDevTools', label: words.developerTools },
    { type: 'separator' },
  ]
  return [
    ...(app.isPackaged ? [] : forDevelopment),
    { role: 'resetZoom', label: words.actualSize },
    { role: 'zoomIn', label: words.larger },
    { role: 'zoomOut', label: words.smaller },
    { type: 'separator' },
    { role: 'togglefullscreen', label: words.fullScreen },
  ]
}

async function showAbout(words: MenuWords, window: BrowserWindow | null): Promise<void> {
  const box = {
    type: 'info' as const,
    title: words.about,
    message: app.getName(),
    detail: `${words.aboutDetail} ${app.getVersion()}`,
    buttons: [words.close],
  }
  await (window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box))
}
