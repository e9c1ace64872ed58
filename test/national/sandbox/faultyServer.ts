import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { errorPlaces } from '../errorPlaces'
import type { National } from '../national'
import type { Aimed } from './aim'
import { answerSteps, type Passing } from './answerFaults'
import type { Hit } from './faults'
import { FaultyRequest } from './faultyRequest'
import { FaultyResponse } from './faultyResponse'
import { reassign } from './intrusions'
import { repeatRequest } from './repeatRequest'
import { beforeRequest, bodySteps, needsBody } from './requestFaults'

/**
 * Milliseconds. Node's own five seconds are over while a busy machine is at something else, and a client then writes
 * into a connection that is just being closed.
 */
const keepAliveTimeout = 72_000

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** So long after an answer went out it is in the hands of its asker, so that what was held comes after it. */
const settled = 25

/**
 * An HTTP server between whose sockets and whose handler the faults lie: they see every byte, and the handler sees
 * nothing of them. Requests that no fault means pass untouched.
 */
export function faultyServer(national: National, handler: Handler, log: (line: string) => void): Server {
  const mark = { name: 'x-sandbox-repeated', value: randomUUID() }
  const server = createServer(
    {
      IncomingMessage: FaultyRequest,
      ServerResponse: FaultyResponse,
      // Node would refuse these itself, and not with a problem document (PROTOCOL.md 1.3).
      requireHostHeader: false,
      keepAliveTimeout,
    },
    (request, response) => {
      const aimed = aimedOf(request)
      const isRepeated = request.headers[mark.name] === mark.value
      const passage = isRepeated ? null : national.faults.arrive(aimed)
      if (!passage) {
        handler(request, response)
        return
      }
      response.once('finish', () => {
        setTimeout(() => {
          // Once more around the loop: an asker in this very process reads first, however late the timer is.
          setImmediate(() => {
            passage.script.wasAnswered(passage.arrival, aimed)
          })
        }, settled).unref()
      })
      if (passage.hits.length === 0) {
        handler(request, response)
        return
      }
      const passing = passingOf({ national, passage, request }, (body) => {
        const at = server.address()
        if (at === null || typeof at === 'string') return Promise.resolve(false)
        return repeatRequest(request, body, { ...at, mark })
      })
      response.reroute(answerSteps(passing))
      lead(passing, response, handler).catch((error: unknown) => {
        log(`a fault failed: ${errorPlaces(error)}`)
        request.socket.destroy()
      })
    },
  )
  // Expectations are not known here and not refused by Node either: the request is looked at like any other.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
  // Node types a server's listeners by its classes, both ways; what they get here is more special, never less.
  return server as unknown as Server
}

function aimedOf({ method = 'GET', url = '/' }: IncomingMessage): Aimed {
  return { method, path: url.split('?', 1)[0] ?? url }
}

function passingOf(
  { national, passage, request }: Pick<Passing, 'national' | 'passage' | 'request'>,
  send: (body: Buffer) => Promise<boolean>,
): Passing {
  const steps = bodySteps(passage)
  const keep = needsBody(passage)
  // Now, while nothing of the body has come.
  if (keep || steps.length > 0) request.reroute(steps, { keep })
  const body = (): Promise<Buffer | null> => (keep ? request.whole() : Promise.resolve(Buffer.alloc(0)))
  const repeat = async (): Promise<boolean> => {
    const whole = await body()
    return whole !== null && send(whole)
  }
  const past = new Map<Hit, Promise<void>>()
  for (const hit of passage.hits) {
    if (hit.fault.kind !== 'delayed') continue
    past.set(hit, passage.script.afterNext(passage.arrival, hit.fault.past))
  }
  const passing = { national, passage, request, body, repeat, past }
  national.faults.interrupt(request, (done) => reassignBetween(passing, done))
  return passing
}

/** Takes the request through the faults to the handler, or to where they end it. */
async function lead(passing: Passing, response: FaultyResponse, handler: Handler): Promise<void> {
  const { national, passage, request } = passing
  const course = await beforeRequest(passing)
  if (national.faults.isStopped || course.kind === 'down') {
    request.socket.destroy()
  } else if (course.kind === 'answered') {
    response.answer(course.answer)
  } else if (!request.destroyed) {
    handler(request, response)
  } else if (needsBody(passage)) {
    // Whoever sent it has gone, but the network has it and brings it late.
    await passing.repeat()
  }
}

/** Between two actions of one push. */
async function reassignBetween(passing: Passing, done: number): Promise<void> {
  const { hits, script } = passing.passage
  for (const { fault, acted } of hits) {
    if (fault.kind !== 'reassign' || script.isOver || typeof fault.when === 'string') continue
    if (fault.when.afterActions === done && (await reassign(fault, passing))) acted()
  }
}
