import { dialog, powerMonitor, type BrowserWindow } from 'electron'
import type { Language } from '../../../shared/bridge/desk'
import { boxWords } from '../boxWords'
import type { MonotonicClock } from '../journal/hold'
import { Closing, type UnsentCount } from './closing'
import { PageRevival } from './pageRevival'

export interface WindowWatching {
  readonly language: () => Language
  readonly clock: MonotonicClock
  readonly unsent: () => UnsentCount
  /** Loads the page into the window anew. */
  readonly reload: () => void
  /** The window closes now, whoever wanted it. */
  readonly closes: () => void
}

/** What happens when the officer closes the window, and when the page in it dies. Answers what ends the asking. */
export function watchWindow(window: BrowserWindow, watching: WindowWatching): () => void {
  const closing = new Closing({
    unsent: watching.unsent,
    ask: (unsent) => askToClose(window, watching.language(), unsent),
    close: () => window.close(),
  })
  window.on('close', (event) => {
    if (closing.mayClose()) watching.closes()
    else event.preventDefault()
  })
  const programEnds = (): void => closing.programEnds()
  // Windows says so to the window, macOS to whoever watches the power; Linux ends the program by a signal.
  window.on('session-end', programEnds)
  if (process.platform === 'darwin') powerMonitor.once('shutdown', programEnds)

  const revival = new PageRevival({
    clock: watching.clock,
    // Not while Chromium is still telling of the old page's end.
    reload: () =>
      setImmediate(() => {
        if (!window.isDestroyed()) watching.reload()
      }),
    ask: () => askToReload(window, watching.language()),
    giveUp: () => {
      closing.programEnds()
      window.close()
    },
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => void revival.pageDied(reason))
  return programEnds
}

async function askToClose(window: BrowserWindow, language: Language, unsent: UnsentCount): Promise<boolean> {
  const words = boxWords[language]
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: words.unsentTitle(unsent),
    detail: words.unsentDetail(unsent),
    buttons: [words.close, words.cancel],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

async function askToReload(window: BrowserWindow, language: Language): Promise<boolean> {
  const words = boxWords[language]
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.pageDied,
    detail: words.pageDiedDetail,
    buttons: [words.reload, words.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}
