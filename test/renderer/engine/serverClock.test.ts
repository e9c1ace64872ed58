import { describe, expect, test } from 'vitest'
import { ServerClock } from '../../../renderer/engine/serverClock'
import { VirtualClock } from './support/virtualClock'

const hour = 60 * 60 * 1000

function dateAt(time: number): string {
  return new Date(time).toUTCString()
}

describe('the national system’s time', () => {
  test('is its last Date and what was counted since, however this clock is set', () => {
    const clock = new VirtualClock()
    const serverClock = new ServerClock(clock)
    expect(serverClock.instant()).toBeUndefined()
    serverClock.hear(serverClock.asking()(dateAt(clock.serverNow())))
    clock.jump(3 * hour)
    clock.advance(hour)
    expect(serverClock.now()).toBe(clock.serverNow())
    expect(serverClock.wrong()).toEqual({ aheadMilliseconds: 3 * hour })
  })

  test('is not told by an answer that was hours under way', () => {
    const clock = new VirtualClock()
    const serverClock = new ServerClock(clock)
    const dateAsTold = serverClock.asking()
    const sent = dateAt(clock.serverNow())
    clock.advance(8 * hour)
    serverClock.hear(dateAsTold(sent))
    expect(serverClock.wrong()).toBeNull()
    expect(serverClock.now()).toBe(clock.now())
  })

  test('is not told by an answer in whose middle the computer slept and only the device’s clock went on', () => {
    const clock = new VirtualClock()
    const serverClock = new ServerClock(clock)
    const dateAsTold = serverClock.asking()
    const sent = dateAt(clock.serverNow())
    clock.jump(8 * hour)
    serverClock.hear(dateAsTold(sent))
    expect(serverClock.wrong()).toBeNull()
  })

  test('is told by an answer that took half a minute', () => {
    const clock = new VirtualClock()
    clock.jump(-2 * hour)
    const serverClock = new ServerClock(clock)
    const dateAsTold = serverClock.asking()
    clock.advance(30_000)
    serverClock.hear(dateAsTold(dateAt(clock.serverNow())))
    expect(serverClock.wrong()).toEqual({ aheadMilliseconds: -2 * hour })
  })
})
