import { nativeTheme, type BrowserWindow } from 'electron'
import type { DeskState } from '../../shared/bridge/desk'
import { saveReportFile } from './attachments/saveReportFile'
import { sendNotice, type BridgeAnswerers } from './bridge'
import type { Desk } from './desk/desk'
import type { StandingKeeper } from './diagnostics/standingKeeper'
import type { EnginePort } from './enginePort'
import { realDiskFiles } from './files/diskFiles'
import { openMap } from './links/openMap'
import type { LinkedReports } from './links/deskLink'
import type { LockedPage } from './lock/lockedPage'
import type { ProgramMenu } from './menu'
import type { PlaceKeeper } from './page/placeKeeper'
import type { ManagedReading } from './settings/managedSettings'
import type { SettingsStore } from './settings/settings'

export interface Answering {
  readonly window: () => BrowserWindow | null
  readonly desk: Desk
  readonly settings: SettingsStore
  readonly managed: ManagedReading
  readonly links: LinkedReports
  readonly enginePort: EnginePort
  /** Settles when the stored session is open or it is known that none can be opened. */
  readonly started: Promise<void>
  readonly state: () => DeskState
  readonly menu: ProgramMenu
  readonly saveDiagnostics: () => Promise<void>
  readonly places: PlaceKeeper
  readonly standing: StandingKeeper
  readonly lockedPage: LockedPage
}

/** What the page's calls do, one for each member of the bridge. */
export function answerersOf(answering: Answering): BridgeAnswerers {
  const { desk, settings, enginePort, started, state, menu, places, standing } = answering
  const tellState = (): void => sendNotice(answering.window(), 'stateChanged', state())
  return {
    async state() {
      await started
      return state()
    },
    // The page shows the server that IT staff set; whatever it says, no other is asked.
    signIn: (form) => desk.signIn({ ...form, server: answering.managed.settings.server ?? form.server }),
    unlock: ({ secret }) => desk.unlock(secret),
    async lock() {
      await desk.lock()
      return { outcome: 'done' }
    },
    choosePin: (choice) => desk.choosePin(choice),
    async chooseIdleMinutes(idleMinutes) {
      await settings.change({ idleMinutes })
      tellState()
      return { outcome: 'done' }
    },
    async signOut() {
      await desk.signOut()
      return { outcome: 'done' }
    },
    async removeFromComputer() {
      await desk.remove('wish')
      return { outcome: 'done' }
    },
    async openEnginePort() {
      await started
      const window = answering.window()
      if (!window || !desk.sending) throw new Error('Nobody is signed in.')
      enginePort.open(window, desk.sending)
      answering.lockedPage.emptied()
      return { outcome: 'done' }
    },
    async chooseLanguage(language) {
      await settings.change({ language })
      menu.speak(language)
      tellState()
      return { outcome: 'done' }
    },
    async chooseTheme(theme) {
      await settings.change({ theme })
      nativeTheme.themeSource = theme
      tellState()
      return { outcome: 'done' }
    },
    async chooseDensity(density) {
      await settings.change({ density })
      tellState()
      return { outcome: 'done' }
    },
    async chooseLetterKeys(letterKeys) {
      await settings.change({ letterKeys })
      tellState()
      return { outcome: 'done' }
    },
    async chooseAfterSending(afterSending) {
      await settings.change({ afterSending })
      tellState()
      return { outcome: 'done' }
    },
    async showCommands(commands) {
      menu.offer(commands)
      return { outcome: 'done' }
    },
    async saveDiagnostics() {
      await answering.saveDiagnostics()
      return { outcome: 'done' }
    },
    async keepPanes(panes) {
      await settings.change({ panes })
      return { outcome: 'done' }
    },
    async firstScreen() {
      await started
      return desk.open?.firstScreen ?? null
    },
    async keepFirstScreen(text) {
      await desk.open?.keepFirstScreen(text)
      return { outcome: 'done' }
    },
    async place() {
      // Behind the lock it is nobody's: what was searched for may be a person's name.
      if (!desk.open) return { place: null, reloaded: false }
      // The page asks when it shows a desk; a link that was pressed before is followed after what it answers.
      setImmediate(() => answering.links.pageReady())
      return places.take()
    },
    async keepPlace(place) {
      // What comes after sign-out would be kept for somebody else.
      if (desk.open) places.keep(place)
      return { outcome: 'done' }
    },
    async tellStanding(told) {
      standing.tell(told)
      return { outcome: 'done' }
    },
    saveAttachment: ({ attachmentId }) => {
      const reportFiles = desk.open?.reportFiles ?? null
      const { language } = settings.current
      const window = answering.window()
      return saveReportFile(attachmentId, { files: realDiskFiles, window, language, reportFiles })
    },
    openMap,
  }
}
