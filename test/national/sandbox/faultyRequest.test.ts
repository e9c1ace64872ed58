import { once } from 'node:events'
import { createServer } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { cutAt } from './byteFaults'
import { Script } from './faults'
import { FaultyRequest } from './faultyRequest'
import { Wire } from './wire'

describe('a request that is cut', () => {
  it('leaves the bytes before the cut to a server that is slow to ask for them, and ends then', async () => {
    const read: string[] = []
    const server = createServer({ IncomingMessage: FaultyRequest }, (request) => {
      const acting = { script: new Script([]), acted: () => read.push('cut') }
      request.reroute([(body) => cutAt(body, 5, acting)], { keep: false })
      void (async () => {
        for (let turn = 0; turn < 20; turn += 1) await setImmediate()
        request.on('data', (chunk) => read.push(String(chunk)))
        request.on('end', () => read.push('end'))
      })()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    const wire = await Wire.open(`http://127.0.0.1:${address.port}`)
    wire.send({ method: 'POST', path: '/', body: 'abcdefgh' })
    await wire.end()
    expect(read).toEqual(['cut', 'abcde'])
    server.close()
    await once(server, 'close')
  })
})
