import { describe, expect, test } from 'vitest'
import { faultOf, retryTime } from '../../../../renderer/engine/sync/fault'
import { answered, problem } from '../support/scriptedNational'

const now = Date.parse('2026-11-24T01:00:00.000Z')

describe('an answer that is no success', () => {
  test.each([
    [401, 'session_revoked', { kind: 'stop', problem: 'session-ended' }],
    [401, 'token_expired', { kind: 'again', problem: 'server-error' }],
    [403, 'device_revoked', { kind: 'stop', problem: 'device-revoked' }],
    [403, 'forbidden', { kind: 'refused', code: 'forbidden', detail: null }],
    [404, 'not_found', { kind: 'refused', code: 'not_found', detail: null }],
    [409, 'epoch_changed', { kind: 'epoch-changed' }],
    [410, 'cursor_expired', { kind: 'cursor-expired' }],
    [413, 'too_large', { kind: 'refused', code: 'too_large', detail: null }],
    [422, 'invalid', { kind: 'refused', code: 'invalid', detail: null }],
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
    expect(faultOf(told, now)).toMatchObject({
      kind: 'not-before',
      problem: 'maintenance',
      time: now + 120_000,
    })
    expect(retryTime('Tue, 24 Nov 2026 01:05:00 GMT', now)).toBe(now + 300_000)
    expect(retryTime('soon', now)).toBeNull()
    expect(retryTime(null, now)).toBeNull()
  })
})
