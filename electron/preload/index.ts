import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import {
  callChannel,
  enginePortChannel,
  enginePortMessage,
  noticeChannel,
} from '../../shared/bridge/channels'
import type { DeskBridge, DeskState } from '../../shared/bridge/desk'

/*
 * `window.desk`, with the members of `DeskBridge` and nothing else (SECURITY.md 3). Main checks every argument; an
 * answer has the type that the contract gives it because main made it.
 */
const desk: DeskBridge = {
  state: () => ipcRenderer.invoke(callChannel('state')),
  signIn: (form) => ipcRenderer.invoke(callChannel('signIn'), form),
  unlock: (typed) => ipcRenderer.invoke(callChannel('unlock'), typed),
  lock: () => ipcRenderer.invoke(callChannel('lock')),
  choosePin: (choice) => ipcRenderer.invoke(callChannel('choosePin'), choice),
  chooseIdleMinutes: (minutes) => ipcRenderer.invoke(callChannel('chooseIdleMinutes'), minutes),
  signOut: () => ipcRenderer.invoke(callChannel('signOut')),
  removeFromComputer: () => ipcRenderer.invoke(callChannel('removeFromComputer')),
  openEnginePort: () => ipcRenderer.invoke(callChannel('openEnginePort')),
  chooseLanguage: (language) => ipcRenderer.invoke(callChannel('chooseLanguage'), language),
  chooseTheme: (theme) => ipcRenderer.invoke(callChannel('chooseTheme'), theme),
  chooseDensity: (density) => ipcRenderer.invoke(callChannel('chooseDensity'), density),
  chooseLetterKeys: (on) => ipcRenderer.invoke(callChannel('chooseLetterKeys'), on),
  chooseAfterSending: (way) => ipcRenderer.invoke(callChannel('chooseAfterSending'), way),
  showCommands: (commands) => ipcRenderer.invoke(callChannel('showCommands'), commands),
  saveDiagnostics: () => ipcRenderer.invoke(callChannel('saveDiagnostics')),
  keepPanes: (panes) => ipcRenderer.invoke(callChannel('keepPanes'), panes),
  firstScreen: () => ipcRenderer.invoke(callChannel('firstScreen')),
  keepFirstScreen: (text) => ipcRenderer.invoke(callChannel('keepFirstScreen'), text),
  place: () => ipcRenderer.invoke(callChannel('place')),
  keepPlace: (place) => ipcRenderer.invoke(callChannel('keepPlace'), place),
  tellStanding: (standing) => ipcRenderer.invoke(callChannel('tellStanding'), standing),
  saveAttachment: (which) => ipcRenderer.invoke(callChannel('saveAttachment'), which),
  openMap: (point) => ipcRenderer.invoke(callChannel('openMap'), point),
  onStateChanged(listener) {
    const heard = (_event: IpcRendererEvent, state: DeskState): void => listener(state)
    ipcRenderer.on(noticeChannel('stateChanged'), heard)
    return () => {
      ipcRenderer.removeListener(noticeChannel('stateChanged'), heard)
    }
  },
  onCommandChosen(listener) {
    const heard = (_event: IpcRendererEvent, id: string): void => listener(id)
    ipcRenderer.on(noticeChannel('commandChosen'), heard)
    return () => {
      ipcRenderer.removeListener(noticeChannel('commandChosen'), heard)
    }
  },
  onReportAsked(listener) {
    const heard = (_event: IpcRendererEvent, trackingNumber: string): void => listener(trackingNumber)
    ipcRenderer.on(noticeChannel('reportAsked'), heard)
    return () => {
      ipcRenderer.removeListener(noticeChannel('reportAsked'), heard)
    }
  },
}

contextBridge.exposeInMainWorld('desk', desk)

// A port cannot cross the context bridge; it goes to the page as a message of the page's own window.
ipcRenderer.on(enginePortChannel, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, [...event.ports])
})
