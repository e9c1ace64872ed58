import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen, type Session, type WebContents } from 'electron'
import { deskPage, isDeskAddress } from './gateway/deskAddress'
import type { WindowBounds } from './settings/settings'
import { leastSize, windowPlace } from './windowPlace'

/** Painted before the page is, so that opening does not flash. */
const backgrounds = { light: '#ffffff', dark: '#0f172a' } as const

export interface WindowSetting {
  readonly pages: Session
  readonly isPackaged: boolean
  readonly bounds: WindowBounds | null
  readonly rememberBounds: (bounds: WindowBounds) => void
}

/** The one window (ARCHITECTURE.md, *Why so*; SECURITY.md 1). */
export function openWindow({ pages, isPackaged, bounds, rememberBounds }: WindowSetting): BrowserWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...windowPlace(bounds, screens),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: 'Meja Aduan',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      session: pages,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !isPackaged,
      // The engine sends and holds while the window is behind others.
      backgroundThrottling: false,
    },
  })
  if (bounds?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  // A title is read by others: in the task bar, by screen sharing, over a shoulder (SECURITY.md 16).
  window.on('page-title-updated', (event) => event.preventDefault())
  rememberWhenMoved(window, rememberBounds)
  comeBackFromElsewhere(window)
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(deskPage)
}

/** Loads the page anew when nothing is being loaded any more: a load that is cut off counts as one that failed. */
export function loadWhenIdle(window: BrowserWindow, failed: (error: unknown) => void): void {
  const load = (): void => {
    if (!window.isDestroyed()) loadPage(window).catch(failed)
  }
  if (window.webContents.isLoading()) window.webContents.once('did-stop-loading', load)
  else load()
}

/** Chromium asks nobody before it shows an empty page (about:blank): from there the window comes back (SECURITY.md 7). */
function comeBackFromElsewhere(window: BrowserWindow): void {
  window.webContents.on('did-navigate', (_event, address) => {
    if (isDeskAddress(address)) return
    // It fails when something else is loaded meanwhile, which comes here as well.
    loadPage(window).catch(() => undefined)
  })
}

function rememberWhenMoved(window: BrowserWindow, remember: (bounds: WindowBounds) => void): void {
  let timer: NodeJS.Timeout | null = null
  const now = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    remember({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  const soon = (): void => {
    if (timer) clearTimeout(timer)
    timer = setTimeout(now, 1000)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', now)
}

/** Whatever a page tries, it stays this page: no other address, window, frame or webview (SECURITY.md 2, 7). */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    // Reloading is a navigation to where one is.
    if (event.url !== deskPage || !isDeskAddress(contents.getURL())) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
}

/** No permission is given to anybody (SECURITY.md 8), nothing is downloaded, no dictionary is fetched. */
export function confineSession(pages: Session): void {
  pages.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  pages.setPermissionCheckHandler(() => false)
  pages.setDevicePermissionHandler(() => false)
  pages.setSpellCheckerEnabled(false)
  pages.on('will-download', (event) => event.preventDefault())
}
