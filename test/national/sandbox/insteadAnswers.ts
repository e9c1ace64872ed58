import { problemCodes, problemMime, type ProblemCode } from '../../../shared/protocol/problem'
import { assertNever } from '../../../shared/domain/assertNever'
import { millisecondsOf } from '../../../shared/domain/identifiers'
import type { Clock } from '../clock'
import { ProblemError } from '../problem'
import { bytesOf } from './byteFaults'
import type { FaultOf } from './faultSchema'
import type { Answer } from './faultyResponse'

/** The faults that answer in the server's place. */
export type InsteadFault = FaultOf<'status' | 'problem' | 'html'>

const portal = `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Masuk ke jaringan</title></head>
<body><h1>Masuk ke jaringan tamu</h1><form method="post"><button>Lanjutkan</button></form></body></html>
`

/** What such a fault answers, complete with the date of the sandbox's clock (PROTOCOL.md 1.2). */
export function insteadAnswer(fault: InsteadFault, clock: Clock): Answer {
  switch (fault.kind) {
    case 'status':
      return answerOf(fault.status, statusBody(fault), clock, retryAfterOf(fault, clock))
    case 'problem':
      return answerOf(fault.status, problemBody(fault.status, fault.code), clock)
    case 'html':
      return answerOf(200, { type: 'text/html; charset=utf-8', text: fault.body ?? portal }, clock)
    default:
      return assertNever(fault, 'fault')
  }
}

interface Content {
  readonly type: string
  readonly text: string
}

function answerOf(
  status: number,
  content: Content | null,
  clock: Clock,
  more: readonly (readonly [string, string])[] = [],
): Answer {
  const bodiless = status === 204 || status === 304
  const text = bodiless ? '' : (content?.text ?? '')
  const headers = new Map<string, string | number>([
    ['date', new Date(millisecondsOf(clock.now())).toUTCString()],
    ['cache-control', 'no-store'],
    ...more,
  ])
  if (!bodiless) headers.set('content-length', Buffer.byteLength(text))
  if (content && !bodiless) headers.set('content-type', content.type)
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  return { status, headers, body: bytesOf(text) }
}

function statusBody({ status, body }: FaultOf<'status'>): Content | null {
  switch (body.form) {
    case 'empty':
      return null
    case 'text':
      return { type: body.contentType, text: body.text }
    case 'problem':
      return problemBody(status, body.code)
    default:
      return assertNever(body, 'body')
  }
}

function problemBody(status: number, code: string): Content {
  return { type: problemMime, text: JSON.stringify(problemDocument(status, code)) }
}

/** A code that the protocol does not have is one of a later server, and has no title here. */
function problemDocument(status: number, code: string): object {
  if (isKnownCode(code)) return new ProblemError(status, code).document()
  return { type: `urn:meja-aduan:problem:${code}`, title: code, status, code }
}

function isKnownCode(code: string): code is ProblemCode {
  return problemCodes.some((known) => known === code)
}

function retryAfterOf({ retryAfter }: FaultOf<'status'>, clock: Clock): [string, string][] {
  if (!retryAfter) return []
  const moment = new Date(millisecondsOf(clock.now()) + retryAfter.seconds * 1000)
  const value = retryAfter.form === 'seconds' ? String(retryAfter.seconds) : moment.toUTCString()
  return [['retry-after', value]]
}
