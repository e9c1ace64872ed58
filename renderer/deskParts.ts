import { inject, type InjectionKey } from 'vue'
import type { DeskBridge } from '../shared/bridge/desk'
import type { AttachmentId } from '../shared/domain/identifiers'
import type { EngineEvent } from './engine/api'
import type { EngineConnection } from './engine/connect'

/** What the interface stands on: the bridge to main, the way to an engine, and the bytes of reports' files. */
export interface DeskParts {
  readonly bridge: DeskBridge
  readonly connectEngine: (listener: (event: EngineEvent) => void) => EngineConnection
  /** A file of a report that is on this computer, as the gateway gives it; rejects when it cannot be read. */
  readonly attachmentBytes: (attachmentId: AttachmentId) => Promise<Uint8Array<ArrayBuffer>>
}

export const deskPartsKey: InjectionKey<DeskParts> = Symbol('desk parts')

export function useDeskParts(): DeskParts {
  const parts = inject(deskPartsKey)
  if (!parts) throw new Error('The desk was mounted without its parts')
  return parts
}
