import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Backoff, backoffLimits } from '../../../../renderer/engine/sync/backoff'
import { pollWait } from '../../../../renderer/engine/sync/pacing'

const { firstMilliseconds, capMilliseconds } = backoffLimits

describe('the backoff', () => {
  test('draws each wait from nothing up to a limit that doubles until the cap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { maxLength: 60 }),
        (draws) => {
          let drawn = 0
          const backoff = new Backoff(() => draws[drawn++] ?? 0)
          draws.forEach((draw, failures) => {
            const limit = Math.min(capMilliseconds, firstMilliseconds * 2 ** failures)
            expect(backoff.next()).toBe(Math.floor(draw * limit))
          })
        },
      ),
    )
  })

  test('uses the whole span: the smallest draw waits not at all, the largest nearly the limit', () => {
    const least = new Backoff(() => 0)
    const most = new Backoff(() => 0.999_999)
    for (let failure = 0; failure < 40; failure += 1) {
      expect(least.next()).toBe(0)
      const wait = most.next()
      expect(wait).toBeLessThanOrEqual(capMilliseconds)
      if (failure > 9) expect(wait).toBeGreaterThan(capMilliseconds * 0.99)
    }
  })

  test('begins anew after a success', () => {
    const backoff = new Backoff(() => 0.5)
    for (let failure = 0; failure < 8; failure += 1) backoff.next()
    backoff.reset()
    expect(backoff.next()).toBe(firstMilliseconds / 2)
  })

  test('polls every 60 seconds, more or less by a fifth', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999_999, noNaN: true }), (draw) => {
        const wait = pollWait(() => draw)
        expect(wait).toBeGreaterThanOrEqual(48_000)
        expect(wait).toBeLessThanOrEqual(72_000)
      }),
    )
    expect(pollWait(() => 0)).not.toBe(pollWait(() => 0.9))
  })
})
