import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another site on this machine, which remembers who came. Nothing of the desk may ever come. */
export class ForeignServer {
  private readonly asked: string[] = []

  static async start(): Promise<ForeignServer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new ForeignServer(server)
  }

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      this.asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
      response.writeHead(200, {
        'content-type': 'text/html',
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*',
      })
      response.end('<!doctype html><title>asing</title><p>asing')
    })
    server.on('upgrade', (request, socket) => {
      this.asked.push(`upgrade ${request.url ?? ''}`)
      socket.destroy()
    })
  }

  get url(): string {
    // A listening TCP server's address is never a string or null.
    const { port } = this.server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  /** What was asked since it was last looked at. */
  taken(): readonly string[] {
    return this.asked.splice(0)
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}
