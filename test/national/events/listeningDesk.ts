import type { TestDesk } from '../testDesk'

export interface HeardEvent {
  readonly name: string
  readonly data: unknown
}

/** A desk's stream of events, read by fetch as the desk's engine does, not by EventSource. */
export class ListeningDesk {
  readonly heard: HeardEvent[] = []
  /** Every line that is no event: comments and `retry:`. */
  readonly asides: string[] = []
  /** Fulfilled when the server has ended the stream. */
  readonly ended: Promise<void>
  private waiting: (() => void)[] = []
  private text = ''

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.ended = this.read().finally(() => this.wake())
  }

  static async open(url: string, desk: Pick<TestDesk, 'session'>): Promise<ListeningDesk> {
    const abort = new AbortController()
    const response = await fetch(`${url}/v1/events`, {
      headers: { authorization: `Bearer ${desk.session.accessToken}` },
      signal: abort.signal,
    })
    const listening = new ListeningDesk(response, abort)
    // The server has begun to write: what is committed from now on is told.
    await listening.until(() => listening.asides.length > 0)
    return listening
  }

  /** Waits until the events heard so far are as wanted; the test's own time limit is the only one. */
  async until(wanted: (heard: readonly HeardEvent[]) => boolean): Promise<readonly HeardEvent[]> {
    while (!wanted(this.heard)) await new Promise<void>((resolve) => this.waiting.push(resolve))
    return this.heard
  }

  next(name: string): Promise<readonly HeardEvent[]> {
    return this.until((heard) => heard.some((event) => event.name === name))
  }

  named(name: string): unknown[] {
    return this.heard.filter((event) => event.name === name).map(({ data }) => data)
  }

  close(): void {
    this.abort.abort()
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder()
    try {
      for await (const chunk of this.response.body ?? []) this.take(decoder.decode(chunk, { stream: true }))
    } catch (error) {
      if (!this.abort.signal.aborted) throw error
    }
  }

  private take(chunk: string): void {
    const blocks = (this.text + chunk).split('\n\n')
    this.text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
      if (name !== undefined && data !== undefined) this.heard.push({ name, data: JSON.parse(data) })
      else this.asides.push(block)
    }
    this.wake()
  }

  private wake(): void {
    const { waiting } = this
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}
