import { describe, expect, it } from 'vitest'
import { readSessionAnswer } from '../../../../electron/main/session/sessionAnswer'

const host = 'lapor.go.id'
const now = Date.parse('2026-06-08T03:00:00Z')
const session = {
  accessToken: 'a',
  expiresIn: 900,
  refreshToken: 'r',
  officer: { id: 'o', username: 'sari', name: 'Sari', role: 'officer', agencyId: 'g', unitIds: [] },
}

function read(status: number, text: string, headers: Record<string, string> = {}) {
  return readSessionAnswer({ status, text, headers: new Headers(headers) }, host, now)
}

function problem(status: number, code: string, headers: Record<string, string> = {}) {
  const text = JSON.stringify({ type: 'about:blank', title: code, status, code })
  return read(status, text, { 'content-type': 'application/problem+json; charset=utf-8', ...headers })
}

describe('the answer to a sign-in', () => {
  it('is a session when it is what the protocol says, whatever else is in it', () => {
    expect(read(201, JSON.stringify({ ...session, extra: 1 }))).toEqual({ kind: 'session', session })
  })

  it.each([
    [401, 'bad_credentials', 'bad-credentials'],
    [401, 'otp_required', 'otp-required'],
    [429, 'too_many', 'too-many-attempts'],
    [503, 'maintenance', 'maintenance'],
    [503, 'unavailable', 'server-error'],
    [426, 'upgrade_required', 'upgrade-required'],
    [403, 'device_revoked', 'device-revoked'],
    [422, 'invalid', 'server-error'],
    [400, 'constructor', 'server-error'],
  ])('%i %s is %s', (status, code, reason) => {
    expect(problem(status, code)).toMatchObject({ kind: 'failure', failure: { reason, detail: host } })
  })

  it.each([
    ['90', 90],
    ['Mon, 08 Jun 2026 03:02:00 GMT', 120],
    ['Mon, 08 Jun 2026 02:00:00 GMT', 0],
    ['soon', undefined],
  ])('says by Retry-After %j when to try again', (retryAfter, seconds) => {
    expect(problem(429, 'too_many', { 'retry-after': retryAfter })).toMatchObject({
      failure: { reason: 'too-many-attempts', retryAfterSeconds: seconds },
    })
  })

  it.each([
    [200, '<html>Selamat datang</html>', 'not-the-national-system'],
    [404, '<html>Not found</html>', 'not-the-national-system'],
    [401, '{"code":"bad_credentials"}', 'not-the-national-system'],
    [201, '{"accessToken":"a"}', 'not-the-national-system'],
    [201, JSON.stringify(session).slice(0, -5), 'not-the-national-system'],
    [200, '', 'empty-answer'],
    [204, '', 'empty-answer'],
    [502, '<html>Bad gateway</html>', 'server-error'],
    [500, '', 'server-error'],
  ])('%i with %j is %s', (status, text, reason) => {
    expect(read(status, text)).toMatchObject({ kind: 'failure', failure: { reason }, problem: null })
  })
})
