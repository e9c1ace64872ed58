import type { JournalClient } from './journal/journalClient'
import type { EngineEvent } from './api'
import type { CaseCache } from './cache/caseCache'
import { CaseDesk } from './caseDesk'
import type { EngineParts } from './parts'
import { ReferenceView } from './referenceView'
import { NationalClient } from './sync/nationalClient'
import { Puller } from './sync/pull'
import { Pusher } from './sync/push'
import { ReferenceFetcher } from './sync/referenceFetcher'
import { SyncLoop } from './sync/syncLoop'
import { syncRound } from './sync/syncRound'

const lastSyncedNote = 'last-synced'

/** One officer's work with one journal and one cache, from its start to its end. */
export interface Session {
  readonly desk: CaseDesk
  readonly loop: SyncLoop
  stop(): Promise<void>
}

/** Opens the journal, then the cache, reads the rows, and begins to sync. */
export async function openSession(
  parts: EngineParts,
  journal: JournalClient,
  listener: (event: EngineEvent) => void,
): Promise<Session> {
  const opening = await journal.request('open', {})
  const cache = await parts.openCache(opening.databaseName, opening.cacheKey)
  const desk = new CaseDesk(parts.clock, cache, journal, opening, listener)
  await desk.load(opening)
  desk.status.update({ lastSyncedAt: timeIn(await cache.note(lastSyncedNote)) })

  const loop = syncLoopOf(parts, cache, desk)
  desk.onReleased = () => loop.workReleased()
  const endHints = parts.onNetworkRegained(() => loop.networkRegained())
  loop.start()
  return {
    desk,
    loop,
    async stop() {
      endHints()
      loop.stop()
      await desk.stop()
      journal.close()
      cache.close()
    },
  }
}

function syncLoopOf(parts: EngineParts, cache: CaseCache, desk: CaseDesk): SyncLoop {
  const { clock, random } = parts
  const national = new NationalClient(parts.transport, clock)
  const pusher = new Pusher(national, desk.unsentWork, async (cases) => {
    await desk.casesCame(await cache.updateHeld(cases), [])
  })
  const puller = new Puller(national, cache, {
    applied: (stored, removed) => desk.casesCame(stored, removed),
    beganAnew: () => desk.work.forgetShown(),
  })
  const references = new ReferenceFetcher(national, cache, clock, (held) =>
    desk.referenceCame(new ReferenceView(held.reference)),
  )
  return new SyncLoop({
    clock,
    random,
    cache,
    status: desk.status,
    round: async (signal) => {
      const outcome = await syncRound({ cache, pusher, puller, references }, signal)
      if (outcome.kind === 'fault') return outcome
      await desk.roundDone()
      await cache.keepNote(lastSyncedNote, String(clock.now()))
      return outcome
    },
  })
}

function timeIn(text: string | null): number | null {
  const time = Number(text ?? NaN)
  return Number.isFinite(time) ? time : null
}
