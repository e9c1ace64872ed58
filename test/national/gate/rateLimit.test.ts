import { describe, expect, it } from 'vitest'
import { RateLimit } from './rateLimit'

describe('the limit of requests in a minute (PROTOCOL.md 1.4, 429)', () => {
  function limited(perMinute: number) {
    const clock = { milliseconds: 5_000_000 }
    return { clock, limit: new RateLimit(perMinute, () => clock.milliseconds) }
  }

  it('lets through as many as it says, and tells the next one how long to wait', () => {
    const { clock, limit } = limited(3)
    expect([1, 2, 3].map(() => limit.secondsToWait('a'))).toEqual([null, null, null])
    clock.milliseconds += 20_500
    expect(limit.secondsToWait('a')).toBe(40)
    clock.milliseconds += 39_400
    expect(limit.secondsToWait('a')).toBe(1)
    clock.milliseconds += 100
    expect(limit.secondsToWait('a')).toBeNull()
  })

  it('counts each sender alone', () => {
    const { limit } = limited(1)
    expect([limit.secondsToWait('a'), limit.secondsToWait('b')]).toEqual([null, null])
    expect([limit.secondsToWait('a'), limit.secondsToWait('b')]).toEqual([60, 60])
  })

  it('asking too early does not make the wait longer', () => {
    const { clock, limit } = limited(1)
    for (let time = 0; time < 50; time += 1) limit.secondsToWait('a')
    clock.milliseconds += 60_000
    expect(limit.secondsToWait('a')).toBeNull()
  })

  it('remembers the last 10,000 senders, so that made-up ones cannot fill the memory', () => {
    const { limit } = limited(1)
    limit.secondsToWait('first')
    limit.secondsToWait('second')
    for (let sender = 0; sender < 9_999; sender += 1) limit.secondsToWait(`made up ${sender}`)
    expect(limit.secondsToWait('second')).not.toBeNull()
    expect(limit.secondsToWait('first')).toBeNull()
  })
})
