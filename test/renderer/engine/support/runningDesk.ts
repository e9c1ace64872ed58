import type { ReportFiles } from '../../../../electron/main/attachments/reportFiles'
import type { EngineEvent, RowQuery } from '../../../../renderer/engine/api'
import { DexieCache } from '../../../../renderer/engine/cache/dexieCache'
import { Engine } from '../../../../renderer/engine/engine'
import { sealWith } from '../../../../renderer/engine/seal/seal'
import { noSteps, type OnStep } from '../../../../renderer/engine/steps'
import type { EventTransport } from '../../../../renderer/engine/sync/eventTransport'
import type { NationalTransport } from '../../../../renderer/engine/sync/transport'
import type { Officer } from '../../../../shared/domain/officer'
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

/** What only some tests have a part of their own for. */
interface RareParts {
  readonly reportFiles?: ReportFiles
  readonly eventTransport?: EventTransport
}

export async function startDesk(
  desk: Desk,
  officer: Officer,
  clock: VirtualClock,
  transport: NationalTransport,
  random: () => number = () => 0.5,
  step: OnStep = noSteps,
  { reportFiles, eventTransport }: RareParts = {},
): Promise<RunningDesk> {
  const journal = await openJournal(desk, officer, clock, reportFiles)
  const events: EngineEvent[] = []
  let regained = (): void => undefined
  const engine = new Engine({
    clock,
    random,
    transport,
    events: eventTransport,
    storedCache: async (databaseName, cacheKey) => new DexieCache(databaseName, await sealWith(cacheKey)),
    onNetworkRegained: (listener) => {
      regained = listener
      return () => undefined
    },
    step,
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
