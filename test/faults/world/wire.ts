import type {
  NationalRequest,
  NationalTransport,
  TransportAnswer,
} from '../../../renderer/engine/sync/transport'
import type { FaultClock } from './faultClock'
import { answered, problem, type Answered, type ModelNational } from './modelNational'

/** What the network does to one request. */
export type WireFault =
  | { readonly kind: 'none' }
  /** It never arrives. */
  | { readonly kind: 'request-lost' }
  /** It takes effect, the answer does not arrive. */
  | { readonly kind: 'response-lost' }
  /** It arrives twice at once, as by a proxy; the second answer is given. */
  | { readonly kind: 'doubled' }
  /** Nothing is heard of it, and a copy of it arrives so much later. */
  | { readonly kind: 'late-copy'; readonly milliseconds: number }
  /** The answer takes so long; beyond 60 s the transport gives up by itself. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'server-error' }
  | { readonly kind: 'gateway-error' }
  /** A captive portal. */
  | { readonly kind: 'html' }
  /** The body ends at this part of it, with a good status. */
  | { readonly kind: 'truncated'; readonly part: number }
  /**
   * A piece of the body at this part of it is noise, as no text can be. Bytes that are changed into other text nobody
   * can notice; that is what TLS is for (PROTOCOL.md 1.1).
   */
  | { readonly kind: 'garbled'; readonly part: number }
  /**
   * The answer to an earlier request for changes comes again and leads back. One that led further than what it was
   * asked with nobody could notice, since a page does not say what it was asked with (PROTOCOL.md 4.1).
   */
  | { readonly kind: 'earlier-page'; readonly back: number }

export const noFault: WireFault = { kind: 'none' }

/** Between the desk and the national system: does to each request what it is told to, by its number. */
export class Wire implements NationalTransport {
  /** Numbered from 0. */
  faultOf: (number: number, request: NationalRequest) => WireFault = () => noFault
  requests = 0
  /** How many requests something was done to. */
  faults = 0
  private readonly pages: { readonly answer: Answered; readonly place: number }[] = []

  constructor(
    private readonly national: ModelNational,
    private readonly clock: FaultClock,
  ) {}

  async send(request: NationalRequest, signal: AbortSignal): Promise<TransportAnswer> {
    await Promise.resolve()
    if (signal.aborted) return { kind: 'aborted' }
    const fault = this.faultOf(this.requests, request)
    this.requests += 1
    if (fault.kind !== 'none') this.faults += 1
    const answer = await this.meet(fault, request)
    return signal.aborted ? { kind: 'aborted' } : answer
  }

  private async meet(fault: WireFault, request: NationalRequest): Promise<TransportAnswer> {
    switch (fault.kind) {
      case 'none':
        return this.arrive(request)
      case 'request-lost':
        return unreachable
      case 'response-lost':
        this.arrive(request)
        return unreachable
      case 'doubled':
        this.arrive(request)
        return this.arrive(request)
      case 'late-copy': {
        const copy = structuredClone(request)
        this.clock.after(fault.milliseconds, () => void this.national.take(copy))
        return unreachable
      }
      case 'slow': {
        const answer = this.arrive(request)
        await this.clock.wait(fault.milliseconds)
        return answer
      }
      case 'server-error':
        return problem(500, 'internal')
      case 'gateway-error':
        return answered(502, '<html><title>502 Bad Gateway</title></html>')
      case 'html':
        return answered(200, '<!doctype html><title>Masuk ke Wi-Fi</title>')
      case 'truncated':
        return cutIn(this.arrive(request), fault.part)
      case 'garbled':
        return garbledIn(this.arrive(request), fault.part)
      case 'earlier-page': {
        const earlier = this.pages.at(-fault.back)
        const answer = this.arrive(request)
        if (request.path !== '/v1/changes' || !earlier) return answer
        return earlier.place <= placeIn(request.query?.['since']) ? earlier.answer : answer
      }
    }
  }

  private arrive(request: NationalRequest): Answered {
    const answer = this.national.take(structuredClone(request))
    const cursor = /"cursor":"([^"]*)"/.exec(answer.text)?.[1]
    if (request.path === '/v1/changes' && cursor) this.pages.push({ answer, place: placeIn(cursor) })
    return answer
  }
}

/** The number in a cursor of the model's. */
function placeIn(cursor: string | undefined): number {
  return Number(cursor?.split('#')[1] ?? 0)
}

const unreachable: TransportAnswer = { kind: 'failed', problem: 'unreachable' }

/** By bytes, so that it may end in the middle of a character, as decoders then see it. */
function cutIn(answer: Answered, part: number): Answered {
  const bytes = Buffer.from(answer.text, 'utf8')
  return { ...answer, text: bytes.subarray(0, Math.floor(bytes.length * part)).toString('utf8') }
}

function garbledIn(answer: Answered, part: number): Answered {
  const bytes = Buffer.from(answer.text, 'utf8')
  const start = Math.floor(bytes.length * part)
  for (let index = start; index < Math.min(bytes.length, start + 4); index += 1) {
    bytes[index] = 0
  }
  return { ...answer, text: bytes.toString('utf8') }
}
