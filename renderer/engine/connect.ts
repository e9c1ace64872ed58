import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink'
import { enginePortMessage } from '../../shared/bridge/channels'
import type { DeskEngine, EngineEvent } from './api'
import workerUrl from './worker?worker&url'

/** What the page asks of the engine; starting and stopping it is the connection's work. */
export type PageEngine = Omit<DeskEngine, 'start' | 'stop'>

export interface EngineConnection {
  readonly engine: PageEngine
  /** Ends the worker, once it has written what was still in memory. */
  close(): void
}

const portWaitMilliseconds = 10_000
const stopWaitMilliseconds = 2_000
/** How often a worker is asked whether it lives, and how many silences in a row say that it does not. */
const pulseMilliseconds = 15_000
const mostSilences = 2
const longestRestartWaitMilliseconds = 30_000

/** What the page has shown may be old when a new worker takes over. */
const allChanged: readonly EngineEvent[] = [
  { kind: 'rows-changed' },
  { kind: 'needs-you-changed' },
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
  /** Rejects when the worker is dead, so that no question waits for ever. */
  readonly death: Promise<never>
  end(): void
}

/**
 * Starts the engine's worker with a port to the journal. A worker that dies is started again with a new port; what
 * was asked of it fails, what is asked afterwards goes to the new one. Rejects when the first start fails.
 */
export async function connectEngine(listener: (event: EngineEvent) => void): Promise<EngineConnection> {
  let closed = false
  let current: Promise<Life> = startLife(listener, onDeath)
  await current

  function onDeath(): void {
    if (closed) return
    current = restart()
    // Questions that wait for it hear of a failure themselves.
    current.catch(() => undefined)
  }

  async function restart(): Promise<Life> {
    for (let wait = 1_000; ; wait = Math.min(wait * 2, longestRestartWaitMilliseconds)) {
      await pause(wait)
      if (closed) throw new Error('The connection to the engine was closed.')
      try {
        const life = await startLife(listener, onDeath)
        for (const event of allChanged) listener(event)
        listener({ kind: 'sync-status', status: await life.remote.syncStatus() })
        return life
      } catch {
        // Tried again after a longer wait; the page shows its questions as failed meanwhile.
      }
    }
  }

  async function ask<Answer>(question: (remote: DeskEngine) => Promise<Answer>): Promise<Answer> {
    const life = await current
    return await Promise.race([question(life.remote), life.death])
  }

  return {
    engine: questionsBy(ask),
    close() {
      closed = true
      void current.then(stopLife, () => undefined)
    },
  }
}

type Ask = <Answer>(question: (remote: DeskEngine) => Promise<Answer>) => Promise<Answer>

function questionsBy(ask: Ask): PageEngine {
  return {
    counts: () => ask((remote) => remote.counts()),
    rows: (query, from, to) => ask((remote) => remote.rows(query, from, to)),
    caseView: (caseId) => ask((remote) => remote.caseView(caseId)),
    act: (caseId, decision) => ask((remote) => remote.act(caseId, decision)),
    undo: (actionId) => ask((remote) => remote.undo(actionId)),
    discard: (actionId) => ask((remote) => remote.discard(actionId)),
    sendOnTop: (actionId) => ask((remote) => remote.sendOnTop(actionId)),
    needsYou: () => ask((remote) => remote.needsYou()),
    drafts: (caseId) => ask((remote) => remote.drafts(caseId)),
    saveDraft: (draft) => ask((remote) => remote.saveDraft(draft)),
    reference: () => ask((remote) => remote.reference()),
    syncStatus: () => ask((remote) => remote.syncStatus()),
    syncNow: () => ask((remote) => remote.syncNow()),
  }
}

async function startLife(listener: (event: EngineEvent) => void, onDeath: () => void): Promise<Life> {
  const worker = new Worker(workerUrl, { type: 'module', name: 'engine' })
  // See `RemoteEngine` for why the form is the same.
  const remote = wrap<DeskEngine>(worker) as unknown as RemoteEngine
  let alive = true
  let started = false
  let cancelPulse = (): void => undefined
  let die: (reason: Error) => void = () => undefined
  const death = new Promise<never>((_resolve, reject) => {
    die = reject
  })
  // Without a question under way nobody listens to it, which is no fault.
  death.catch(() => undefined)

  const end = (): void => {
    if (!alive) return
    alive = false
    cancelPulse()
    remote[releaseProxy]()
    worker.terminate()
    die(new Error('The engine has ended.'))
  }
  const fail = (): void => {
    if (!alive) return
    end()
    if (started) onDeath()
  }
  worker.addEventListener('error', fail)
  worker.addEventListener('messageerror', fail)

  try {
    const port = await enginePort()
    const hear = proxy((event: EngineEvent) => {
      if (alive) listener(event)
    })
    await Promise.race([remote.start(transfer(port, [port]), hear), death])
  } catch (failure) {
    end()
    throw failure
  }
  started = true
  cancelPulse = watchPulse(() => remote.syncStatus(), fail)
  return { remote, death, end }
}

async function stopLife(life: Life): Promise<void> {
  await Promise.race([life.remote.stop(), pause(stopWaitMilliseconds), life.death]).catch(() => undefined)
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
