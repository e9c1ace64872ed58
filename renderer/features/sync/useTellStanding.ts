import { watch } from 'vue'
import type { Standing } from '../../../shared/bridge/standing'
import { useDeskParts } from '../../deskParts'
import type { SyncStatus } from '../../engine/api'
import { useSyncStore } from './syncStore'

/** Tells main how the engine stands whenever that has become another, for the diagnostics file. */
export function useTellStanding(): void {
  const { bridge } = useDeskParts()
  const sync = useSyncStore()
  let told = ''
  watch(
    () => sync.status,
    (status) => {
      if (!status) return
      const standing = standingOf(status)
      // The figures move all the time; what they are when something happens is enough.
      const marks = { ...standing, casesHeld: 0, lastSyncedAt: null, filesWaiting: 0 }
      const now = JSON.stringify([marks, standing.casesHeld > 0])
      if (now === told) return
      told = now
      void bridge.tellStanding(standing).catch(() => (told = ''))
    },
    { immediate: true },
  )
}

function standingOf(status: SyncStatus): Standing {
  const { state, problem, casesHeld, casesSetAside, lastSyncedAt, cache, clockWrong } = status
  return {
    state,
    problem,
    cache: cache.state,
    cacheFault: faultOf(cache),
    casesHeld,
    casesSetAside,
    lastSyncedAt,
    firstPullRuns: status.firstPull !== null,
    reconciles: status.reconciling !== null,
    filesWaiting: status.uploads?.files.length ?? 0,
    clockAheadMinutes: clockWrong ? Math.round(clockWrong.aheadMilliseconds / 60_000) : null,
  }
}

function faultOf(cache: SyncStatus['cache']): Standing['cacheFault'] {
  if (cache.state === 'whole') return null
  return cache.state === 'rebuilding' ? cache.loss : cache.obstacle
}
