import http from 'node:http'
import https from 'node:https'
import { Answer } from './answer'
import { EventStream } from './eventStream'

export interface Asking {
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is; the content type is then one of the headers. */
  readonly body?: string | Buffer
}

const patience = 30_000

/** A server by its address: sends what it is given and hands back what came, bytes and headers as they are. */
export class Server {
  private readonly agent: http.Agent
  private readonly module: typeof http | typeof https

  /** `base` without a slash at its end. */
  constructor(readonly base: string) {
    const secure = base.startsWith('https:')
    this.module = secure ? https : http
    this.agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true })
  }

  /** Rejects when no whole answer came: the connection broke or nothing came for 30 s. */
  ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const body = asking.json === undefined ? asking.body : JSON.stringify(asking.json)
    const shown = typeof body === 'string' ? body : null
    return new Promise((resolve, reject) => {
      const request = this.open(method, path, { headers: headersOf(asking, body), agent: this.agent })
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const sent = { method, path, body: shown }
          resolve(new Answer(sent, response.statusCode ?? 0, response.headers, Buffer.concat(chunks)))
        })
      })
      request.on('error', (error) => {
        reject(new Error(`${method} ${path}: no whole answer (${error.message})`))
      })
      request.setTimeout(patience, () => request.destroy(new Error('nothing for 30 s')))
      request.end(body)
    })
  }

  /** Sends the head and a part of the body, then breaks the connection. */
  async breakOff(method: string, path: string, asking: Asking & { readonly body: string }): Promise<void> {
    const length = String(Buffer.byteLength(asking.body))
    const headers = { ...asking.headers, 'content-length': length }
    await new Promise<void>((resolve) => {
      const request = this.open(method, path, { headers, agent: false })
      request.on('error', () => resolve())
      request.on('close', () => resolve())
      request.write(asking.body.slice(0, asking.body.length >> 1), () => request.destroy())
    })
  }

  /** Opens a stream of server-sent events; rejects with the answer's summary when it is none. */
  listen(path: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const accepting = { accept: 'text/event-stream', ...headers }
      const request = this.open('GET', path, { headers: accepting, agent: false })
      request.on('error', reject)
      request.on('response', (response) => resolve(new EventStream(response, () => request.destroy())))
      request.end()
    })
  }

  /** Lets go of the connections that are kept open. */
  close(): void {
    this.agent.destroy()
  }

  private open(method: string, path: string, options: http.RequestOptions): http.ClientRequest {
    // Whole addresses are as a server gives them in `Location`.
    const target = path.startsWith('http') ? path : `${this.base}${path}`
    return this.module.request(target, { ...options, method })
  }
}

function headersOf(asking: Asking, body: string | Buffer | undefined): Record<string, string> {
  const headers: Record<string, string> = { ...asking.headers }
  if (asking.json !== undefined) headers['content-type'] ??= 'application/json'
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
  return headers
}
