import type { JournalOpening } from '../../../shared/bridge/journalPort'
import type { Epoch } from '../../../shared/domain/identifiers'
import type { EngineEvent, SyncStatus } from '../api'
import { EventSender } from '../eventSender'
import type { JournalClient } from '../journal/journalClient'
import { Notes } from '../journal/notes'
import { UnsentWork } from '../journal/unsentWork'
import type { EngineParts } from '../parts'
import { ServerClock } from '../serverClock'
import { StatusKeeper, type StatusFacts } from '../statusKeeper'
import { AskingGate } from '../sync/askingGate'
import { Attempts } from '../sync/attempts'
import { NationalClient } from '../sync/nationalClient'
import { nextBatch } from '../sync/nextBatch'
import { Pusher } from '../sync/push'
import { ReconciledEpoch } from '../sync/reconciledEpoch'
import { SyncLoop } from '../sync/syncLoop'
import type { RoundOutcome } from '../sync/syncRound'
import { UploadClient } from '../sync/uploadClient'
import { Uploader } from '../sync/uploader'

export interface SendingSession {
  status(): SyncStatus
  /** The officer asks: at once. */
  syncNow(): void
  stop(): void
}

/**
 * The engine of a locked desk: what was decided goes out, nothing comes in, and there is neither a cache nor a key to
 * one (ARCHITECTURE.md, *Two keys*). Results are kept in the journal; the cases that come with them are dropped, and the
 * pull after the unlocking brings them.
 */
export function openSendingSession(
  parts: Pick<EngineParts, 'clock' | 'random' | 'transport' | 'onNetworkRegained' | 'step'>,
  journal: JournalClient,
  opening: JournalOpening,
  listener: (event: EngineEvent) => void,
): SendingSession {
  const { clock, random, step } = parts
  const notes = new Notes(journal, opening.notes)
  const serverClock = new ServerClock(clock)
  const gate = new AskingGate(clock, notes, step)
  const national = new NationalClient({ transport: parts.transport, clock, serverClock, gate })
  const events = new EventSender(clock, listener, () => status.status())
  const changed = (): void => events.statusChanged()
  const attempts = new Attempts(() => undefined)
  const unsentWork = new UnsentWork(
    { journal, clock, serverTime: () => serverClock.instant(), step },
    {
      changed,
      forgotten: (actionId) => attempts.forget(actionId),
      released: () => loop.workReleased(),
    },
  )
  const uploader = new Uploader({
    client: new UploadClient(national),
    journal,
    unsentWork,
    clock,
    random,
    ready: () => loop.workReleased(),
    changed,
    step,
  })
  const facts = (): StatusFacts => ({
    ...unsentWork.counts(),
    sendable: nextBatch(unsentWork.all(), new Set(), 1, uploader.areThere).length,
    casesHeld: 0,
    pull: { casesReceived: 0, casesPerSecond: null },
    uploads: uploader.progress(),
    cache: { kind: 'whole' },
    clockWrong: serverClock.wrong(),
  })
  const status = new StatusKeeper(
    facts,
    { journalDamage: opening.damage, diskState: opening.diskState },
    changed,
  )
  const pusher = new Pusher({
    national,
    unsentWork,
    files: uploader,
    attempts,
    takeCases: async () => undefined,
    step,
  })
  const loop = new SyncLoop({
    clock,
    random,
    gate,
    status,
    onReached: () => uploader.wake(),
    round: roundOf(pusher, new ReconciledEpoch(notes), () => status.update({ firstPullRuns: true })),
  })
  unsentWork.load(opening.entries)
  journal.onDiskState((diskState) => status.update({ diskState }))
  const endHints = parts.onNetworkRegained(() => loop.networkRegained())
  loop.start()
  return {
    status: () => status.status(),
    syncNow() {
      loop.syncNow()
      uploader.wakeNow()
    },
    stop() {
      endHints()
      loop.stop()
      uploader.stop()
      events.stop()
      journal.close()
    },
  }
}

/**
 * Sends in the epoch in which all is known to be reconciled. Before the first pull there is none, and after a restore
 * it is another one: then what is new must be pulled first (PROTOCOL.md 5.5), and sending waits for the unlocking.
 */
function roundOf(
  pusher: Pusher,
  reconciled: ReconciledEpoch,
  onPullNeeded: () => void,
): (signal: AbortSignal) => Promise<RoundOutcome> {
  let epoch: Epoch | null = reconciled.known
  return async (signal) => {
    if (epoch === null) {
      onPullNeeded()
      return { kind: 'done' }
    }
    const pushed = await pusher.pushAll(epoch, signal)
    if (pushed.kind !== 'fault' || pushed.fault.kind !== 'epoch-changed') return pushed
    epoch = null
    onPullNeeded()
    return { kind: 'done' }
  }
}
