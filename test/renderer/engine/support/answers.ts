import type { TransportAnswer } from '../../../../renderer/engine/sync/transport'

type Answer = Extract<TransportAnswer, { kind: 'answer' }>

export function answered(status: number, text: string): Answer {
  return { kind: 'answer', status, text, etag: null, retryAfter: null }
}

export function problem(status: number, code: string): Answer {
  return answered(status, JSON.stringify({ type: 'about:blank', title: code, status, code }))
}
