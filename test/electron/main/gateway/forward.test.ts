import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forward, type ForwardSetting } from '../../../../electron/main/gateway/forward'
import { SessionKeeper } from '../../../../electron/main/session/sessionKeeper'
import { SessionRequests } from '../../../../electron/main/session/sessionRequests'
import type { NationalFetch } from '../../../../electron/main/session/nationalFetch'
import type { DeviceId } from '../../../../shared/domain/identifiers'
import { officerSchema } from '../../../../shared/protocol/session'
import { NationalServer, nodeFetch, sendProblem } from '../nationalServer'

let national: NationalServer

beforeEach(async () => {
  national = await NationalServer.start()
})
afterEach(() => national.stop())

const officer = officerSchema.parse({
  id: 'id-sari',
  username: 'sari',
  name: 'Sari',
  role: 'officer',
  agencyId: 'g',
  unitIds: [],
})

function setting(fetch: NationalFetch = nodeFetch, server = national.url): ForwardSetting {
  // The test's own identifier; the cast only adds the brand.
  const identity = { deviceId: 'd1' as DeviceId, deviceName: 'pc', version: '0.1.0' }
  const requests = new SessionRequests(fetch, identity)
  const session = { server, accessToken: 'old', refreshToken: 'r0', officer }
  const keeper = new SessionKeeper(
    session,
    requests,
    async () => undefined,
    () => undefined,
  )
  return { fetch, deskHeaders: () => requests.headers(), session: () => keeper }
}

function request(path: string, init: RequestInit = {}): Request {
  // Node knows no app: addresses in Request; the host is never looked at.
  return new Request(`http://desk${path}`, init)
}

describe('the gateway', () => {
  it('adds the token and the desk’s headers, and leaves out those of the page', async () => {
    const asked = request('/api/v1/actions?x=1', {
      method: 'POST',
      body: '{"epoch":"e"}',
      headers: {
        'content-type': 'application/json',
        cookie: 'a=b',
        origin: 'app://desk',
        authorization: 'Bearer stolen',
        'x-forwarded-for': '10.0.0.1',
      },
    })
    const response = await forward(asked, setting())
    expect(await response.json()).toEqual({ method: 'POST', url: '/v1/actions?x=1', body: '{"epoch":"e"}' })
    const { headers } = national.seen.at(-1) ?? { headers: {} }
    expect(headers).toMatchObject({
      authorization: 'Bearer a1',
      'x-desk-version': '0.1.0',
      'x-device-id': 'd1',
      'content-type': 'application/json',
    })
    for (const name of ['cookie', 'origin', 'x-forwarded-for', 'referer'])
      expect(headers).not.toHaveProperty(name)
  })

  it('gives the page no cookie and nothing to cache', async () => {
    national.answering = (_seen, response) => {
      response.writeHead(200, {
        'set-cookie': 'a=b',
        'cache-control': 'max-age=999',
        'x-desk-gateway': 'unreachable',
        etag: '"7"',
        'retry-after': '5',
      })
      response.end('{}')
      return true
    }
    const { headers } = await forward(request('/api/v1/reference'), setting())
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('x-desk-gateway')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('etag')).toBe('"7"')
    expect(headers.get('retry-after')).toBe('5')
  })

  it.each([
    ['POST', '/api/v1/sessions'],
    ['GET', '/api/sandbox/ledger'],
    ['GET', '/api/v1/cases/..%2fsessions'],
  ])('does not forward %s %s', async (method, path) => {
    const response = await forward(request(path, { method }), setting())
    expect(response.status).toBe(404)
    expect(national.seen).toEqual([])
  })

  it('asks nobody while nobody is signed in', async () => {
    const response = await forward(request('/api/v1/changes'), { ...setting(), session: () => null })
    expect(response.status).toBe(502)
    expect(response.headers.get('x-desk-gateway')).toBe('not-configured')
  })

  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
    ['net::ERR_NAME_NOT_RESOLVED', 'unreachable'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'untrusted-certificate'],
  ])('tells its own failure by %s as %s', async (message, failure) => {
    const failing: NationalFetch = () => Promise.reject(new Error(message))
    const response = await forward(request('/api/v1/changes'), setting(failing))
    expect(response.status).toBe(502)
    expect(response.headers.get('x-desk-gateway')).toBe(failure)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status: 502, code: failure })
  })

  it('follows no redirect', async () => {
    national.answering = ({ url }, response) => {
      if (url === '/v1/changes') response.writeHead(302, { location: '/v1/reference' }).end()
      return url === '/v1/changes'
    }
    const response = await forward(request('/api/v1/changes'), setting())
    expect(response.headers.get('x-desk-gateway')).toBe('redirected')
    expect(national.seen.map(({ url }) => url)).toEqual(['/v1/changes'])
  })

  it('says that the session has ended in the national system’s words', async () => {
    national.answering = (_seen, response) => {
      sendProblem(response, 401, 'session_revoked')
      return true
    }
    const response = await forward(request('/api/v1/changes'), setting())
    expect(response.status).toBe(401)
    expect(response.headers.get('x-desk-gateway')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'session_revoked' })
  })

  it('passes a 304 on without a body', async () => {
    national.answering = ({ headers }, response) => {
      response.writeHead(304, { etag: headers['if-none-match'] }).end()
      return true
    }
    const asked = request('/api/v1/reference', { headers: { 'if-none-match': '"7"' } })
    const response = await forward(asked, setting())
    expect([response.status, response.headers.get('etag'), response.body]).toEqual([304, '"7"', null])
  })

  it('shows a new upload where the page can reach it, and no other place', async () => {
    const locations = [`${national.url}/v1/uploads/u1`, '/v1/uploads/u2', 'https://contoh.id/v1/uploads/u3']
    const seen: (string | null)[] = []
    for (const location of locations) {
      national.answering = (_seen, response) => {
        response.writeHead(201, { location }).end()
        return true
      }
      const asked = request('/api/v1/uploads', { method: 'POST', headers: { 'upload-length': '3' } })
      seen.push((await forward(asked, setting())).headers.get('location'))
    }
    expect(seen).toEqual(['/api/v1/uploads/u1', '/api/v1/uploads/u2', null])
  })

  it('refreshes once for all that ask at the same time, and for HEAD too, whose refusal has no words', async () => {
    const shared = setting()
    const answers = await Promise.all([
      forward(request('/api/v1/uploads/u1', { method: 'HEAD' }), shared),
      forward(request('/api/v1/changes'), shared),
      forward(request('/api/v1/uploads/u1', { method: 'PATCH', body: 'bytes' }), shared),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(national.refreshes()).toHaveLength(1)
  })

  it('ends the request to the national system when the page stops reading', async () => {
    const closed = new Promise<void>((resolve) => {
      national.answering = ({ url }, response) => {
        if (url !== '/v1/events') return false
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write(':\n\n')
        response.on('close', resolve)
        return true
      }
    })
    const response = await forward(request('/api/v1/events'), setting())
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await closed
  })

  it('lets nothing through to a locked desk but what sending needs', async () => {
    const locked = { ...setting(), sendsOnly: () => true }
    for (const path of ['/v1/changes', '/v1/reference', '/v1/cases/c1', '/v1/search', '/v1/attachments/a1']) {
      expect((await forward(request(`/api${path}`), locked)).status).toBe(404)
    }
    expect(national.seen).toEqual([])
    const push = request('/api/v1/actions', { method: 'POST', body: '{}' })
    expect((await forward(push, locked)).status).toBe(200)
  })

  it('waits for the head of an answer only so long, and for the body as long as it takes', async () => {
    national.answering = ({ url }, response) => {
      if (url === '/v1/changes') return true
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('first')
      setTimeout(() => response.end('last'), 2000)
      return true
    }
    const hurried = { ...setting(), headTime: 1000 }
    const silent = await forward(request('/api/v1/changes'), hurried)
    expect(silent.headers.get('x-desk-gateway')).toBe('unreachable')
    expect(await (await forward(request('/api/v1/events'), hurried)).text()).toBe('firstlast')
  })
})
