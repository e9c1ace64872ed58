import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forward, type ForwardSetting } from '../../../../electron/main/gateway/forward'
import { SessionKeeper } from '../../../../electron/main/session/sessionKeeper'
import { SessionRequests } from '../../../../electron/main/session/sessionRequests'
import type { DeviceId } from '../../../../shared/domain/identifiers'
import { officerSchema } from '../../../../shared/protocol/session'
import { nodeFetch } from '../nationalServer'

/** A server that says whatever it likes, byte by byte: not even HTTP is kept to. */
let server: Server
let says: string[] = []
let asked = 0

beforeEach(async () => {
  server = createServer()
  asked = 0
  server.on('connection', (socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      asked += 1
      for (const piece of says) socket.write(piece, 'latin1')
      socket.end()
    })
  })
  // The answers are written by hand.
  server.removeAllListeners('request')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function url(): string {
  // A listening TCP server's address is never a string or null.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const officer = officerSchema.parse({
  ...{ id: 'o', username: 'sari', name: 'Sari', role: 'officer', agencyId: 'g', unitIds: [] },
})
// The test's own identifier; the cast only adds the brand.
const identity = { deviceId: 'd1' as DeviceId, deviceName: 'pc', version: '0.1.0' }

function setting(changes: Partial<ForwardSetting> = {}): ForwardSetting {
  const requests = new SessionRequests(nodeFetch, identity)
  const session = { server: url(), accessToken: 'a', refreshToken: 'r', officer }
  const keeper = new SessionKeeper(
    session,
    requests,
    async () => undefined,
    () => undefined,
  )
  return { fetch: nodeFetch, deskHeaders: () => requests.headers(), session: () => keeper, ...changes }
}

const head = (status: string, headers: readonly string[] = []): string =>
  [`HTTP/1.1 ${status}`, 'content-type: application/json', ...headers, '', ''].join('\r\n')
const json = '{"epoch":"e","changes":[],"cursor":"c","more":false}'

const answers: readonly (readonly [name: string, pieces: readonly string[]])[] = [
  ['nothing at all', []],
  ['no HTTP', ['\u0000\u0001\u0002 hallo']],
  ['a head without an end', ['HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n']],
  [
    'a head without a limit',
    ['HTTP/1.1 200 OK\r\n', ...Array.from({ length: 400 }, (_, n) => `x-${n}: ${'y'.repeat(999)}\r\n`)],
  ],
  ['less than it said', [head('200 OK', ['content-length: 9999']), json]],
  ['more than it said', [head('200 OK', ['content-length: 5']), json]],
  ['two lengths', [head('200 OK', ['content-length: 5', 'content-length: 7']), json]],
  ['a negative length', [head('200 OK', ['content-length: -1']), json]],
  ['chunks that are none', [head('200 OK', ['transfer-encoding: chunked']), 'zz\r\nabc\r\n']],
  ['a redirect', [head('302 Found', ['location: https://jahat.invalid/', 'content-length: 0'])]],
  ['a redirect to itself', [head('307 Temporary Redirect', ['location: /v1/changes', 'content-length: 0'])]],
  ['a status that there is not', [head('999 Aneh', ['content-length: 2']), '{}']],
  ['headers that break lines', [head('200 OK', ['x-a: b\rset-cookie: a=b', 'content-length: 2']), '{}']],
]

describe('a server that keeps to nothing', () => {
  it.each(answers)(
    'and answers %s: the page gets an answer, and nobody else is asked',
    async (_name, pieces) => {
      says = [...pieces]
      const response = await forward(new Request('http://desk/api/v1/changes'), setting({ headTime: 2_000 }))
      // What breaks in the middle of a body breaks for the reader, and for nothing else.
      const text = await response.text().catch(() => 'cut off')
      expect(response.status).toBeGreaterThanOrEqual(200)
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(response.headers.get('location')).toBeNull()
      expect(text.length).toBeLessThan(2_000)
      expect(asked).toBeLessThanOrEqual(2)
    },
  )

  it.each(answers)('and answers %s to a sign-in: it fails with a reason', async (_name, pieces) => {
    says = [...pieces]
    const requests = new SessionRequests(nodeFetch, identity)
    const answer = await requests.signIn(url(), { username: 'sari', password: 'rahasia' })
    expect(['no-answer', 'failure']).toContain(answer.kind)
    expect(asked).toBeLessThanOrEqual(2)
  })

  it('cannot fill the memory of the program with an answer that does not end', async () => {
    says = [head('200 OK'), ...Array.from({ length: 64 }, () => ' '.repeat(64 * 1024))]
    const small = setting({ longestBody: 256 * 1024 })
    const response = await forward(new Request('http://desk/api/v1/changes'), small)
    await expect(response.text()).rejects.toThrow()
    says = [head('200 OK'), ...Array.from({ length: 80 }, () => ' '.repeat(64 * 1024))]
    const requests = new SessionRequests(nodeFetch, identity)
    const answer = await requests.signIn(url(), { username: 'sari', password: 'rahasia' })
    expect(answer).toMatchObject({ kind: 'no-answer', fault: 'unreachable' })
  })

  it('may send events without an end', async () => {
    says = [head('200 OK'), ...Array.from({ length: 16 }, () => ': hidup\n\n'.repeat(4_000))]
    const small = setting({ longestBody: 1_024 })
    const response = await forward(new Request('http://desk/api/v1/events'), small)
    expect((await response.text()).length).toBe(16 * 4_000 * ': hidup\n\n'.length)
  })
})
