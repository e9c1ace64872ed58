import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantFrom } from '../../../shared/domain/identifiers'
import { otpSecrets } from '../generator/officers'
import type { RunningNational } from '../startNational'
import { problemOf, startTestNational, TestClock } from '../testDesk'
import { bytesOfBase32, codeOf, stepAt } from './oneTimeCodes'
import { signIn } from './signedIn'

describe('codes (RFC 6238, appendix B; RFC 4648, 10)', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds the code is %s', (seconds, code) => {
    expect(codeOf(secret, stepAt(instantFrom(seconds * 1000)))).toBe(code)
  })

  it.each([
    ['', ''],
    ['MY======', 'f'],
    ['MZXQ====', 'fo'],
    ['MZXW6===', 'foo'],
    ['mzxw6yq', 'foob'],
    ['MZXW6YTB', 'fooba'],
    ['MZXW6YTBOI======', 'foobar'],
  ])('%s is the key %s', (text, key) => {
    expect(bytesOfBase32(text).toString('latin1')).toBe(key)
  })

  it('a key that is not base32 is refused', () => {
    expect(() => bytesOfBase32('M1')).toThrow()
  })
})

describe('signing in with a one-time code (PROTOCOL.md 2.1)', () => {
  const clock = new TestClock()
  const [username = '', secret = ''] = [...otpSecrets][0] ?? []
  const required = { status: 401, code: 'otp_required' }
  const bad = { status: 401, code: 'bad_credentials' }
  let national: RunningNational

  beforeAll(async () => {
    national = await startTestNational({ now: clock.now, cases: 5 })
  })
  afterAll(() => national.close())

  /** The code of now, or of so many steps after it. */
  function code(after = 0): string {
    return codeOf(secret, stepAt(clock.now()) + after)
  }

  it('2.1 the code is asked for only when the password is right', async () => {
    expect(problemOf(await signIn(national, { username }))).toMatchObject(required)
    expect(problemOf(await signIn(national, { username, otp: ' ' }))).toMatchObject(required)
    expect(problemOf(await signIn(national, { username, password: 'salah' }))).toMatchObject(bad)
    const both = { username, password: 'salah', otp: code() }
    expect(problemOf(await signIn(national, both))).toMatchObject(bad)
    expect((await signIn(national, { username, otp: code() })).status).toBe(201)
  })

  it('2.1 a code is good once', async () => {
    clock.pass(5)
    expect((await signIn(national, { username, otp: code() })).status).toBe(201)
    expect(problemOf(await signIn(national, { username, otp: code() }))).toMatchObject(bad)
  })

  it('2.1 of one code given twice at the same time one is taken', async () => {
    clock.pass(5)
    const answers = await Promise.all([
      signIn(national, { username, otp: code() }),
      signIn(national, { username, otp: code() }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401])
  })

  it('2.1 a clock may be one step of 30 seconds off, and no more', async () => {
    clock.pass(5)
    expect(problemOf(await signIn(national, { username, otp: code(-2) }))).toMatchObject(bad)
    expect(problemOf(await signIn(national, { username, otp: code(2) }))).toMatchObject(bad)
    expect((await signIn(national, { username, otp: code(1) })).status).toBe(201)
    expect((await signIn(national, { username, otp: code(-1) })).status).toBe(201)
    const spaced = code().replace(/^.../, '$& ')
    expect((await signIn(national, { username, otp: spaced })).status).toBe(201)
  })

  it('2.1 wrong codes count as failures, and being asked for one forgives none', async () => {
    clock.pass(20)
    for (let failure = 0; failure < 10; failure += 1) {
      expect(problemOf(await signIn(national, { username }))).toMatchObject(required)
      expect(problemOf(await signIn(national, { username, otp: code(100) }))).toMatchObject(bad)
    }
    const refused = await signIn(national, { username, otp: code() })
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'too_many' })
    expect(Number(refused.headers.get('retry-after'))).toBe(900)
    clock.pass(15)
    expect((await signIn(national, { username, otp: code() })).status).toBe(201)
  })

  it('2.1 whoever needs no code may send one', async () => {
    expect((await signIn(national, { username: 'sari', otp: '000000' })).status).toBe(201)
  })
})
