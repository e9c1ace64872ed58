import { describe, expect, it } from 'vitest'
import { PageRevival } from '../../../../electron/main/page/pageRevival'
import { PlaceKeeper } from '../../../../electron/main/page/placeKeeper'
import type { Place } from '../../../../shared/bridge/place'

function page(answers: readonly boolean[]) {
  const done: string[] = []
  const waiting = [...answers]
  let now = 0
  const revival = new PageRevival({
    clock: { now: () => now },
    reload: () => done.push('reload'),
    ask: async () => {
      done.push('ask')
      return waiting.shift() ?? false
    },
    giveUp: () => done.push('give up'),
  })
  return { revival, done, later: (milliseconds: number) => (now += milliseconds) }
}

describe('a page whose process died', () => {
  it('is loaded anew three times within a minute, and then by the officer’s wish', async () => {
    const { revival, done } = page([true])
    for (let death = 0; death < 4; death += 1) await revival.pageDied('crashed')
    expect(done).toEqual(['reload', 'reload', 'reload', 'ask', 'reload'])
  })

  it('is loaded anew by itself again when some time has passed', async () => {
    const { revival, done, later } = page([])
    for (let death = 0; death < 6; death += 1) {
      await revival.pageDied('oom')
      later(20_001)
    }
    expect(done).toEqual(Array.from({ length: 6 }, () => 'reload'))
  })

  it('has three tries again after the officer’s wish', async () => {
    const { revival, done } = page([true])
    for (let death = 0; death < 7; death += 1) await revival.pageDied('killed')
    expect(done.filter((step) => step === 'reload')).toHaveLength(3 + 1 + 3)
  })

  it('is given up when the officer does not want it back, and left alone when it was to end', async () => {
    const { revival, done } = page([false])
    await revival.pageDied('clean-exit')
    expect(done).toEqual([])
    for (let death = 0; death < 4; death += 1) await revival.pageDied('crashed')
    expect(done.at(-1)).toBe('give up')
  })
})

describe('the officer’s place', () => {
  const place: Place = {
    pane: 'inbox',
    view: 'mine',
    statuses: [],
    mine: false,
    search: '',
    firstRow: 40,
    caseId: null,
    composing: null,
    outboxGroup: null,
    actionId: null,
    showsCase: false,
  }
  it('is there for the next page, which is told once that the one before died', () => {
    const keeper = new PlaceKeeper()
    keeper.keep(place)
    keeper.pageDied()
    expect(keeper.take()).toEqual({ place, reloaded: true })
    expect(keeper.take()).toEqual({ place, reloaded: false })
  })
  it('is forgotten with whoever was signed in', () => {
    const keeper = new PlaceKeeper()
    keeper.keep(place)
    keeper.forget()
    expect(keeper.take()).toEqual({ place: null, reloaded: false })
  })
})
