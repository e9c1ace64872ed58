import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, dialog, nativeTheme, session, type BrowserWindow } from 'electron'
import type { DeskState } from '../../shared/bridge/desk'
import { idleLockOf } from '../../shared/bridge/lock'
import type { DeviceId } from '../../shared/domain/identifiers'
import { answerersOf } from './answerers'
import { Boot } from './boot'
import { openBridge, sendNotice } from './bridge'
import { Desk } from './desk/desk'
import { deskStateOf } from './desk/deskState'
import { FaultMemory } from './diagnostics/faultMemory'
import { gatherDiagnostics } from './diagnostics/gatherDiagnostics'
import { saveDiagnostics } from './diagnostics/saveDiagnostics'
import { StandingKeeper } from './diagnostics/standingKeeper'
import { EnginePort } from './enginePort'
import { programToStart, readHooks, switchesRefused, type Hooks } from './environment'
import { realDiskFiles } from './files/diskFiles'
import { nationalFetchOf, openGateway, openNationalSession, registerDeskScheme } from './gateway/gateway'
import { PageFiles } from './gateway/pageFiles'
import { systemClock } from './journal/hold'
import { LinkedReports, wordsToStartAnew } from './links/deskLink'
import { watchLinks } from './links/watchLinks'
import { LockedPage } from './lock/lockedPage'
import { lockOnOccasions } from './lock/lockOccasions'
import { startLog, type Log } from './log/log'
import { ProgramMenu } from './menu'
import { startFailedWords } from './menuWords'
import { PlaceKeeper } from './page/placeKeeper'
import { watchWindow } from './page/watchWindow'
import { settleProfile } from './profileFolders'
import { SessionRequests } from './session/sessionRequests'
import {
  attachmentBytesOf,
  longestIdleMinutesOf,
  managedSettingsPath,
  managedStateOf,
  readManagedSettings,
  type ManagedReading,
} from './settings/managedSettings'
import { SettingsStore } from './settings/settings'
import { KeyStore } from './vault/officerKeys'
import { Profile } from './vault/profile'
import { Removal } from './vault/removal'
import { systemKeychain } from './vault/systemKeychain'
import { confine, confineSession, loadPage, loadWhenIdle, openWindow } from './window'

/*
 * The start, from the first step to the last. Electron waits for this module before it is `ready`, so nothing here
 * is awaited at the top level.
 */

const boot = new Boot()
let window: BrowserWindow | null = null
/** Somebody closes the program; a page that was still being loaded then fails to load, and that is no failure. */
let leaving = false
/** The program is ending, and nobody is asked any more whether it may. */
let endAsking = (): void => undefined
const faults = new FaultMemory(() => new Date())
/** Whether a page is there that shows an officer's desk. */
let showsDesk = (): boolean => false
const links = new LinkedReports((trackingNumber) => {
  if (showsDesk()) sendNotice(window, 'reportAsked', trackingNumber)
  return showsDesk()
})

const reading = boot.step('environment', () => readHooks(process.env, app.isPackaged))
const switches = switchesRefused((name) => app.commandLine.hasSwitch(name), app.isPackaged)
if (reading.kind === 'refused' || switches.length > 0) {
  // There is no log yet, and nobody but a developer sets these.
  const names = [...(reading.kind === 'refused' ? reading.names : []), ...switches.map((name) => `--${name}`)]
  process.stderr.write(`Refused in this program: ${names.join(', ')}\n`)
  app.exit(1)
} else {
  startBeforeReady(reading.hooks)
}

function startBeforeReady(hooks: Hooks): void {
  const folders = boot.step('profile', () => settleProfile(hooks.profile))
  if (!boot.step('single-instance', () => app.requestSingleInstanceLock())) {
    // The first instance hears of this one and comes to the front.
    app.exit(0)
    return
  }
  const log = boot.step('log', () => faults.remembering(startLog(folders.logs, !app.isPackaged)))
  boot.logTo(log)
  boot.step('scheme', registerDeskScheme)
  boot.step('chromium-sandbox', () => {
    // With --no-sandbox, as root needs it, this would crash the network service again and again.
    if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  })
  // Chromium writes the fields for days its own way, whatever language the page has: day, month, year.
  boot.step('days', () => app.commandLine.appendSwitch('lang', 'id'))
  boot.step('confinement', () => {
    app.on('web-contents-created', (_event, contents) => confine(contents))
  })
  boot.step('life-cycle', () => watchLifeCycle(log))
  boot.step('links', () => watchLinks(links))
  // Read while Chromium is starting.
  const profile = new Profile(realDiskFiles, folders.root)
  const managedPath = hooks.managedSettings ?? managedSettingsPath(process.platform, process.env)
  const managedRead = boot.step('managed-settings', () => readManagedSettings(managedPath))
  const settingsRead = boot.step('settings', async () => {
    const { language } = (await managedRead).settings
    return SettingsStore.open(realDiskFiles, join(folders.root, 'settings.json'), language)
  })
  const deviceRead = boot.step('device', () => profile.deviceId())
  Promise.all([settingsRead, managedRead, deviceRead, app.whenReady()])
    .then(([settings, managed, deviceId]) => {
      const { root } = folders
      return startWhenReady({ hooks, root, profile, settings, managed, deviceId, log })
    })
    .catch((error: unknown) => {
      if (leaving) return
      log('start-failed', { error })
      dialog.showErrorBox('Meja Aduan', startFailedWords)
      app.exit(1)
    })
}

function watchLifeCycle(log: Log): void {
  /** What the program was started with again while it was ending. */
  let startedAgain: readonly string[] | null = null
  app.on('second-instance', (_event, words) => {
    if (leaving) startedAgain = words
    if (leaving || !window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('before-quit', () => {
    leaving = true
    endAsking()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('child-process-gone', (_event, { reason }) => log('child-process-gone', { reason }))
  app.on('render-process-gone', (_event, _contents, { reason }) => log('page-process-gone', { reason }))
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    void boot.shutdown().finally(() => {
      // The second instance has left, believing that this one comes to the front.
      if (startedAgain) startAnew(startedAgain)
      app.exit(0)
    })
  })
}

function startAnew(asked: readonly string[]): void {
  app.relaunch({
    args: wordsToStartAnew(process.argv.slice(1), asked),
    execPath: programToStart(process.execPath, process.env),
  })
}

interface Prepared {
  readonly hooks: Hooks
  /** Of the profile. */
  readonly root: string
  readonly profile: Profile
  readonly settings: SettingsStore
  readonly managed: ManagedReading
  readonly deviceId: DeviceId
  readonly log: Log
}

async function startWhenReady(prepared: Prepared): Promise<void> {
  const { hooks, profile, settings, managed, deviceId, log } = prepared
  for (const { kind } of managed.problems) log('managed-settings-problem', { problem: `managed:${kind}` })
  boot.atShutdown('settings', () => settings.close())
  boot.step('theme', () => {
    nativeTheme.themeSource = settings.current.theme
  })
  boot.step('page-session', () => confineSession(session.defaultSession))
  const fetch = boot.step('national-session', () => nationalFetchOf(openNationalSession()))

  const version = app.getVersion()
  const requests = new SessionRequests(fetch, { deviceId, deviceName: hostname().slice(0, 200), version })
  const enginePort = new EnginePort()
  const places = new PlaceKeeper()
  const standing = new StandingKeeper(faults)
  const idleLock = () => idleLockOf(settings.current.idleMinutes, longestIdleMinutesOf(managed))
  const lockedPage = new LockedPage({
    clock: systemClock,
    reload() {
      enginePort.close()
      if (window) loadPage(window).catch((error: unknown) => log('page-not-loaded', { error }))
    },
  })
  const state = (): DeskState => {
    return deskStateOf(desk.stage, {
      server: managed.settings.server ?? hooks.server ?? settings.current.server,
      managed: managedStateOf(managed),
      keyKeeping: desk.keyKeeping,
      language: settings.current.language,
      theme: settings.current.theme,
      density: settings.current.density,
      letterKeys: settings.current.letterKeys,
      afterSending: settings.current.afterSending,
      panes: settings.current.panes,
      idleLock: idleLock(),
      version,
    })
  }
  const desk = boot.step('vault', () => {
    return new Desk({
      files: realDiskFiles,
      profile,
      keyStore: new KeyStore(realDiskFiles, systemKeychain),
      requests,
      clock: systemClock,
      presetPassphrase: hooks.passphrase,
      removal: new Removal({
        files: realDiskFiles,
        profile,
        root: prepared.root,
        clearDatabases: () => session.defaultSession.clearStorageData(),
      }),
      places,
      mostReportFileBytes: attachmentBytesOf(managed),
      rememberServer: (server) => settings.change({ server }),
      changed: () => sendNotice(window, 'stateChanged', state()),
      deskClosed: () => {
        enginePort.close()
        places.forget()
        standing.forget()
        lockedPage.emptied()
      },
      deskLocked: () => lockedPage.locked(),
      // Loaded anew, it is one at which nobody is: its engine and what that had open went with the old one.
      freshPage: async () => {
        if (window) await loadPage(window)
      },
      log,
    })
  })
  boot.atShutdown('desk', () => desk.close())
  showsDesk = () => window !== null && desk.open !== null
  boot.atShutdown('engine-port', () => enginePort.close())
  const lock = (): void => {
    desk.lock().catch((error: unknown) => log('lock-failed', { error }))
  }
  const stopLocking = boot.step('lock', () => {
    return lockOnOccasions({
      clock: systemClock,
      isOpen: () => desk.open !== null,
      // A test that types no passphrase moves no mouse either.
      minutes: () => (hooks.passphrase === null ? idleLock().minutes : null),
      lock,
    })
  })
  boot.atShutdown('lock', stopLocking)

  const pageFiles = new PageFiles(join(import.meta.dirname, '../renderer'), () => {
    log('program-damaged')
    if (window) loadWhenIdle(window, (error) => log('page-not-loaded', { error }))
  })
  const gateway = {
    fetch,
    deskHeaders: () => requests.headers(),
    session: () => desk.sending?.session ?? null,
    sendsOnly: () => desk.stage.stage === 'locked',
    reportFiles: () => desk.open?.reportFiles ?? null,
  }
  const closeGateway = boot.step('gateway', () => openGateway(session.defaultSession, pageFiles, gateway))
  boot.atShutdown('gateway', closeGateway)

  // Begun before the window, so that the keys are being opened while Chromium starts the page.
  const started = boot.step('stored-session', () => desk.start())
  const askToSaveDiagnostics = (): Promise<void> => {
    const { isPackaged } = app
    const source = () => gatherDiagnostics({ desk, settings, standing, faults, version, isPackaged })
    const { language } = settings.current
    return saveDiagnostics({ files: realDiskFiles, window, language, source }).catch((error: unknown) =>
      log('diagnostics-not-saved', { error }),
    )
  }
  const menu = new ProgramMenu({
    window: () => window,
    saveDiagnostics: () => void askToSaveDiagnostics(),
    chosen: (id) => sendNotice(window, 'commandChosen', id),
  })
  boot.step('menu', () => menu.speak(settings.current.language))
  const answerers = answerersOf({
    ...{ desk, settings, managed, links, enginePort, started, state, menu, places, standing, lockedPage },
    window: () => window,
    saveDiagnostics: askToSaveDiagnostics,
  })
  const closeBridge = boot.step('bridge', () => openBridge(() => window, answerers))
  boot.atShutdown('bridge', closeBridge)
  const opened = boot.step('window', () => openWindowFrom(settings, log))
  endAsking = watchWindow(opened, {
    language: () => settings.current.language,
    clock: systemClock,
    unsent: () => desk.sending?.unsent() ?? { total: 0, needsYou: 0 },
    reload: () => {
      places.pageDied()
      loadPage(opened).catch((error: unknown) => log('page-not-loaded', { error }))
    },
    closes: () => {
      leaving = true
    },
  })
  opened.webContents.on('preload-error', () => pageFiles.foundDamage())
  await boot.step('page', () => loadPage(opened))
  await started
  await boot.step('page-files', () => pageFiles.checkAll())
}

function openWindowFrom(settings: SettingsStore, log: Log): BrowserWindow {
  const opened = openWindow({
    pages: session.defaultSession,
    isPackaged: app.isPackaged,
    bounds: settings.current.window,
    rememberBounds: (bounds) => {
      settings.change({ window: bounds }).catch((error: unknown) => log('settings-not-saved', { error }))
    },
  })
  opened.on('closed', () => {
    window = null
  })
  window = opened
  return opened
}
