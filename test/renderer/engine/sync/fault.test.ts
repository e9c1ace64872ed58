import { describe, expect, test } from 'vitest'
import { faultOf, retryWait } from '../../../../renderer/engine/sync/fault'
import { answered, problem } from '../support/answers'

const now = Date.parse('2026-11-24T01:00:00.000Z')

describe('an answer that is no success', () => {
  test.each([
    [401, 'session_revoked', { kind: 'stop', problem: 'session-ended' }],
    [401, 'token_expired', { kind: 'again', problem: 'server-error' }],
    [403, 'device_revoked', { kind: 'stop', problem: 'device-revoked' }],
    [403, 'forbidden', { kind: 'refused', status: 403, code: 'forbidden', detail: null }],
    [404, 'not_found', { kind: 'refused', status: 404, code: 'not_found', detail: null }],
    [409, 'epoch_changed', { kind: 'epoch-changed' }],
    [410, 'cursor_expired', { kind: 'cursor-expired' }],
    [413, 'too_large', { kind: 'refused', status: 413, code: 'too_large', detail: null }],
    [422, 'invalid', { kind: 'refused', status: 422, code: 'invalid', detail: null }],
    [426, 'upgrade_required', { kind: 'stop', problem: 'upgrade-required' }],
    [429, 'too_many', { kind: 'again', problem: 'too-many' }],
    [500, 'internal', { kind: 'again', problem: 'server-error' }],
    [503, 'maintenance', { kind: 'again', problem: 'maintenance' }],
  ])('%i %s means what PROTOCOL.md 1.4 says', (status, code, expected) => {
    expect(faultOf(problem(status, code), now)).toEqual(expected)
  })

  test('that does not speak the protocol is never an order to stop or to wipe', () => {
    expect(faultOf(answered(403, '<h1>device_revoked</h1>'), now)).toEqual({
      kind: 'again',
      problem: 'not-the-national-system',
    })
    expect(faultOf(answered(401, ''), now)).toMatchObject({ kind: 'again' })
    expect(faultOf(answered(502, '<h1>Bad Gateway</h1>'), now)).toEqual({
      kind: 'again',
      problem: 'server-error',
    })
  })

  test('names the time before which nothing is asked, as seconds or as a date', () => {
    const told = { ...problem(503, 'maintenance'), retryAfter: '120' }
    expect(faultOf(told, now)).toMatchObject({ kind: 'not-before', problem: 'maintenance', wait: 120_000 })
    expect(retryWait('Tue, 24 Nov 2026 01:05:00 GMT', now)).toBe(300_000)
    expect(retryWait('soon', now)).toBeNull()
    expect(retryWait(null, now)).toBeNull()
  })

  test('measures a date by the server’s own clock, whatever this device’s says', () => {
    const date = 'Mon, 01 Jan 2029 00:00:00 GMT'
    const told = { ...problem(429, 'too_many'), date, retryAfter: 'Mon, 01 Jan 2029 00:00:30 GMT' }
    expect(faultOf(told, now)).toMatchObject({ kind: 'not-before', wait: 30_000 })
  })

  test('leaves the time to the backoff when the one that was named has passed', () => {
    const told = { ...problem(503, 'unavailable'), retryAfter: 'Mon, 23 Nov 2026 01:00:00 GMT' }
    expect(faultOf(told, now)).toEqual({ kind: 'again', problem: 'server-error' })
  })

  test('of something in between is waited for too, but never for longer than the backoff would', () => {
    const proxy = (retryAfter: string) => ({ ...answered(503, '<h1>Busy</h1>'), retryAfter })
    expect(faultOf(proxy('20'), now)).toMatchObject({ kind: 'not-before', wait: 20_000 })
    expect(faultOf(proxy('86400'), now)).toMatchObject({ kind: 'not-before', wait: 300_000 })
  })
})
