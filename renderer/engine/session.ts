import type { JournalOpening } from '../../shared/bridge/journalPort'
import type { CaseId } from '../../shared/domain/identifiers'
import type { EngineEvent } from './api'
import type { PresenceTeller } from './presence/presenceTeller'
import type { Presences } from './presence/presences'
import { Primaries } from './primaries'
import { GuardedCache } from './cache/guardedCache'
import { CaseDesk } from './caseDesk'
import type { JournalClient } from './journal/journalClient'
import { Notes } from './journal/notes'
import type { EngineParts } from './parts'
import { ReconciledEpoch } from './sync/reconciledEpoch'
import type { NationalDuty } from './sync/nationalDuty'
import type { NationalFigures } from './insight/nationalFigures'
import type { NationalSearch } from './sync/nationalSearch'
import type { SyncLoop } from './sync/syncLoop'
import { lastSyncedNote, syncOf } from './sync/syncOf'
import type { Uploader } from './sync/uploader'

/** One officer's work with one journal and one cache, from its start to its end. */
export interface Session {
  readonly journal: JournalClient
  readonly desk: CaseDesk
  readonly loop: SyncLoop
  readonly uploader: Uploader
  readonly presences: Presences
  readonly presenceTeller: PresenceTeller
  readonly primaries: Primaries
  readonly nationalSearch: NationalSearch
  readonly nationalDuty: NationalDuty
  readonly nationalFigures: NationalFigures
  stop(): Promise<void>
}

/** With the journal open: opens the cache, reads the rows, and begins to sync. */
export async function openSession(
  parts: EngineParts,
  journal: JournalClient,
  { opening, cacheKey }: { readonly opening: JournalOpening; readonly cacheKey: Uint8Array<ArrayBuffer> },
  listener: (event: EngineEvent) => void,
): Promise<Session> {
  const notes = new Notes(journal, opening.notes)
  const reconciled = new ReconciledEpoch(notes)
  const cache = new GuardedCache({
    stored: await parts.storedCache(opening.databaseName, cacheKey),
    notes,
    clock: parts.clock,
    random: parts.random,
    diskState: () => desk.status.diskState,
    step: parts.step,
  })
  const desk: CaseDesk = new CaseDesk({ parts, cache, journal, notes, opening, reconciled, listener })
  await cache.open()
  await desk.load(opening)
  desk.status.update({ lastSyncedAt: timeIn(await cache.note(lastSyncedNote)) })

  const presenceChanged = (caseId: CaseId): void => listener({ kind: 'presence-changed', caseId })
  const surroundings = { cache, journal, notes, reconciled, desk, presenceChanged }
  const sync = syncOf(parts, surroundings)
  const { loop, uploader, areaFetcher, presences, presenceTeller, stopEvents } = sync
  desk.follow({ uploader, released: () => loop.workReleased(), pullWanted: () => loop.workReleased() })
  journal.onReportFile(({ attachmentId, state }) =>
    listener({ kind: 'attachment-changed', attachmentId, state }),
  )
  journal.onDiskState((diskState) => desk.status.update({ diskState }))
  const endHints = parts.onNetworkRegained(() => loop.networkRegained())
  loop.start()
  return {
    journal,
    desk,
    loop,
    uploader,
    presences,
    presenceTeller,
    primaries: new Primaries({
      page: (query, from, to) => desk.answers.reading.page(query, from, to),
      caseView: (caseId) => desk.caseNamed(caseId),
    }),
    nationalSearch: sync.nationalSearch,
    nationalDuty: sync.nationalDuty,
    nationalFigures: sync.nationalFigures,
    async stop() {
      endHints()
      stopEvents()
      loop.stop()
      areaFetcher.stop()
      uploader.stop()
      await desk.stop()
      journal.close()
      cache.close()
    },
  }
}

function timeIn(text: string | null): number | null {
  const time = Number(text ?? NaN)
  return Number.isFinite(time) ? time : null
}
