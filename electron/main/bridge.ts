import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron'
import { callChannel, noticeChannel } from '../../shared/bridge/channels'
import { deskArguments, type DeskBridge, type DeskCall, type DeskNotices } from '../../shared/bridge/desk'
import { isDeskAddress } from './gateway/deskAddress'

export type BridgeAnswerers = {
  readonly [Call in DeskCall]: (...argument: Parameters<DeskBridge[Call]>) => ReturnType<DeskBridge[Call]>
}

/**
 * Answers the page's calls. A call whose sender is not the main frame of our own page, or whose argument its schema
 * refuses, throws, and so rejects at the caller's (SECURITY.md 4).
 */
export function openBridge(window: () => BrowserWindow | null, answerers: BridgeAnswerers): () => void {
  // The keys of an object that has exactly these; the cast only says so.
  const calls = Object.keys(deskArguments) as DeskCall[]
  for (const call of calls) handle(call, window, answerers)
  return () => {
    for (const call of calls) ipcMain.removeHandler(callChannel(call))
  }
}

function handle(call: DeskCall, window: () => BrowserWindow | null, answerers: BridgeAnswerers): void {
  // Each answerer takes what the schema of the same name gives; for a name that varies the compiler cannot see it.
  const answer = answerers[call] as (argument: unknown) => Promise<unknown>
  ipcMain.handle(callChannel(call), (event, ...given: readonly unknown[]) => {
    if (!isMainFrame(event.senderFrame, window()))
      throw new Error(`${call} was refused: not the desk's page.`)
    const checked = deskArguments[call].safeParse(given[0])
    if (!checked.success || given.length > 1) throw new Error(`${call} was refused: not its argument.`)
    return answer(checked.data)
  })
}

function isMainFrame(frame: WebFrameMain | null, window: BrowserWindow | null): boolean {
  if (!frame || !window || window.isDestroyed()) return false
  return frame === window.webContents.mainFrame && isDeskAddress(frame.url)
}

export function sendNotice<Notice extends keyof DeskNotices>(
  window: BrowserWindow | null,
  notice: Notice,
  content: DeskNotices[Notice],
): void {
  if (window && !window.isDestroyed()) window.webContents.send(noticeChannel(notice), content)
}
