import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseDesk } from '../caseDesk'
import type { GuardedCache } from '../cache/guardedCache'
import type { JournalClient } from '../journal/journalClient'
import type { Notes } from '../journal/notes'
import type { EngineParts } from '../parts'
import { NationalFigures } from '../insight/nationalFigures'
import { PresenceTeller } from '../presence/presenceTeller'
import { Presences } from '../presence/presences'
import { ReferenceView } from '../referenceView'
import { Announcements } from './announcements'
import { AreaFetcher } from './areaFetcher'
import { AskingGate } from './askingGate'
import { EventListener } from './eventListener'
import { NationalClient } from './nationalClient'
import { NationalDuty } from './nationalDuty'
import { NationalSearch } from './nationalSearch'
import { Puller } from './pull'
import { Pusher } from './push'
import { Reconciler } from './reconcile'
import type { ReconciledEpoch } from './reconciledEpoch'
import { ReferenceFetcher } from './referenceFetcher'
import { SyncLoop } from './syncLoop'
import { syncRound } from './syncRound'
import { UploadClient } from './uploadClient'
import { Uploader } from './uploader'

/** Of the engine's own, in the cache: when all was in step last. */
export const lastSyncedNote = 'last-synced'

export interface SyncSurroundings {
  readonly cache: GuardedCache
  readonly journal: JournalClient
  readonly notes: Notes
  readonly reconciled: ReconciledEpoch
  readonly desk: CaseDesk
  readonly presenceChanged: (caseId: CaseId) => void
}

export interface Sync {
  readonly loop: SyncLoop
  readonly uploader: Uploader
  readonly areaFetcher: AreaFetcher
  /** Who else has which case open. */
  readonly presences: Presences
  readonly presenceTeller: PresenceTeller
  /** Ends what only hastens. */
  readonly stopEvents: () => void
  readonly nationalSearch: NationalSearch
  readonly nationalDuty: NationalDuty
  readonly nationalFigures: NationalFigures
}

/** Puts together what brings a desk and the national system in step. */
export function syncOf(parts: EngineParts, surroundings: SyncSurroundings): Sync {
  const { cache, journal, notes, reconciled, desk } = surroundings
  const { clock, random, step } = parts
  const { serverClock, status, unsentWork, attempts } = desk
  const gate = new AskingGate(clock, notes, step)
  const national = new NationalClient({ transport: parts.transport, clock, serverClock, gate })
  const uploader = new Uploader({
    client: new UploadClient(national),
    journal,
    unsentWork,
    clock,
    random,
    ready: () => loop.workReleased(),
    changed: () => desk.uploadsChanged(),
    step,
  })
  const pusher = new Pusher({
    national,
    unsentWork,
    files: uploader,
    attempts,
    takeCases: (cases) => desk.resultsCame(cases),
    step,
  })
  const puller = new Puller(national, cache, desk.pullListener, step)
  const reconciler = new Reconciler({
    national,
    journal,
    unsentWork,
    notes,
    reconciled,
    done: () => desk.reconciled(),
    report: (reconciling) => status.update({ reconciling }),
    step,
  })
  const references = new ReferenceFetcher(national, cache, clock, (held) =>
    desk.referenceCame(new ReferenceView(held.reference)),
  )
  const announcements = new Announcements(national, clock, (maintenance) => status.update({ maintenance }))
  const areaFetcher = new AreaFetcher({
    national,
    book: desk.areas,
    clock,
    serverClock,
    onFetched: () => desk.areasCame(),
  })
  const loop = new SyncLoop({
    clock,
    random,
    gate,
    status,
    onReached: () => {
      uploader.wake()
      events?.reached()
    },
    round: async (signal) => {
      const round = { cache, pusher, puller, reconciler, references, announcements }
      const outcome = await syncRound(round, signal)
      if (outcome.kind === 'fault') return outcome
      await desk.roundDone()
      void areaFetcher.fetchIfDue()
      await cache.keepNote(lastSyncedNote, String(clock.now()))
      return outcome
    },
  })
  const nationalSearch = new NationalSearch({
    national,
    references: () => desk.references,
    holds: (caseId) => desk.holds(caseId),
    viewOf: (foreign) => desk.answers.reading.foreignView(foreign),
  })
  const referenceChanged = (): void => {
    references.changed()
    loop.workReleased()
  }
  const nationalDuty = new NationalDuty(national, referenceChanged)
  const nationalFigures = new NationalFigures({
    national,
    areas: desk.areas,
    references: () => desk.references,
  })
  const presence = presenceOf(parts, { ...surroundings, national, isHeard: () => events?.isOpen ?? false })
  const { presences, presenceTeller } = presence
  const events =
    parts.events &&
    new EventListener({
      transport: parts.events,
      clock,
      random,
      gate,
      serverClock,
      changed: (about) => {
        if (about.has('reference')) references.changed()
        loop.workReleased()
      },
      presence: (heard) => presences.came(heard),
      opened: () => {
        presences.forgetAll()
        presenceTeller.heardAgain()
      },
      ended: () => presences.forgetAll(),
    })
  const stopEvents = (): void => {
    presence.stop()
    events?.stop()
  }
  return {
    loop,
    uploader,
    areaFetcher,
    presences,
    presenceTeller,
    stopEvents,
    nationalSearch,
    nationalDuty,
    nationalFigures,
  }
}

interface PresenceSurroundings extends Pick<SyncSurroundings, 'desk' | 'presenceChanged'> {
  readonly national: NationalClient
  readonly isHeard: () => boolean
}

function presenceOf(
  { clock }: Pick<EngineParts, 'clock'>,
  { desk, national, isHeard, presenceChanged }: PresenceSurroundings,
): Pick<Sync, 'presences' | 'presenceTeller'> & { readonly stop: () => void } {
  const abort = new AbortController()
  const presences = new Presences({
    clock,
    serverClock: desk.serverClock,
    ownId: desk.officer.id,
    changed: presenceChanged,
  })
  const presenceTeller = new PresenceTeller({
    clock,
    isHeard,
    send: (caseId, mode) => national.tellPresence(caseId, mode, abort.signal),
  })
  return {
    presences,
    presenceTeller,
    stop: () => {
      presences.stop()
      presenceTeller.stop()
      abort.abort()
    },
  }
}
