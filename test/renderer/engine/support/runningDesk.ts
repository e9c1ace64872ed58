import type { EngineEvent, RowQuery } from '../../../../renderer/engine/api'
import { DexieCache } from '../../../../renderer/engine/cache/dexieCache'
import { Engine } from '../../../../renderer/engine/engine'
import { sealWith } from '../../../../renderer/engine/seal/seal'
import type { NationalTransport } from '../../../../renderer/engine/sync/transport'
import type { Case } from '../../../../shared/domain/case'
import type { CaseId } from '../../../../shared/domain/identifiers'
import type { Officer } from '../../../../shared/domain/officer'
import { caseIn } from '../../../shared/domain/sampleCase'
import { openJournal, type Desk, type OfficerJournal } from './openJournal'
import type { VirtualClock } from './virtualClock'

export const everything: RowQuery = { view: 'all', statuses: null, mine: false, search: '' }

/** The real engine with a real journal and cache; only clock and network are the test's. */
export interface RunningDesk {
  readonly engine: Engine
  readonly journal: OfficerJournal
  readonly events: EngineEvent[]
  readonly networkRegained: () => void
  /** As a kill: the journal's file is let go, nothing is said to the engine before. */
  readonly kill: () => Promise<void>
}

export async function startDesk(
  desk: Desk,
  officer: Officer,
  clock: VirtualClock,
  transport: NationalTransport,
  random: () => number = () => 0.5,
): Promise<RunningDesk> {
  const journal = await openJournal(desk, officer, clock)
  const events: EngineEvent[] = []
  let regained = (): void => undefined
  const engine = new Engine({
    clock,
    random,
    transport,
    openCache: async (databaseName, cacheKey) => {
      const cache = new DexieCache(databaseName, await sealWith(cacheKey))
      await cache.open()
      return cache
    },
    onNetworkRegained: (listener) => {
      regained = listener
      return () => undefined
    },
  })
  await engine.start(journal.port(), (event) => events.push(event))
  return {
    engine,
    journal,
    events,
    networkRegained: () => regained(),
    async kill() {
      await journal.close()
      await engine.stop()
    },
  }
}

export function caseNumbered(number: number, change: Partial<Case> = {}): Case {
  const id = `case-${number}` as CaseId
  // Made for tests, where ids are made by hand.
  const trackingId = String(9_000_000 + number) as Case['trackingId']
  return { ...caseIn('dispositioned', null), id, trackingId, title: `Laporan ${number}`, ...change }
}
