import { request as send, type IncomingMessage } from 'node:http'

/** Headers that belong to one connection, not to the request that is sent again on another. */
const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'expect'])

interface Destination {
  readonly address: string
  readonly port: number
  /** The header that says that no fault acts on it. */
  readonly mark: { readonly name: string; readonly value: string }
}

/**
 * Sends a request to this server once more on a connection of its own, as a proxy does that repeats it. Gives
 * whether it was answered; of an event stream the beginning is enough.
 */
export function repeatRequest(
  request: IncomingMessage,
  body: Buffer,
  { address, port, mark }: Destination,
): Promise<boolean> {
  return new Promise((resolve) => {
    const copy = send({
      host: address,
      port,
      method: request.method,
      path: request.url,
      headers: { ...headersOf(request), [mark.name]: mark.value, 'content-length': body.length },
      agent: false,
    })
    copy.on('response', (response) => {
      response.on('error', () => undefined)
      response.on('close', () => {
        resolve(true)
      })
      if (response.headers['content-type']?.startsWith('text/event-stream')) response.destroy()
      else response.resume()
    })
    copy.on('error', () => {
      resolve(false)
    })
    copy.end(body)
  })
}

function headersOf(request: IncomingMessage): Record<string, string | string[]> {
  const given = Object.entries(request.headers).flatMap(([name, value]): [string, string | string[]][] =>
    value === undefined || ofTheConnection.has(name) ? [] : [[name, value]],
  )
  return Object.fromEntries(given)
}
