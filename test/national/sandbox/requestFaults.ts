import { assertNever } from '../../../shared/domain/assertNever'
import type { Passing } from './answerFaults'
import { cutAt, garbledFrom, pause, slowed } from './byteFaults'
import type { Hit, Passage } from './faults'
import type { BodyStep } from './faultyRequest'
import type { Answer } from './faultyResponse'
import { insteadAnswer } from './insteadAnswers'
import { reassign, revoke } from './intrusions'

/** What the faults make of the request's body, in the order in which they were given. */
export function bodySteps({ hits, script }: Passage): readonly BodyStep[] {
  return hits.flatMap(({ fault, acted }): BodyStep[] => {
    const acting = { script, acted }
    switch (fault.kind) {
      case 'bandwidth': {
        const rate = fault.request
        return rate === undefined ? [] : [(body) => slowed(body, rate, acting)]
      }
      case 'cut':
        return fault.of === 'request' ? [(body) => cutAt(body, fault.byte, acting)] : []
      case 'garbled':
        return fault.of === 'request' ? [(body) => garbledFrom(body, fault, acting)] : []
      default:
        return []
    }
  })
}

/** Whether a fault may need the whole request: to hold it back, to repeat it, or to read whose case it is about. */
export function needsBody({ hits, aimed }: Passage): boolean {
  if (aimed.method === 'GET' || aimed.method === 'HEAD') return false
  return hits.some(({ fault }) => {
    switch (fault.kind) {
      case 'latency':
        return fault.beforeRequest !== undefined
      case 'delayed':
        return fault.of === 'request'
      case 'doubled':
      case 'reassign':
      case 'revoke':
        return true
      default:
        return false
    }
  })
}

export type Course =
  | { readonly kind: 'on' }
  /** The server never sees it: the connection breaks. */
  | { readonly kind: 'down' }
  /** The server never sees it: this is the answer. */
  | { readonly kind: 'answered'; readonly answer: Answer }

/** What happens, and what is waited for, before the request is looked at. */
export async function beforeRequest(passing: Passing): Promise<Course> {
  const { hits, script } = passing.passage
  for (const hit of hits) {
    if (!hit.isDue || script.isOver) continue
    const course = await courseAfter(hit, passing)
    if (course.kind !== 'on') return course
  }
  return { kind: 'on' }
}

const on: Course = { kind: 'on' }

async function courseAfter(hit: Hit, passing: Passing): Promise<Course> {
  const { fault, acted } = hit
  switch (fault.kind) {
    case 'down':
      acted()
      return { kind: 'down' }
    case 'problem':
      acted()
      return { kind: 'answered', answer: insteadAnswer(fault, passing.national.clock) }
    case 'status':
    case 'html':
      if (fault.effect === 'done') return on
      acted()
      return { kind: 'answered', answer: insteadAnswer(fault, passing.national.clock) }
    case 'latency':
      if (fault.beforeRequest === undefined) return on
      acted()
      await pause(fault.beforeRequest, passing.passage.script)
      return on
    case 'delayed':
      if (fault.of === 'response') return on
      acted()
      await passing.past.get(hit)
      return on
    case 'doubled':
      if (fault.answer === 'second' && (await passing.repeat())) acted()
      return on
    case 'reassign':
      if (fault.when === 'before' && (await reassign(fault, passing))) acted()
      return on
    case 'revoke':
      if (fault.when === 'before' && (await revoke(fault, passing))) acted()
      return on
    case 'cut':
      if (fault.of === 'response' || fault.byte > 0) return on
      // A request without a body would take its effect before the connection is cut.
      acted()
      return { kind: 'down' }
    case 'bandwidth':
    case 'drop-response':
    case 'garbled':
    case 'content-type':
    case 'truncated':
    case 'clock':
    case 'earlier-page':
    case 'bad-case':
      return on
    default:
      return assertNever(fault, 'fault')
  }
}
