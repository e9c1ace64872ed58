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
  unlock: (form) => ipcRenderer.invoke(callChannel('unlock'), form),
  signOut: () => ipcRenderer.invoke(callChannel('signOut')),
  openEnginePort: () => ipcRenderer.invoke(callChannel('openEnginePort')),
  chooseLanguage: (language) => ipcRenderer.invoke(callChannel('chooseLanguage'), language),
  chooseTheme: (theme) => ipcRenderer.invoke(callChannel('chooseTheme'), theme),
  onStateChanged(listener) {
    const heard = (_event: IpcRendererEvent, state: DeskState): void => listener(state)
    ipcRenderer.on(noticeChannel('stateChanged'), heard)
    return () => {
      ipcRenderer.removeListener(noticeChannel('stateChanged'), heard)
    }
  },
}

contextBridge.exposeInMainWorld('desk', desk)

// A port cannot cross the context bridge; it goes to the page as a message of the page's own window.
ipcRenderer.on(enginePortChannel, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, [...event.ports])
})
