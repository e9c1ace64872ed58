import './jitless'
import { expose } from 'comlink'
import type { EngineEvent } from './api'
import { DexieCache } from './cache/dexieCache'
import { systemClock } from './clock'
import { Engine } from './engine'
import type { JournalPort } from './journal/journalClient'
import { sealWith } from './seal/seal'
import { becomeSoleEngine } from './soleEngine'
import { noSteps } from './steps'
import { axiosTransport } from './sync/axiosTransport'
import { fetchEvents } from './sync/fetchEvents'

/** The engine of this worker, once no other worker is the engine any more. */
class WorkerEngine extends Engine {
  private alone: Promise<void> | null = null

  override async start(journalPort: JournalPort, listener: (event: EngineEvent) => void): Promise<void> {
    this.alone ??= becomeSoleEngine(navigator.locks, () => void this.stop())
    await this.alone
    await super.start(journalPort, listener)
  }
}

const engine = new WorkerEngine({
  clock: systemClock,
  random: Math.random,
  transport: axiosTransport(`${self.location.origin}/api`),
  events: fetchEvents(`${self.location.origin}/api`),
  storedCache: async (databaseName, cacheKey) => new DexieCache(databaseName, await sealWith(cacheKey)),
  onNetworkRegained: (listener) => {
    self.addEventListener('online', listener)
    return () => self.removeEventListener('online', listener)
  },
  step: noSteps,
})

expose(engine)
