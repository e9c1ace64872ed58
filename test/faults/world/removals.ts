import { v4 as newUuid } from 'uuid'
import type {
  NationalRequest,
  NationalTransport,
  TransportAnswer,
} from '../../../renderer/engine/sync/transport'
import type { JournalPort } from '../../../renderer/engine/journal/journalClient'
import { actionSchema } from '../../../shared/protocol/action'
import { pushRequestSchema } from '../../../shared/protocol/action'
import type { Action } from '../../../shared/domain/action'
import type { FaultClock } from './faultClock'
import type { ModelNational } from './modelNational'

/*
 * Protections taken away, one each: what stands between the desk and the network, or between the engine and the
 * journal, does what an engine without the protection would have done. Each is a row's control and must be seen red.
 */

function actionsIn(
  request: NationalRequest,
): { readonly epoch: unknown; readonly actions: readonly Action[] } | null {
  if (request.path !== '/v1/actions' || request.method !== 'POST') return null
  const { epoch, actions } = pushRequestSchema.parse(JSON.parse(JSON.stringify(request.body)))
  return { epoch, actions: actions.map((action) => actionSchema.parse(action)) }
}

/** An engine that makes a new id at each try: the idempotency key is none (PROTOCOL.md 5.2). */
export function newIdAtEachTry(inner: NationalTransport): NationalTransport {
  return {
    async send(request, signal) {
      const sent = actionsIn(request)
      if (!sent) return inner.send(request, signal)
      const names = new Map(sent.actions.map(({ actionId }) => [newUuid(), actionId]))
      const renamed = [...names.keys()]
      const actions = sent.actions.map((action, index) => ({ ...action, actionId: renamed[index] }))
      const answer = await inner.send({ ...request, body: { epoch: sent.epoch, actions } }, signal)
      if (answer.kind !== 'answer') return answer
      let { text } = answer
      for (const [name, actionId] of names)
        text = text.replaceAll(`"actionId":"${name}"`, `"actionId":"${actionId}"`)
      return { ...answer, text }
    },
  }
}

/** An engine that does not keep the order of a case's actions. */
export function latestFirst(inner: NationalTransport): NationalTransport {
  return withActions(inner, (actions) => [...actions].reverse())
}

/** An engine that orders by the device's clock (PROTOCOL.md 5.2). */
export function byTheDevicesClock(inner: NationalTransport): NationalTransport {
  return withActions(inner, (actions) => {
    return [...actions].sort((one, other) => one.createdAt.localeCompare(other.createdAt))
  })
}

/** An engine that gives an action the present version before it sends it, so that no conflict is ever found. */
export function rebasedUnasked(national: ModelNational): (inner: NationalTransport) => NationalTransport {
  return (inner) =>
    withActions(inner, (actions) =>
      actions.map((action) => ({
        ...action,
        baseVersion: national.cases.get(action.caseId)?.version ?? action.baseVersion,
      })),
    )
}

function withActions(
  inner: NationalTransport,
  change: (actions: readonly Action[]) => readonly Action[],
): NationalTransport {
  return {
    send(request, signal) {
      const sent = actionsIn(request)
      if (!sent) return inner.send(request, signal)
      return inner.send({ ...request, body: { epoch: sent.epoch, actions: change(sent.actions) } }, signal)
    },
  }
}

/** An engine that takes every refusal of a request for a fault of the network, and repeats it as it is. */
export function refusalsTakenForFaults(inner: NationalTransport): NationalTransport {
  return changed(inner, (answer) => {
    return answer.status >= 400 && answer.status < 500 ? { kind: 'failed', problem: 'unreachable' } : answer
  })
}

/** An engine that takes a 200 for a success, whatever stands in it. */
export function anythingTakenForSuccess(inner: NationalTransport): NationalTransport {
  return {
    async send(request, signal) {
      const answer = await inner.send(request, signal)
      const sent = actionsIn(request)
      if (!sent || answer.kind === 'aborted') return answer
      const results = sent.actions.map(({ actionId }) => ({ actionId, outcome: 'applied' }))
      return { kind: 'answer', status: 200, text: JSON.stringify({ results }), etag: null, retryAfter: null }
    },
  }
}

/** An engine that takes every final result for a success. */
export function rejectionsTakenForSuccess(inner: NationalTransport): NationalTransport {
  return changed(inner, (answer) => ({
    ...answer,
    text: answer.text.replaceAll('"outcome":"rejected"', '"outcome":"applied"'),
  }))
}

/** An engine that knows of no epochs (PROTOCOL.md 4.5): it goes on with what it holds and asks about nothing. */
export function epochsNotKnown(national: ModelNational): (inner: NationalTransport) => NationalTransport {
  return (inner) => ({
    async send(request, signal) {
      const { since } = request.query ?? {}
      // What it holds as its place counts in every epoch.
      const query = since
        ? { ...request.query, since: since.replace(/^epoch-\d+/, national.epoch) }
        : request.query
      const sent = actionsIn(request)
      const body = sent ? { ...sent, epoch: national.epoch } : request.body
      const answer = await inner.send({ ...request, ...(query ? { query } : {}), body }, signal)
      return answer.kind === 'answer'
        ? { ...answer, text: answer.text.replaceAll(national.epoch, 'epoch-1') }
        : answer
    },
  })
}

function changed(
  inner: NationalTransport,
  change: (answer: Extract<TransportAnswer, { kind: 'answer' }>) => TransportAnswer,
): NationalTransport {
  return {
    async send(request, signal) {
      const answer = await inner.send(request, signal)
      return answer.kind === 'answer' ? change(answer) : answer
    },
  }
}

/** A desk that says *saved* when the journal has been asked, and asks it this much later. */
export function saidBeforeItIsSaved(clock: FaultClock, later: number): (port: JournalPort) => JournalPort {
  return (port) => {
    let hear: (event: { readonly data: unknown }) => void = () => undefined
    let sequence = 1_000_000
    const saidAlready = new Set<number>()
    return {
      postMessage(message) {
        if (message.name !== 'saveAction') return port.postMessage(message)
        const { action } = message.body as { action: Action }
        const { requestNumber } = message
        saidAlready.add(requestNumber)
        const standing = { state: 'held', releasedInMilliseconds: 10_000 }
        const answer = { sequence: (sequence += 1), action, standing, files: [] }
        queueMicrotask(() => hear({ data: { kind: 'answer', requestNumber, answer } }))
        clock.after(later, () => port.postMessage(message))
      },
      addEventListener(type, listener) {
        hear = listener
        port.addEventListener(type, (event) => {
          const { requestNumber } = event.data as { requestNumber?: number }
          if (requestNumber === undefined || !saidAlready.has(requestNumber)) listener(event)
        })
      },
      start: () => port.start(),
      close: () => port.close(),
    }
  }
}
