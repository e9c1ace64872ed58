import './jitless'
import { expose } from 'comlink'
import { DexieCache } from './cache/dexieCache'
import { systemClock } from './clock'
import { Engine } from './engine'
import { sealWith } from './seal/seal'
import { axiosTransport } from './sync/axiosTransport'

const engine = new Engine({
  clock: systemClock,
  random: Math.random,
  transport: axiosTransport(`${self.location.origin}/api`),
  openCache: async (databaseName, cacheKey) => {
    const cache = new DexieCache(databaseName, await sealWith(cacheKey))
    await cache.open()
    return cache
  },
  onNetworkRegained: (listener) => {
    self.addEventListener('online', listener)
    return () => self.removeEventListener('online', listener)
  },
})

expose(engine)
