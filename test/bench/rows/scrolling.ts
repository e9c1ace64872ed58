import { takesFunctions } from '../page/inPage'
import type { Measured } from '../report/benchRow'
import { median, quantile } from '../statistics'
import { inTurn, rounds, type RowContext, type RowWork } from './rowWork'

const ways = ['fling', 'jump', 'page'] as const
type Way = (typeof ways)[number]

const names = {
  fling: 'scrolling with a fling',
  jump: 'jumping to anywhere',
  page: 'paging',
} as const satisfies Record<Way, string>

/** P8: how long the frames take while the list is scrolled; against the frames of the same page when nothing moves. */
export const scrolling: RowWork = { ids: ['P8'], measure }

async function measure({ world, size }: RowContext): Promise<readonly Measured[]> {
  const desk = await world.desk(size)
  try {
    const { page } = desk
    await takesFunctions(page)
    const frames = new Map<Way | 'still', number[]>()
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of inTurn([...ways, 'still'] as const, round)) {
        const times = await page.evaluate(frameTimes, way)
        // The first round draws what is drawn for the first time.
        if (round > 0) frames.set(way, [...(frames.get(way) ?? []), quantile(times, 0.99)])
      }
    }
    const p99 = (way: Way | 'still'): number => median(frames.get(way) ?? [])
    return ways.map((way) => ({
      ...{ id: 'P8', key: `frames-${way}`, name: `${names[way]}, frame p99`, size, unit: 'ms' },
      ...{ ours: p99(way), limit: p99('still'), peers: {}, against: 'limit', samples: rounds },
    }))
  } finally {
    await desk.close()
  }
}

/** Runs in the page: the times between its frames over two seconds, the list being scrolled in that way. */
function frameTimes(way: 'fling' | 'jump' | 'page' | 'still'): Promise<number[]> {
  return new Promise((resolve) => {
    const list = document.querySelector('[role=listbox]')
    if (!list) throw new Error('There is no list.')
    const milliseconds = 2_000
    const times: number[] = []
    const began = performance.now()
    list.scrollTop = 0
    let last: number | null = null
    let place = 0
    let velocity = 220
    const step = (now: number) => {
      if (last !== null) times.push(now - last)
      last = now
      place += 1
      if (way === 'fling') {
        velocity = velocity < 5 ? 220 : velocity * 0.97
        list.scrollTop += velocity
      }
      // Twelve frames are what a hand takes between two of them at the fastest.
      if (way === 'jump' && place % 12 === 0) {
        list.scrollTop = ((place * 7919) % 1000) * 0.001 * list.scrollHeight
      }
      if (way === 'page' && place % 12 === 0) list.scrollTop += list.clientHeight
      if (now - began < milliseconds) requestAnimationFrame(step)
      else resolve(times)
    }
    requestAnimationFrame(step)
  })
}
