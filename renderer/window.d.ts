import type { DeskBridge } from '../shared/bridge/desk'

declare global {
  interface Window {
    /** Put there by the preload (electron/preload). */
    readonly desk: DeskBridge
  }
}
