import http from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Answer } from './answer'
import { oneTimeCode } from './oneTimeCode'
import { Server } from './server'

let national: http.Server
let server: Server

beforeAll(async () => {
  national = http.createServer((request, response) => {
    if (request.url === '/stream') {
      response.setHeader('content-type', 'text/event-stream')
      response.write(': hello\n\nevent: changed\ndata: {"a":\ndata: 1}\n\nda')
      response.end('ta: second\r\n\r\n')
    } else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      request.socket.destroy()
    } else response.end('ok')
  })
  national.listen(0, '127.0.0.1')
  await once(national, 'listening')
  const address = national.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  server = new Server(`http://127.0.0.1:${address.port}`)
})
afterAll(async () => {
  server.close()
  national.closeAllConnections()
  national.close()
  await once(national, 'close')
})

describe('what the suite shows of an answer', () => {
  it('holds neither passwords nor tokens, not even their beginnings', () => {
    const body = JSON.stringify({ username: 'sari', password: 'p4ssw0rd' })
    const came = JSON.stringify({ pad: 'x'.repeat(100), refreshToken: `r.${'t0ken'.repeat(40)}` })
    const answer = new Answer({ method: 'POST', path: '/v1/sessions', body }, 201, {}, Buffer.from(came))
    expect(answer.summary).toContain('POST /v1/sessions {"username":"sari"')
    expect(answer.summary).not.toContain('p4ssw0rd')
    expect(answer.summary).not.toContain('t0ken')
  })
})

describe('asking a server', () => {
  it('rejects when the answer is cut off, and says what was asked', async () => {
    await expect(server.ask('GET', '/cut')).rejects.toThrow()
    expect((await server.ask('GET', '/other')).text).toBe('ok')
  })

  it('reads server-sent events, whole ones only, with comments beside them', async () => {
    const stream = await server.listen('/stream', {})
    expect(await stream.next(({ name }) => name === 'message', 5000)).toEqual({
      name: 'message',
      data: 'second',
    })
    expect(stream.events).toEqual([
      { name: 'changed', data: '{"a":\n1}' },
      { name: 'message', data: 'second' },
    ])
    expect(stream.comments).toHaveLength(1)
    expect(await stream.next(() => false, 5000)).toBeNull()
  })
})

describe('one-time codes', () => {
  it('are those of RFC 6238', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(oneTimeCode(secret, 59_000)).toBe('287082')
    expect(oneTimeCode(secret, 1_111_111_109_000)).toBe('081804')
  })
})
