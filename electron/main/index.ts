import { hostname } from 'node:os'
import { join } from 'node:path'
import { app, dialog, nativeTheme, session, type BrowserWindow } from 'electron'
import type { DeskState } from '../../shared/bridge/desk'
import type { DeviceId } from '../../shared/domain/identifiers'
import { Boot } from './boot'
import { openBridge, sendNotice, type BridgeAnswerers } from './bridge'
import { Desk, deskStateOf } from './desk/desk'
import { EnginePort } from './enginePort'
import { readHooks, type Hooks } from './environment'
import { realDiskFiles } from './files/diskFiles'
import { nationalFetchOf, openGateway, openNationalSession, registerDeskScheme } from './gateway/gateway'
import { systemClock } from './journal/hold'
import { startLog, type Log } from './log/log'
import { showMenu } from './menu'
import { startFailedWords } from './menuWords'
import { settleProfile } from './profileFolders'
import { SessionRequests } from './session/sessionRequests'
import { SettingsStore } from './settings/settings'
import { KeyStore } from './vault/officerKeys'
import { Profile } from './vault/profile'
import { systemKeychain } from './vault/systemKeychain'
import { confine, confineSession, loadPage, openWindow } from './window'

/*
 * The start, from the first step to the last. Electron waits for this module before it is `ready`, so nothing here
 * is awaited at the top level.
 */

const boot = new Boot()
let window: BrowserWindow | null = null
/** Somebody closes the program; a page that was still being loaded then fails to load, and that is no failure. */
let leaving = false

const reading = boot.step('environment', () => readHooks(process.env, app.isPackaged))
if (reading.kind === 'refused') {
  // There is no log yet, and nobody but a developer sets these.
  process.stderr.write(`Refused in this program: ${reading.names.join(', ')}\n`)
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
  const log = boot.step('log', () => startLog(folders.logs, !app.isPackaged))
  boot.logTo(log)
  boot.step('scheme', registerDeskScheme)
  boot.step('chromium-sandbox', () => {
    // With --no-sandbox, as root needs it, this would crash the network service again and again.
    if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  })
  boot.step('confinement', () => {
    app.on('web-contents-created', (_event, contents) => confine(contents))
  })
  boot.step('life-cycle', () => watchLifeCycle(log))
  // Read while Chromium is starting.
  const profile = new Profile(realDiskFiles, folders.root)
  const settingsRead = boot.step('settings', () => {
    return SettingsStore.open(realDiskFiles, join(folders.root, 'settings.json'))
  })
  const deviceRead = boot.step('device', () => profile.deviceId())
  Promise.all([settingsRead, deviceRead, app.whenReady()])
    .then(([settings, deviceId]) => startWhenReady({ hooks, profile, settings, deviceId, log }))
    .catch((error: unknown) => {
      if (leaving) return
      log('start-failed', { error })
      dialog.showErrorBox('Meja Aduan', startFailedWords)
      app.exit(1)
    })
}

function watchLifeCycle(log: Log): void {
  app.on('second-instance', () => {
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('before-quit', () => {
    leaving = true
  })
  app.on('window-all-closed', () => app.quit())
  app.on('child-process-gone', (_event, { reason }) => log('child-process-gone', { reason }))
  app.on('render-process-gone', (_event, _contents, { reason }) => log('page-process-gone', { reason }))
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    void boot.shutdown().finally(() => app.exit(0))
  })
}

interface Prepared {
  readonly hooks: Hooks
  readonly profile: Profile
  readonly settings: SettingsStore
  readonly deviceId: DeviceId
  readonly log: Log
}

async function startWhenReady({ hooks, profile, settings, deviceId, log }: Prepared): Promise<void> {
  boot.atShutdown('settings', () => settings.close())
  boot.step('theme', () => {
    nativeTheme.themeSource = settings.current.theme
  })
  boot.step('menu', () => showMenu(settings.current.language, () => window))
  boot.step('page-session', () => confineSession(session.defaultSession))
  const fetch = boot.step('national-session', () => nationalFetchOf(openNationalSession()))

  const version = app.getVersion()
  const requests = new SessionRequests(fetch, { deviceId, deviceName: hostname().slice(0, 200), version })
  const enginePort = new EnginePort()
  const state = (): DeskState => {
    return deskStateOf(desk.stage, {
      server: hooks.server ?? settings.current.server,
      keyKeeping: desk.keyKeeping,
      language: settings.current.language,
      theme: settings.current.theme,
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
      rememberServer: (server) => settings.change({ server }),
      changed: () => sendNotice(window, 'stateChanged', state()),
      deskClosed: () => enginePort.close(),
      log,
    })
  })
  boot.atShutdown('desk', () => desk.close())
  boot.atShutdown('engine-port', () => enginePort.close())

  const pageRoot = join(import.meta.dirname, '../renderer')
  const forwarding = {
    fetch,
    deskHeaders: () => requests.headers(),
    session: () => desk.open?.session ?? null,
  }
  const closeGateway = boot.step('gateway', () => openGateway(session.defaultSession, pageRoot, forwarding))
  boot.atShutdown('gateway', closeGateway)

  // Begun before the window, so that the keys are being opened while Chromium starts the page.
  const started = boot.step('stored-session', () => desk.start())
  const answerers = answerersOf({ desk, settings, enginePort, started, state })
  const closeBridge = boot.step('bridge', () => openBridge(() => window, answerers))
  boot.atShutdown('bridge', closeBridge)
  const opened = boot.step('window', () => openWindowFrom(settings, log))
  await boot.step('page', () => loadPage(opened))
  await started
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
  opened.on('close', () => {
    leaving = true
  })
  opened.on('closed', () => {
    window = null
  })
  window = opened
  return opened
}

interface Answering {
  readonly desk: Desk
  readonly settings: SettingsStore
  readonly enginePort: EnginePort
  /** Settles when the stored session is open or it is known that none can be opened. */
  readonly started: Promise<void>
  readonly state: () => DeskState
}

function answerersOf({ desk, settings, enginePort, started, state }: Answering): BridgeAnswerers {
  const tellState = (): void => sendNotice(window, 'stateChanged', state())
  return {
    async state() {
      await started
      return state()
    },
    signIn: (form) => desk.signIn(form),
    unlock: ({ passphrase }) => desk.unlock(passphrase),
    async signOut() {
      await desk.signOut()
      return { outcome: 'done' }
    },
    async openEnginePort() {
      await started
      if (!window || !desk.open) throw new Error('Nobody is signed in.')
      enginePort.open(window, desk.open)
      return { outcome: 'done' }
    },
    async chooseLanguage(language) {
      await settings.change({ language })
      showMenu(language, () => window)
      tellState()
      return { outcome: 'done' }
    },
    async chooseTheme(theme) {
      await settings.change({ theme })
      nativeTheme.themeSource = theme
      tellState()
      return { outcome: 'done' }
    },
  }
}
