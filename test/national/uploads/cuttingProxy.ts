import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/**
 * A line to a server that breaks: each connection is cut when so many bytes went over it towards the server, the first
 * one at the first of `cuts`; when none is left, connections hold.
 */
export async function startCuttingProxy(
  target: string,
  cuts: readonly number[],
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(target)
  const left = [...cuts]
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const both = [near, far]
    const end = (): void => {
      for (const socket of both) socket.destroy()
    }
    for (const socket of both) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        open.delete(socket)
        end()
      })
    }
    let room = left.shift() ?? Infinity
    near.on('data', (bytes) => {
      if (bytes.length < room) {
        room -= bytes.length
        far.write(bytes)
      } else {
        // Nothing after the cut gets through, whatever is still on its way.
        near.pause()
        far.write(bytes.subarray(0, room), end)
      }
    })
    far.on('data', (bytes) => near.write(bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
