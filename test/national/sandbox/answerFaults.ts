import { assertNever } from '../../../shared/domain/assertNever'
import type { National } from '../national'
import { ConnectionCut, cutAt, garbledFrom, pause, slowed, wholeOf, type Bytes } from './byteFaults'
import { truncated, withBadCase, withEarlierPage } from './documentFaults'
import type { Hit, Passage } from './faults'
import type { FaultyRequest } from './faultyRequest'
import type { Answer, AnswerStep } from './faultyResponse'
import { insteadAnswer } from './insteadAnswers'
import { bearerOf } from '../sessions/tokens'
import { reassign, revoke } from './intrusions'

/** One request and what faults need to act on it and on its answer. */
export interface Passing {
  readonly national: National
  readonly passage: Passage
  readonly request: FaultyRequest
  /** Its body as the server reads it; null when it never came whole. */
  readonly body: () => Promise<Buffer | null>
  /** Sends it once more, as a proxy that repeats it, and waits for the answer; false when it could not. */
  readonly repeat: () => Promise<boolean>
  /** For `delayed`: resolves when the other request has been answered. */
  readonly past: ReadonlyMap<Hit, Promise<void>>
}

/** What each fault that hits this request makes of its answer, in the order in which they were given. */
export function answerSteps(passing: Passing): readonly AnswerStep[] {
  const { script, hits } = passing.passage
  return hits.map((hit) => {
    const step = stepOf(hit, passing)
    return (answer) => (script.isOver ? Promise.resolve(answer) : step(answer))
  })
}

const unchanged: AnswerStep = (answer) => Promise.resolve(answer)

function stepOf(hit: Hit, passing: Passing): AnswerStep {
  const { fault, acted } = hit
  switch (fault.kind) {
    case 'down':
    case 'problem':
      return unchanged
    case 'status':
    case 'html':
      return fault.effect === 'none'
        ? unchanged
        : instead(hit, () => insteadAnswer(fault, passing.national.clock))
    case 'latency':
    case 'delayed':
    case 'doubled':
    case 'reassign':
    case 'revoke':
      return async (answer) => {
        await beforeAnswer(hit, passing)
        return answer
      }
    case 'bandwidth':
    case 'cut':
    case 'garbled':
      return (answer) => Promise.resolve({ ...answer, body: bytesFrom(answer.body, hit, passing) })
    case 'drop-response':
      return () => {
        acted()
        return Promise.reject(new ConnectionCut())
      }
    case 'content-type':
      return header(hit, 'content-type', () => fault.contentType)
    case 'clock':
      return header(hit, 'date', (date) => movedDate(date, fault.seconds))
    case 'truncated':
      return changedDocument(hit, (answer) => truncated(answer, fault.byte))
    case 'bad-case':
      return changedDocument(hit, (answer) => withBadCase(answer, fault))
    case 'earlier-page':
      return changedDocument(hit, (answer) => earlierPage(answer, hit, fault.back, passing))
    default:
      return assertNever(fault, 'fault')
  }
}

/** The request took its effect; the server's own answer goes nowhere. */
function instead({ acted }: Hit, make: () => Answer): AnswerStep {
  return (answer) => {
    acted()
    // An event stream would never end: nobody waits for it.
    void wholeOf(answer.body).catch(() => undefined)
    return Promise.resolve(make())
  }
}

function bytesFrom(body: Bytes, { fault, acted }: Hit, { passage: { script } }: Passing): Bytes {
  switch (fault.kind) {
    case 'bandwidth':
      return fault.response === undefined ? body : slowed(body, fault.response, { script, acted })
    case 'cut':
      return fault.of === 'request' ? body : cutAt(body, fault.byte, { script, acted })
    case 'garbled':
      return fault.of === 'request' ? body : garbledFrom(body, fault, { script, acted })
    default:
      return body
  }
}

/** What happens, and what is waited for, when the request has been looked at and its answer is ready. */
async function beforeAnswer(hit: Hit, passing: Passing): Promise<void> {
  const { fault, acted } = hit
  switch (fault.kind) {
    case 'latency':
      if (fault.beforeResponse === undefined) return
      acted()
      return pause(fault.beforeResponse, passing.passage.script)
    case 'delayed':
      if (fault.of === 'request') return
      acted()
      return passing.past.get(hit)
    case 'doubled':
      if (fault.answer === 'first' && (await passing.repeat())) acted()
      return
    case 'reassign':
      if (fault.when === 'after' && (await reassign(fault, passing))) acted()
      return
    case 'revoke':
      if (fault.when === 'after' && (await revoke(fault, passing))) acted()
      return
    default:
      return
  }
}

function header({ acted }: Hit, name: string, change: (value: string | undefined) => string): AnswerStep {
  return (answer) => {
    acted()
    const before = answer.headers.get(name)
    const headers = new Map(answer.headers).set(name, change(before === undefined ? before : String(before)))
    return Promise.resolve({ ...answer, headers })
  }
}

function movedDate(date: string | undefined, seconds: number): string {
  const right = date === undefined ? Date.now() : Date.parse(date)
  return new Date(right + seconds * 1000).toUTCString()
}

function changedDocument(
  { acted }: Hit,
  change: (answer: Answer) => Promise<{ readonly answer: Answer; readonly acted: boolean }>,
): AnswerStep {
  return async (given) => {
    const changed = await change(given)
    if (changed.acted) acted()
    return changed.answer
  }
}

async function earlierPage(
  answer: Answer,
  { isDue, pages }: Hit,
  back: number,
  { national, request }: Passing,
): Promise<{ readonly answer: Answer; readonly acted: boolean }> {
  const session = bearerOf(request.headers.authorization, national.secret)?.sessionId
  if (session === undefined) return { answer, acted: false }
  const changed = await withEarlierPage(answer, pages.get(session) ?? [], isDue ? back : null)
  pages.set(session, changed.pages)
  return changed
}
