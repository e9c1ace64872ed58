import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SessionFile, type StoredSession } from '../../../../electron/main/session/sessionFile'
import { SessionKeeper } from '../../../../electron/main/session/sessionKeeper'
import { SessionRequests } from '../../../../electron/main/session/sessionRequests'
import type { DeviceId } from '../../../../shared/domain/identifiers'
import { officerSchema } from '../../../../shared/protocol/session'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { NationalServer, nodeFetch, sendProblem } from '../nationalServer'

const key = Buffer.alloc(32, 5)
const folder = '/profile/officers/o'
let national: NationalServer

beforeEach(async () => {
  national = await NationalServer.start()
})
afterEach(() => national.stop())

function keeper() {
  const disk = new MemoryDisk()
  const file = new SessionFile(disk, folder, key)
  const session: StoredSession = {
    server: national.url,
    accessToken: 'old',
    refreshToken: 'r0',
    officer: officerSchema.parse({
      id: 'id-sari',
      username: 'sari',
      name: 'Nama sari',
      role: 'officer',
      agencyId: 'g',
      unitIds: [],
    }),
  }
  // The test's own identifier; the cast only adds the brand.
  const identity = { deviceId: 'd1' as DeviceId, deviceName: 'pc', version: '1' }
  const requests = new SessionRequests(nodeFetch, identity)
  let changes = 0
  const sessions = new SessionKeeper(
    session,
    requests,
    (changed) => file.write(changed),
    () => {
      changes += 1
    },
  )
  const ask = () =>
    sessions.authorised((token) => {
      return fetch(`${national.url}/v1/reference`, { headers: { authorization: `Bearer ${token}` } })
    })
  return { disk, file, sessions, ask, changes: () => changes }
}

describe('an expired token', () => {
  it('is refreshed once, however many requests find it expired', async () => {
    const { sessions, ask } = keeper()
    const answers = await Promise.all(Array.from({ length: 12 }, ask))
    expect(answers.map((answer) => answer.kind === 'response' && answer.response.status)).toEqual(
      Array.from({ length: 12 }, () => 200),
    )
    expect(national.refreshes()).toHaveLength(1)
    expect(national.refreshes()[0]?.body).toBe(JSON.stringify({ refreshToken: 'r0', deviceId: 'd1' }))
    expect(sessions.current).toMatchObject({ accessToken: 'a1', refreshToken: 'r1' })
  })

  it('has the new pair on the disk before it is used', async () => {
    const { disk, ask } = keeper()
    const used: (StoredSession | null)[] = []
    const reads: Promise<void>[] = []
    national.answering = ({ headers }) => {
      if (headers.authorization !== 'Bearer a1') return false
      // What would be found if the power went at this very moment.
      const found = new SessionFile(
        disk.afterPowerCut(() => 'lost'),
        folder,
        key,
      )
      reads.push(found.read().then((session) => void used.push(session)))
      return false
    }
    await ask()
    await Promise.all(reads)
    expect(used).toMatchObject([{ accessToken: 'a1', refreshToken: 'r1' }])
  })

  it('goes on with the old pair when the new one cannot be put on the disk, and tries again', async () => {
    const { disk, sessions, ask } = keeper()
    disk.before = () => {
      throw new SystemError('ENOSPC')
    }
    expect(await ask()).toEqual({ kind: 'not-saved' })
    expect(sessions.current.refreshToken).toBe('r0')
    expect(national.seen.filter(({ headers }) => headers.authorization === 'Bearer a1')).toEqual([])
    disk.before = () => undefined
    expect((await ask()).kind).toBe('response')
    expect(national.refreshes().map(({ body }) => body)).toEqual(
      Array.from({ length: 2 }, () => JSON.stringify({ refreshToken: 'r0', deviceId: 'd1' })),
    )
  })

  it('stays expired while the national system cannot be reached, and the session goes on', async () => {
    const { sessions, ask } = keeper()
    national.answering = ({ url }, response) => {
      if (url === '/v1/sessions/refresh') response.destroy()
      return url === '/v1/sessions/refresh'
    }
    expect(await ask()).toEqual({ kind: 'no-answer', fault: 'unreachable' })
    expect(sessions.state).toBe('valid')
    national.answering = () => false
    expect((await ask()).kind).toBe('response')
  })

  it('passes on that the national system wants to be left alone for a while', async () => {
    const { ask } = keeper()
    national.answering = ({ url }, response) => {
      if (url === '/v1/sessions/refresh') sendProblem(response, 503, 'maintenance', { 'retry-after': '60' })
      return url === '/v1/sessions/refresh'
    }
    expect(await ask()).toMatchObject({
      kind: 'refused',
      problem: { status: 503, code: 'maintenance' },
      retryAfterSeconds: 60,
    })
  })

  it('is not refreshed twice for one request', async () => {
    const { ask } = keeper()
    national.answering = ({ url }, response) => {
      if (url === '/v1/reference') sendProblem(response, 401, 'token_expired')
      return url === '/v1/reference'
    }
    const answer = await ask()
    expect(answer.kind === 'response' && answer.response.status).toBe(401)
    expect(national.refreshes()).toHaveLength(1)
  })
})

describe('a session that the national system ended', () => {
  it.each(['/v1/reference', '/v1/sessions/refresh'])(
    'by its answer to %s, ends once and asks no more',
    async (ending) => {
      const { sessions, ask, changes, file } = keeper()
      national.answering = ({ url }, response) => {
        if (url === ending) sendProblem(response, 401, 'session_revoked')
        return url === ending
      }
      expect(await ask()).toEqual({ kind: 'ended' })
      expect(sessions.state).toBe('ended')
      expect(changes()).toBe(1)
      const asked = national.seen.length
      expect(await ask()).toEqual({ kind: 'ended' })
      expect(national.seen).toHaveLength(asked)
      national.answering = () => false
      const renewed = { ...sessions.current, accessToken: 'old again', refreshToken: 'r9' }
      await file.write(renewed)
      sessions.replace(renewed)
      expect((await ask()).kind).toBe('response')
    },
  )
})
