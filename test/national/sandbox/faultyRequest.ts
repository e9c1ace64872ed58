import { IncomingMessage } from 'node:http'
import { ChunkQueue, ConnectionCut, type Bytes } from './byteFaults'

/** From what came over the wire to what the server reads of it. */
export type BodyStep = (body: Bytes) => Bytes

interface Detour {
  readonly arriving: ChunkQueue
  readonly received: Buffer[]
  readonly keep: boolean
  readonly complete: Promise<boolean>
  readonly settle: (whole: boolean) => void
}

/** So much of a slowed body waits here; the rest stays with the sender, as on a slow line. */
const mostWaiting = 64 * 1024

/** A request whose body can be cut, slowed, garbled and kept on its way from the socket to the server. */
export class FaultyRequest extends IncomingMessage {
  #detour: Detour | null = null
  #onRead: () => void = () => undefined

  /**
   * From here on the body goes through these steps; to be called before any of it has come. With `keep` it can be
   * had whole, whoever reads it.
   */
  reroute(steps: readonly BodyStep[], { keep }: { readonly keep: boolean }): void {
    let settle: (whole: boolean) => void = () => undefined
    const complete = new Promise<boolean>((resolve) => {
      settle = resolve
    })
    const detour = { arriving: new ChunkQueue(), received: [], keep, complete, settle }
    this.#detour = detour
    this.once('close', () => {
      settle(false)
      detour.arriving.break()
      this.#onRead()
    })
    void this.#pass(
      detour,
      steps.reduce<Bytes>((body, step) => step(body), detour.arriving),
    )
  }

  /** The body as the server reads it, once it is complete; null when the connection broke before. */
  async whole(): Promise<Buffer | null> {
    if (!this.#detour?.keep) throw new Error('The body of this request was not kept')
    return (await this.#detour.complete) ? Buffer.concat(this.#detour.received) : null
  }

  /** Node's parser calls it with each piece of the body, and with null at its end. */
  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    const detour = this.#detour
    if (!detour) return super.push(chunk, encoding)
    if (Buffer.isBuffer(chunk)) {
      // The parser's buffer is read into again; these bytes stay for later.
      detour.arriving.push(Buffer.from(chunk))
    } else if (chunk === null) {
      detour.arriving.end()
    }
    return detour.keep || detour.arriving.length < mostWaiting
  }

  async #pass(detour: Detour, body: Bytes): Promise<void> {
    try {
      for await (const chunk of body) {
        if (detour.keep) detour.received.push(chunk)
        super.push(chunk)
      }
      detour.settle(true)
      super.push(null)
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error
      // Not ended: the server never has the whole body, so the request takes no effect. What came before the cut it
      // has, as an upload needs it that goes on from there.
      await this.#drained()
      this.socket.destroy()
    }
  }

  /** Until whoever reads the body has read all that came. */
  async #drained(): Promise<void> {
    while (this.readableLength > 0 && !this.destroyed) {
      await new Promise<void>((resolve) => {
        this.#onRead = resolve
      })
    }
  }

  override read(size?: number): unknown {
    const chunk: unknown = super.read(size)
    this.#onRead()
    return chunk
  }
}
