import type { IncomingMessage } from 'node:http'

export interface ServerEvent {
  /** `message` when the server names none, as the format says. */
  readonly name: string
  readonly data: string
}

/** A stream of server-sent events, read as the format says (WHATWG HTML, 9.2). */
export class EventStream {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly events: ServerEvent[] = []
  /** When a comment came, in milliseconds since the stream was opened. */
  readonly comments: number[] = []
  private readonly openedAt = Date.now()
  private readonly waiting = new Set<() => void>()
  private rest = ''
  private name = ''
  private data: string[] = []
  ended = false

  constructor(
    response: IncomingMessage,
    private readonly end: () => void,
  ) {
    this.status = response.statusCode ?? 0
    this.headers = response.headers
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => this.read(chunk))
    response.on('error', () => this.finish())
    response.on('close', () => this.finish())
  }

  /** The first event that is wanted, whether it came before or comes within the time; null when none does. */
  async next(wanted: (event: ServerEvent) => boolean, milliseconds: number): Promise<ServerEvent | null> {
    const until = Date.now() + milliseconds
    for (;;) {
      const found = this.events.find(wanted)
      const left = until - Date.now()
      if (found || this.ended || left <= 0) return found ?? null
      await this.somethingOr(left)
    }
  }

  /** Ends when the time is over or the server ended the stream. */
  async stay(milliseconds: number): Promise<void> {
    await this.next(() => false, milliseconds)
  }

  close(): void {
    this.end()
    this.finish()
  }

  private somethingOr(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.waiting.add(done)
    })
  }

  private read(chunk: string): void {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r/)
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.line(line)
    for (const wake of [...this.waiting]) wake()
  }

  private line(line: string): void {
    if (line === '') {
      if (this.data.length > 0) this.events.push({ name: this.name || 'message', data: this.data.join('\n') })
      this.name = ''
      this.data = []
      return
    }
    if (line.startsWith(':')) {
      this.comments.push(Date.now() - this.openedAt)
      return
    }
    const [field = '', value = ''] = splitOnce(line)
    if (field === 'event') this.name = value
    if (field === 'data') this.data.push(value)
  }

  private finish(): void {
    this.ended = true
    for (const wake of [...this.waiting]) wake()
  }
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf(':')
  if (at < 0) return [line, '']
  return [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')]
}
