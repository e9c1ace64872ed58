import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NationalFetch } from '../../../electron/main/session/nationalFetch'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers a request, or gives it back to be answered as usual by answering false. */
export type Answering = (request: SeenRequest, response: ServerResponse) => boolean

/**
 * Sessions of PROTOCOL.md 2 and an echo for the rest, over real HTTP: enough to see what the main process sends. The
 * password is always `rahasia`; access tokens are a1, a2, …, and only the newest is good.
 */
export class NationalServer {
  readonly seen: SeenRequest[] = []
  answering: Answering = () => false
  private count = 0
  private goodToken = ''
  private readonly server = createServer((request, response) => void this.receive(request, response))

  static async start(): Promise<NationalServer> {
    const national = new NationalServer()
    await new Promise<void>((resolve) => national.server.listen(0, '127.0.0.1', resolve))
    return national
  }

  get url(): string {
    // A listening TCP server has an address of this kind.
    const { port } = this.server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  expireTokens(): void {
    this.goodToken = 'none'
  }

  refreshes(): readonly SeenRequest[] {
    return this.seen.filter(({ url }) => url === '/v1/sessions/refresh')
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    this.seen.push(seen)
    if (!this.answering(seen, response)) this.answer(seen, response)
  }

  private answer(seen: SeenRequest, response: ServerResponse): void {
    const username = /"username":"([^"]*)"/.exec(seen.body)?.[1] ?? 'sari'
    if (seen.url === '/v1/sessions') {
      if (!seen.body.includes('"password":"rahasia"')) return sendProblem(response, 401, 'bad_credentials')
      return sendJson(response, 201, this.newPair(username))
    }
    if (seen.url === '/v1/sessions/refresh') return sendJson(response, 200, this.newPair('sari'))
    if (seen.headers.authorization !== `Bearer ${this.goodToken}`) {
      return sendProblem(response, 401, 'token_expired')
    }
    if (seen.method === 'DELETE') {
      response.writeHead(204).end()
      return
    }
    sendJson(response, 200, { method: seen.method, url: seen.url, body: seen.body })
  }

  private newPair(username: string): unknown {
    this.count += 1
    this.goodToken = `a${this.count}`
    return {
      accessToken: this.goodToken,
      expiresIn: 900,
      refreshToken: `r${this.count}`,
      officer: {
        id: `id-${username}`,
        username,
        name: `Nama ${username}`,
        role: 'officer',
        agencyId: 'g',
        unitIds: [],
      },
    }
  }
}

export function sendJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': 'a=b' })
  response.end(JSON.stringify(content))
}

export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers })
  response.end(JSON.stringify({ type: 'about:blank', title: code, status, code }))
}

/** Node's own HTTP in the place of Chromium's. */
export const nodeFetch: NationalFetch = (url, { method, headers, body, signal }) =>
  fetch(url, {
    method,
    headers: { ...headers },
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
