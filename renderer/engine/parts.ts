import type { StoredCache } from './cache/caseCache'
import type { Clock } from './clock'
import type { OnStep } from './steps'
import type { EventTransport } from './sync/eventTransport'
import type { NationalTransport } from './sync/transport'

/** What the engine stands on; the worker gives the real ones, tests may give others. */
export interface EngineParts {
  readonly clock: Clock
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly transport: NationalTransport
  /** Left out, nothing is heard between two pulls, and nobody is told who is at which case. */
  readonly events?: EventTransport | undefined
  /** The cache of one officer on the disk, not opened yet; it takes the key and overwrites the bytes. */
  readonly storedCache: (databaseName: string, cacheKey: Uint8Array<ArrayBuffer>) => Promise<StoredCache>
  /** Calls the listener when the device says that it has a network again; gives what ends that. */
  readonly onNetworkRegained: (listener: () => void) => () => void
  /** Called at each of `engineSteps`. */
  readonly step: OnStep
}
