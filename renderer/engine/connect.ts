import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink'
import { enginePortMessage } from '../../shared/bridge/channels'
import type { DeskEngine, EngineEvent } from './api'
import { OpenQuestions } from './openQuestions'
import { RecentDrafts } from './recentDrafts'
import workerUrl from './worker?worker&url'

/** What the page asks of the engine; starting and stopping it is the connection's work. */
export type PageEngine = Omit<DeskEngine, 'start' | 'stop'>

export interface EngineConnection {
  /** What is asked of it before it has started waits until then. */
  readonly engine: PageEngine
  /** Resolves when it has read what the lists need; rejects when it cannot start. */
  readonly started: Promise<void>
  /** Ends the worker, once it has written what was still in memory; resolves when it has ended. */
  close(): Promise<void>
}

const portWaitMilliseconds = 10_000
const stopWaitMilliseconds = 2_000
/** How often a worker is asked whether it lives, and how many silences in a row say that it does not. */
const pulseMilliseconds = 5_000
const mostSilences = 4
/** A worker that lived so long did not die of how it was started. */
const longLifeMilliseconds = 30_000
const longestRestartWaitMilliseconds = 30_000

/** What the page has shown may be old when a new worker takes over. */
const allChanged: readonly EngineEvent[] = [
  { kind: 'rows-changed' },
  { kind: 'needs-you-changed' },
  { kind: 'outbox-changed' },
  { kind: 'reference-changed' },
]

/**
 * The engine in the worker. Every member of `DeskEngine` answers with a promise, so its remote end has the same
 * form; Comlink's own type spreads promises of unions into unions of promises.
 */
type RemoteEngine = DeskEngine & Pick<Remote<DeskEngine>, typeof releaseProxy>

/** One worker from its start to its death. */
interface Life {
  readonly remote: RemoteEngine
  readonly questions: OpenQuestions
  end(): void
}

/**
 * Starts the engine's worker with a port to the journal. A worker that dies is started again with a new port; what
 * was asked of it fails, what is asked afterwards goes to the new one.
 */
export function connectEngine(listener: (event: EngineEvent) => void): EngineConnection {
  const recentDrafts = new RecentDrafts(() => performance.now())
  let closed = false
  /** Deaths soon after the start, in a row. */
  let earlyDeaths = 0
  let current: Promise<Life> = startLife(listener, onDeath)
  const started = current.then(() => undefined)

  function onDeath(livedMilliseconds: number): void {
    if (closed) return
    earlyDeaths = livedMilliseconds < longLifeMilliseconds ? earlyDeaths + 1 : 0
    current = restart(performance.now())
    // Questions that wait for it hear of a failure themselves.
    current.catch(() => undefined)
  }

  async function restart(noticedAt: number): Promise<Life> {
    for (;;) {
      await pause(restartWait(earlyDeaths))
      if (closed) throw new Error('The connection to the engine was closed.')
      try {
        const life = await startLife(listener, onDeath)
        for (const draft of recentDrafts.all()) await life.remote.saveDraft(draft)
        for (const event of allChanged) listener(event)
        listener({ kind: 'sync-status', status: await life.remote.syncStatus() })
        listener({ kind: 'engine-restarted', milliseconds: Math.round(performance.now() - noticedAt) })
        return life
      } catch {
        // Tried again after a longer wait; the page shows its questions as failed meanwhile.
        earlyDeaths += 1
      }
    }
  }

  async function ask<Answer>(question: (remote: DeskEngine) => Promise<Answer>): Promise<Answer> {
    const life = await current
    const answer = await life.questions.untilEnd(question(life.remote))
    // Whoever asked has forgotten all by now, and must not be told what a locked desk does not show.
    if (closed) throw new Error('The connection to the engine was closed.')
    return answer
  }

  return {
    engine: questionsBy(ask, recentDrafts),
    started,
    close() {
      closed = true
      return current.then(stopLife, () => undefined)
    },
  }
}

type Ask = <Answer>(question: (remote: DeskEngine) => Promise<Answer>) => Promise<Answer>

/** Nothing is waited for after a worker that had lived well; one that dies again and again is given time. */
function restartWait(earlyDeaths: number): number {
  return earlyDeaths <= 1 ? 0 : Math.min(longestRestartWaitMilliseconds, 500 * 2 ** Math.min(earlyDeaths, 10))
}

function questionsBy(ask: Ask, recentDrafts: RecentDrafts): PageEngine {
  return {
    counts: () => ask((remote) => remote.counts()),
    rows: (query, from, to) => ask((remote) => remote.rows(query, from, to)),
    caseView: (caseId) => ask((remote) => remote.caseView(caseId)),
    act: (caseId, decision, fileIds) => ask((remote) => remote.act(caseId, decision, fileIds)),
    undo: (actionId) => ask((remote) => remote.undo(actionId)),
    discard: (actionId) => ask((remote) => remote.discard(actionId)),
    sendOnTop: (actionId) => ask((remote) => remote.sendOnTop(actionId)),
    change: (actionId, change) => ask((remote) => remote.change(actionId, change)),
    needsYou: () => ask((remote) => remote.needsYou()),
    outbox: () => ask((remote) => remote.outbox()),
    drafts: (caseId) => ask((remote) => remote.drafts(caseId)),
    saveDraft: (draft) => {
      recentDrafts.typed(draft)
      return ask((remote) => remote.saveDraft(draft))
    },
    beginFile: (file) => ask((remote) => remote.beginFile(file)),
    addToFile: (fileId, bytes) => ask((remote) => remote.addToFile(fileId, bytes)),
    finishFile: (fileId) => ask((remote) => remote.finishFile(fileId)),
    removeFile: (fileId) => ask((remote) => remote.removeFile(fileId)),
    draftFiles: (caseId, type) => ask((remote) => remote.draftFiles(caseId, type)),
    tellPresence: (caseId, mode) => ask((remote) => remote.tellPresence(caseId, mode)),
    presence: (caseId) => ask((remote) => remote.presence(caseId)),
    possiblePrimaries: (caseId, typed) => ask((remote) => remote.possiblePrimaries(caseId, typed)),
    draftFileBytes: (fileId) => ask((remote) => remote.draftFileBytes(fileId)),
    searchHelp: (typed, caret) => ask((remote) => remote.searchHelp(typed, caret)),
    searchUsed: (search) => ask((remote) => remote.searchUsed(search)),
    snippets: (search, caseIds) => ask((remote) => remote.snippets(search, caseIds)),
    marksIn: (search, texts) => ask((remote) => remote.marksIn(search, texts)),
    savedViews: () => ask((remote) => remote.savedViews()),
    keepSavedViews: (views) => ask((remote) => remote.keepSavedViews(views)),
    savedViewCounts: () => ask((remote) => remote.savedViewCounts()),
    searchNational: (search) => ask((remote) => remote.searchNational(search)),
    nationalCase: (caseId) => ask((remote) => remote.nationalCase(caseId)),
    agencyToday: () => ask((remote) => remote.agencyToday()),
    figures: (query) => ask((remote) => remote.figures(query)),
    nationalFigures: (period) => ask((remote) => remote.nationalFigures(period)),
    caseIdsOf: (query, from, to) => ask((remote) => remote.caseIdsOf(query, from, to)),
    markSeen: (caseId) => ask((remote) => remote.markSeen(caseId)),
    markUnread: (caseIds) => ask((remote) => remote.markUnread(caseIds)),
    previewBulk: (caseIds, bulk) => ask((remote) => remote.previewBulk(caseIds, bulk)),
    possibleHolders: (cases) => ask((remote) => remote.possibleHolders(cases)),
    previewReassign: (cases, to) => ask((remote) => remote.previewReassign(cases, to)),
    reassign: (cases, to, reason) => ask((remote) => remote.reassign(cases, to, reason)),
    actOnMany: (caseIds, bulk) => ask((remote) => remote.actOnMany(caseIds, bulk)),
    undoMany: (actionIds) => ask((remote) => remote.undoMany(actionIds)),
    reference: () => ask((remote) => remote.reference()),
    syncStatus: () => ask((remote) => remote.syncStatus()),
    syncNow: () => ask((remote) => remote.syncNow()),
    caseSurroundings: (caseId) => ask((remote) => remote.caseSurroundings(caseId)),
    caseDeadlines: (caseId) => ask((remote) => remote.caseDeadlines(caseId)),
    openAttachment: (caseId, attachmentId) => ask((remote) => remote.openAttachment(caseId, attachmentId)),
    attachmentStates: (caseId) => ask((remote) => remote.attachmentStates(caseId)),
    workload: () => ask((remote) => remote.workload()),
    setAway: (officerId, until) => ask((remote) => remote.setAway(officerId, until)),
    setDuty: (unitId, duty) => ask((remote) => remote.setDuty(unitId, duty)),
    duplicatesOf: (caseId) => ask((remote) => remote.duplicatesOf(caseId)),
    notDuplicates: (caseId, otherId) => ask((remote) => remote.notDuplicates(caseId, otherId)),
    previewClusterAnswer: (primaryId, answer) =>
      ask((remote) => remote.previewClusterAnswer(primaryId, answer)),
    answerCluster: (primaryId, answer) => ask((remote) => remote.answerCluster(primaryId, answer)),
    trail: (query, from, to) => ask((remote) => remote.trail(query, from, to)),
    damageTold: () => ask((remote) => remote.damageTold()),
  }
}

async function startLife(
  listener: (event: EngineEvent) => void,
  onDeath: (livedMilliseconds: number) => void,
): Promise<Life> {
  const worker = new Worker(workerUrl, { type: 'module', name: 'engine' })
  // See `RemoteEngine` for why the form is the same.
  const remote = wrap<DeskEngine>(worker) as unknown as RemoteEngine
  let alive = true
  let startedAt: number | null = null
  let cancelPulse = (): void => undefined
  const questions = new OpenQuestions()

  const end = (): void => {
    if (!alive) return
    alive = false
    cancelPulse()
    remote[releaseProxy]()
    worker.terminate()
    questions.end(new Error('The engine has ended.'))
  }
  const fail = (): void => {
    if (!alive) return
    end()
    if (startedAt !== null) onDeath(performance.now() - startedAt)
  }
  worker.addEventListener('error', fail)
  worker.addEventListener('messageerror', fail)

  try {
    const port = await enginePort()
    const hear = proxy((event: EngineEvent) => {
      if (alive) listener(event)
    })
    await questions.untilEnd(remote.start(transfer(port, [port]), hear))
  } catch (failure) {
    end()
    throw failure
  }
  startedAt = performance.now()
  cancelPulse = watchPulse(() => remote.syncStatus(), fail)
  return { remote, questions, end }
}

async function stopLife(life: Life): Promise<void> {
  const stopped = life.questions.untilEnd(life.remote.stop())
  await Promise.race([stopped, pause(stopWaitMilliseconds)]).catch(() => undefined)
  life.end()
}

/** A worker that was killed says nothing: only its silence tells. Calls `onSilent` once; gives what ends it. */
function watchPulse(askPulse: () => Promise<unknown>, onSilent: () => void): () => void {
  let silences = 0
  const timer = setInterval(() => {
    if (silences >= mostSilences) {
      clearInterval(timer)
      onSilent()
      return
    }
    silences += 1
    void askPulse().then(
      () => (silences = 0),
      () => undefined,
    )
  }, pulseMilliseconds)
  return () => clearInterval(timer)
}

/** Asks main for a port to the journal and takes it from the message by which the preload hands it over. */
async function enginePort(): Promise<MessagePort> {
  const received = new Promise<MessagePort>((resolve, reject) => {
    const receive = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports
      if (event.source !== window || event.data !== enginePortMessage || !port) return
      clearTimeout(timer)
      window.removeEventListener('message', receive)
      resolve(port)
    }
    const timer = setTimeout(() => {
      window.removeEventListener('message', receive)
      reject(new Error('The port to the journal did not come.'))
    }, portWaitMilliseconds)
    window.addEventListener('message', receive)
  })
  const [port] = await Promise.all([received, window.desk.openEnginePort()])
  return port
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
