import { inject, type InjectionKey } from 'vue'
import type { DeskBridge } from '../shared/bridge/desk'
import type { EngineEvent } from './engine/api'
import type { EngineConnection } from './engine/connect'

/** What the interface stands on: the bridge to main, and the way to an engine. */
export interface DeskParts {
  readonly bridge: DeskBridge
  readonly connectEngine: (listener: (event: EngineEvent) => void) => Promise<EngineConnection>
}

export const deskPartsKey: InjectionKey<DeskParts> = Symbol('desk parts')

export function useDeskParts(): DeskParts {
  const parts = inject(deskPartsKey)
  if (!parts) throw new Error('The desk was mounted without its parts')
  return parts
}
