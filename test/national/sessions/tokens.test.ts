import { createHmac, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SessionResponse } from '../../../shared/protocol/session'
import type { RunningNational } from '../startNational'
import { ask, problemOf, startTestNational } from '../testDesk'
import { newSession, reference, refresh } from './signedIn'

let national: RunningNational
let session: SessionResponse

beforeAll(async () => {
  national = await startTestNational({ cases: 5 })
  session = await newSession(national)
})
afterAll(() => national.close())

/** Everything that could be tried with a token in hand; each takes a good one and gives a bad one. */
const changes: readonly (readonly [string, (token: string) => string])[] = [
  ['cut off', (token) => token.slice(0, -1)],
  ['cut in the middle', (token) => token.slice(0, 20)],
  ['without its signature', (token) => token.split('.').slice(0, -1).join('.')],
  ['with an empty signature', (token) => `${token.split('.').slice(0, -1).join('.')}.`],
  ['with more after it', (token) => `${token}A`],
  ['with a part more', (token) => `${token}.x`],
  ['with a padded signature', (token) => `${token}=`],
  ['of a later generation', (token) => replacedPart(token, 2, '2')],
  ['with its generation spelled otherwise', (token) => replacedPart(token, 2, '01')],
  ['with a generation that is no number', (token) => replacedPart(token, 2, 'NaN')],
  ['of another session', (token) => replacedPart(token, 1, '00000000-0000-4000-8000-000000000000')],
  ['of another device', (token) => replacedPart(token, 3, 'AAAAAAAAAAAAAAAA')],
  ['signed with another secret', resigned],
  ['made up', () => 'a.b.c.d.e'],
  ['a JSON web token', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYXJpIn0.'],
  ['one character', () => 'x'],
  ['dots', () => '.....'],
]

function replacedPart(token: string, place: number, part: string): string {
  return token
    .split('.')
    .map((old, index) => (index === place ? part : old))
    .join('.')
}

function resigned(token: string): string {
  const content = token.split('.').slice(0, -1).join('.')
  return `${content}.${createHmac('sha256', randomBytes(32)).update(content).digest('base64url')}`
}

const revoked = { status: 401, code: 'session_revoked' }

describe('tokens (PROTOCOL.md 1.4, 2)', () => {
  it.each(changes)('an access token %s is none', async (_how, change) => {
    const answer = await reference(national, { accessToken: change(session.accessToken) })
    expect(problemOf(answer)).toMatchObject(revoked)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it.each(changes)('a refresh token %s is none', async (_how, change) => {
    const answer = await refresh(national, { refreshToken: change(session.refreshToken) })
    expect(problemOf(answer)).toMatchObject(revoked)
  })

  it('neither kind of token does for the other', async () => {
    expect(problemOf(await reference(national, { accessToken: session.refreshToken }))).toMatchObject(revoked)
    expect(problemOf(await refresh(national, { refreshToken: session.accessToken }))).toMatchObject(revoked)
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without a token', 'Bearer'],
    ['of another scheme', 'Basic c2FyaTpsYXBvci0yMDI2'],
    ['of two tokens', 'Bearer a b'],
    ['of 8,000 characters', `Bearer ${'x'.repeat(8000)}`],
  ])('an Authorization header %s is no session', async (_how, authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    expect(problemOf(await ask(`${national.url}/v1/reference`, { headers }))).toMatchObject(revoked)
  })

  it('the scheme is read without regard to case, and after all that was tried the tokens are good', async () => {
    const headers = { authorization: `bearer ${session.accessToken}` }
    expect((await ask(`${national.url}/v1/reference`, { headers })).status).toBe(200)
    expect((await refresh(national, session)).status).toBe(200)
  })

  it('1.2 a token sent with the X-Device-Id of another device is none, and the session goes on', async () => {
    const copied = await reference(national, session, { 'x-device-id': 'device-2' })
    expect(problemOf(copied)).toMatchObject(revoked)
    expect((await reference(national, session, { 'x-device-id': 'device-1' })).status).toBe(200)
    expect((await reference(national, session)).status).toBe(200)
  })
})
