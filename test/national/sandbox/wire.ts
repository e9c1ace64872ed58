import { connect, type Socket } from 'node:net'

/** What came over a socket in answer to one request. */
export interface WireAnswer {
  /** Null when not even the status line came. */
  readonly status: number | null
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /** As it came, compressed or not; the frames of chunked transfer taken off. */
  readonly body: Buffer
  /** Whether it came to the end that its own headers tell of. */
  readonly complete: boolean
}

interface Sending {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A client that sees bytes and the end of the connection, where fetch sees only that something is wrong. */
export class Wire {
  private received = Buffer.alloc(0)
  private closed = false
  private wake: () => void = () => undefined

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk])
      this.wake()
    })
    // A reset is an end like any other here.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closed = true
      this.wake()
    })
  }

  static open(url: string): Promise<Wire> {
    const { hostname, port, host } = new URL(url)
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      socket.once('error', reject)
      socket.once('connect', () => {
        resolve(new Wire(socket, host))
      })
    })
  }

  /** Sends a request whole; the connection is kept. */
  send({ method = 'GET', path, headers = {}, body }: Sending): void {
    const lines = Object.entries({
      host: this.host,
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    this.socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`)
  }

  /** The next answer: when it is complete, or all there is when the connection has ended. */
  async answer(): Promise<WireAnswer> {
    for (;;) {
      const answer = answerIn(this.received)
      if (answer.complete || this.closed) {
        this.received = this.received.subarray(answer.length)
        return answer
      }
      await this.more()
    }
  }

  /** Waits until so many bytes of a body have come. */
  async bodyBytes(count: number): Promise<void> {
    while (this.bodyLength < count) {
      if (this.closed) throw new Error('The connection ended before')
      await this.more()
    }
  }

  /** How much of the body has come. */
  get bodyLength(): number {
    return answerIn(this.received).body.length
  }

  /** Waits until the other side has ended the connection. */
  async end(): Promise<void> {
    while (!this.closed) await this.more()
  }

  /** Goes away as somebody does who waited long enough. */
  close(): void {
    this.socket.destroy()
  }

  private more(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }
}

function answerIn(received: Buffer): WireAnswer & { readonly length: number } {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) {
    return {
      status: null,
      headers: new Map(),
      body: Buffer.alloc(0),
      complete: false,
      length: received.length,
    }
  }
  const [statusLine = '', ...lines] = received.subarray(0, headEnd).toString('latin1').split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const [name = '', ...value] = line.split(': ')
      return [name.toLowerCase(), value.join(': ')]
    }),
  )
  const rest = received.subarray(headEnd + 4)
  const { body, complete, length } = headers.has('transfer-encoding')
    ? withoutFrames(rest)
    : sized(rest, Number(headers.get('content-length') ?? '0'))
  return { status: Number(statusLine.split(' ')[1]), headers, body, complete, length: headEnd + 4 + length }
}

interface Content {
  readonly body: Buffer
  readonly complete: boolean
  readonly length: number
}

function sized(rest: Buffer, length: number): Content {
  return {
    body: rest.subarray(0, length),
    complete: rest.length >= length,
    length: Math.min(rest.length, length),
  }
}

/** RFC 9112, 7.1. */
function withoutFrames(rest: Buffer): Content {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at)
    if (lineEnd < 0) break
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16)
    const from = lineEnd + 2
    if (size === 0) return { body: Buffer.concat(parts), complete: true, length: from + 2 }
    parts.push(rest.subarray(from, from + size))
    if (rest.length < from + size + 2) break
    at = from + size + 2
  }
  return { body: Buffer.concat(parts), complete: false, length: rest.length }
}
