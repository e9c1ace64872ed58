import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

/** What is put in the place of an answer of the national system, by the path that was asked for. */
export interface Interference {
  /** Answered with this instead, without asking the national system. */
  readonly answer?: (path: string) => StrangeAnswer | null
  /** Changes what the national system said. */
  readonly change?: (path: string, json: unknown) => unknown
  /** Added to every answer. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface StrangeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Stands between the desk and the sandbox of the national system: sees every request, and may answer it itself. */
export class Wire {
  readonly seen: SeenRequest[] = []
  private interference: Interference = {}

  static async start(national: string): Promise<Wire> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Wire(server, national)
  }

  private constructor(
    private readonly server: Server,
    private readonly national: string,
  ) {
    server.on('request', (request, response) => this.pass(request, response))
  }

  get url(): string {
    // A listening TCP server's address is never a string or null.
    const { port } = this.server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  /** From now on, in place of what was before. */
  interfere(interference: Interference): void {
    this.interference = interference
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? ''
    this.seen.push({ method: request.method ?? '', path, headers: request.headers })
    const { answer, change, headers = {} } = this.interference
    const strange = answer?.(path) ?? null
    if (strange) {
      request.resume()
      response.writeHead(strange.status, { date: new Date().toUTCString(), ...strange.headers })
      response.end(strange.body)
      return
    }
    const sent = { ...request.headers }
    // What is to be changed must be read.
    if (change) delete sent['accept-encoding']
    const forwarded = ask(
      `${this.national}${path}`,
      { method: request.method, headers: sent },
      (answered) => {
        if (change && isJson(answered))
          return changed(answered, response, headers, (json) => change(path, json))
        response.writeHead(answered.statusCode ?? 502, { ...answered.headers, ...headers })
        answered.pipe(response)
      },
    )
    forwarded.on('error', () => response.destroy())
    response.on('close', () => forwarded.destroy())
    request.pipe(forwarded)
  }
}

function isJson({ headers }: IncomingMessage): boolean {
  return (headers['content-type'] ?? '').startsWith('application/json')
}

function changed(
  answered: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  change: (json: unknown) => unknown,
): void {
  const pieces: Buffer[] = []
  answered.on('data', (piece: Buffer) => pieces.push(piece))
  answered.on('end', () => {
    const text = Buffer.concat(pieces).toString('utf8')
    const body = text === '' ? '' : JSON.stringify(change(JSON.parse(text)))
    const kept = { ...answered.headers }
    delete kept['content-length']
    response.writeHead(answered.statusCode ?? 502, { ...kept, ...headers })
    response.end(body)
  })
}
