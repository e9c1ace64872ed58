import { app, dialog, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../shared/bridge/desk'
import type { MenuCommand, MenuPlace } from '../../shared/bridge/menu'
import { menuWords, type MenuWords } from './menuWords'
import { shownAccelerator } from './menuAccelerators'

export interface MenuSetting {
  readonly window: () => BrowserWindow | null
  readonly saveDiagnostics: () => void
  /** A command of the page was chosen. */
  readonly chosen: (id: string) => void
}

/**
 * The program's menu: what every program has, and the commands that the page offers, in the language chosen. Their
 * keys are shown and not taken here: the page takes them, since only it knows whether something is being typed.
 */
export class ProgramMenu {
  private language: Language = 'id'
  private commands: readonly MenuCommand[] = []

  constructor(private readonly setting: MenuSetting) {}

  speak(language: Language): void {
    this.language = language
    this.show()
  }

  /** An open menu would close with every new one, so what can only be done or not done is changed in its place. */
  offer(commands: readonly MenuCommand[]): void {
    const same = sameButEnabled(this.commands, commands)
    this.commands = commands
    if (!same) return this.show()
    const menu = Menu.getApplicationMenu()
    for (const { id, enabled } of commands) {
      const item = menu?.getMenuItemById(id)
      if (item) item.enabled = enabled
    }
  }

  private show(): void {
    const words = menuWords[this.language]
    const { window, saveDiagnostics } = this.setting
    const report = this.itemsIn('report')
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        {
          label: words.file,
          submenu: [
            ...followed(this.itemsIn('desk')),
            // By its window, which asks first while work is unsent.
            { label: words.quit, accelerator: 'CommandOrControl+Q', click: () => leave(window()) },
          ],
        },
        { label: words.edit, submenu: editItems(words) },
        ...(report.length > 0 ? [{ label: words.report, submenu: report }] : []),
        { label: words.view, submenu: [...followed(this.itemsIn('view')), ...viewItems(words)] },
        {
          label: words.help,
          submenu: [
            ...followed(this.itemsIn('help')),
            { label: words.saveDiagnostics, click: saveDiagnostics },
            { type: 'separator' },
            { label: words.about, click: () => void showAbout(words, window()) },
          ],
        },
      ]),
    )
  }

  private itemsIn(place: MenuPlace): MenuItemConstructorOptions[] {
    return this.commands
      .filter((command) => command.place === place)
      .map(({ id, label, enabled, accelerator }) => ({
        id,
        // What is data is no access key.
        label: label.replaceAll('&', '&&'),
        enabled,
        ...shownAccelerator(accelerator, process.platform),
        click: () => this.setting.chosen(id),
      }))
  }
}

function sameButEnabled(before: readonly MenuCommand[], now: readonly MenuCommand[]): boolean {
  const apart = (commands: readonly MenuCommand[]) =>
    JSON.stringify(commands.map((command) => ({ ...command, enabled: true })))
  return apart(before) === apart(now)
}

function followed(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.length > 0 ? [...items, { type: 'separator' }] : []
}

function leave(window: BrowserWindow | null): void {
  if (window) window.close()
  else app.quit()
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
