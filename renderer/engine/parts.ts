import type { CaseCache } from './cache/caseCache'
import type { Clock } from './clock'
import type { NationalTransport } from './sync/transport'

/** What the engine stands on; the worker gives the real ones, tests may give others. */
export interface EngineParts {
  readonly clock: Clock
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly transport: NationalTransport
  /** The cache of one officer; it takes the key and overwrites the bytes. */
  readonly openCache: (databaseName: string, cacheKey: Uint8Array<ArrayBuffer>) => Promise<CaseCache>
  /** Calls the listener when the device says that it has a network again; gives what ends that. */
  readonly onNetworkRegained: (listener: () => void) => () => void
}
