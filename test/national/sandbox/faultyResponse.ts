import { ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http'
import { ChunkQueue, ConnectionCut, type Bytes } from './byteFaults'
import type { FaultyRequest } from './faultyRequest'

/** A response as the faults see it: compressed as it is on the wire, not yet sent. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, OutgoingHttpHeader>
  readonly body: Bytes
}

/** What a fault makes of an answer; throws `ConnectionCut` where there is to be none. */
export type AnswerStep = (answer: Answer) => Promise<Answer>

type GivenHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[]
type Done = (error?: Error | null) => void

interface Detour {
  readonly steps: readonly AnswerStep[]
  readonly body: ChunkQueue
  /** Whether the answer is on its way already. */
  begun: boolean
}

/** A response whose bytes go through faults before they reach the socket, event streams as well. */
export class FaultyResponse extends ServerResponse<FaultyRequest> {
  #detour: Detour | null = null

  /** From here on whatever is answered goes through these steps, in order. */
  reroute(steps: readonly AnswerStep[]): void {
    const detour = { steps, body: new ChunkQueue(), begun: false }
    this.#detour = detour
    this.once('close', () => {
      detour.body.break()
    })
  }

  /** Answers in the server's place; nobody else may write to it. */
  answer(answer: Answer): void {
    if (!this.#detour) throw new Error('Only a rerouted response can be answered by a fault')
    this.#detour.begun = true
    void this.#deliver(answer, this.#detour.steps)
  }

  override writeHead(status: number, message?: string | GivenHeaders, headers?: GivenHeaders): this {
    if (!this.#detour) {
      return typeof message === 'string'
        ? super.writeHead(status, message, headers)
        : super.writeHead(status, message)
    }
    this.statusCode = status
    const given = typeof message === 'string' ? headers : (message ?? headers)
    for (const [name, value] of pairsOf(given)) this.setHeader(name, value)
    this.#begin(this.#detour)
    return this
  }

  override flushHeaders(): void {
    if (this.#detour) this.#begin(this.#detour)
    else super.flushHeaders()
  }

  override write(chunk: unknown, encoding?: BufferEncoding | Done, done?: Done): boolean {
    if (!this.#detour) {
      return typeof encoding === 'string' ? super.write(chunk, encoding, done) : super.write(chunk, encoding)
    }
    this.#begin(this.#detour)
    this.#detour.body.push(bufferOf(chunk, encoding))
    const called = typeof encoding === 'function' ? encoding : done
    if (called) process.nextTick(called)
    return true
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), done?: () => void): this {
    const last = typeof chunk === 'function' ? undefined : chunk
    // Node takes the callback in any of the three places; a function there can be nothing else.
    const called = [chunk, encoding, done].find((given) => typeof given === 'function') as
      (() => void) | undefined
    const named = typeof encoding === 'string' ? encoding : undefined
    if (!this.#detour) return named ? super.end(last, named, called) : super.end(last, called)
    if (called) this.once('finish', called)
    this.#begin(this.#detour)
    if (last !== undefined && last !== null) this.#detour.body.push(bufferOf(last, named))
    this.#detour.body.end()
    return this
  }

  #begin(detour: Detour): void {
    if (detour.begun) return
    detour.begun = true
    const headers = new Map<string, OutgoingHttpHeader>()
    for (const [name, value] of Object.entries(this.getHeaders())) {
      if (value !== undefined) headers.set(name.toLowerCase(), value)
    }
    void this.#deliver({ status: this.statusCode, headers, body: detour.body }, detour.steps)
  }

  async #deliver(given: Answer, steps: readonly AnswerStep[]): Promise<void> {
    try {
      let answer = given
      for (const step of steps) answer = await step(answer)
      if (this.destroyed || !this.socket) return
      for (const name of this.getHeaderNames()) if (!answer.headers.has(name)) this.removeHeader(name)
      for (const [name, value] of answer.headers) this.setHeader(name, value)
      super.writeHead(answer.status)
      for await (const chunk of answer.body) await this.#send(chunk)
      super.end()
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error
      await this.#cut()
    }
  }

  #send(chunk: Buffer): Promise<void> {
    return new Promise((resolve) => {
      super.write(chunk, () => {
        resolve()
      })
    })
  }

  /** Everything before the cut gets out first, so that it lies at the byte that was asked for. */
  async #cut(): Promise<void> {
    const { socket } = this
    if (!socket || socket.destroyed) return
    if (this.headersSent) {
      super.flushHeaders()
      await new Promise<void>((resolve) => {
        socket.write('', () => {
          resolve()
        })
      })
    }
    socket.destroy()
  }
}

function bufferOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
  }
  if (chunk instanceof Uint8Array) return Buffer.from(chunk)
  throw new TypeError('A body is made of texts and bytes')
}

function* pairsOf(headers: GivenHeaders | undefined): Generator<[string, OutgoingHttpHeader]> {
  if (Array.isArray(headers)) {
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const value = headers[at + 1]
      if (value !== undefined) yield [String(headers[at]), value]
    }
    return
  }
  for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) yield [name, value]
}
