import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A server that is not the national system, on a free port of this machine. */
export interface StrangeServer {
  readonly url: string
  close(): void
}

/** A captive portal: whatever is asked, a page comes. */
export function captivePortal(): Promise<StrangeServer> {
  return listening('http', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Wi-Fi Kantor</title><p>Silakan masuk ke jaringan tamu.')
  })
}

/** Says yes and nothing else. */
export function emptyServer(): Promise<StrangeServer> {
  return listening('http', (_request, response) => {
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end()
  })
}

/** Has a certificate that nobody vouches for. Its key is public: it is in this repository. */
export function untrustedServer(): Promise<StrangeServer> {
  return listening('https', (_request, response) => response.end('{}'))
}

function listening(scheme: 'http' | 'https', answer: RequestListener): Promise<StrangeServer> {
  const data = (name: string) => readFileSync(join(import.meta.dirname, 'data', name))
  const server: Server =
    scheme === 'http'
      ? createServer(answer)
      : createSecureServer(
          { key: data('untrusted-key.pem'), cert: data('untrusted-certificate.pem') },
          answer,
        )
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // A listening TCP server's address is never a string or null.
      const { port } = server.address() as AddressInfo
      resolve({ url: `${scheme}://127.0.0.1:${port}`, close: () => server.close() })
    })
  })
}
