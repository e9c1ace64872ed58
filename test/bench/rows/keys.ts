import type { Desk } from '../../e2e/desk'
import { keyToPainted } from '../page/keyToPainted'
import type { Measured, RowId } from '../report/benchRow'
import { quantile } from '../statistics'
import type { RowContext, RowWork } from './rowWork'

const count = '[data-testid=inbox-count]'
const title = '[data-testid=case-title]'
const views = ['Control+2', 'Control+3', 'Control+6', 'Control+1']
const typed = 'jalan rusak'
/** So far down its menu is another order of the list. */
const ordersDown = [2, 3]

/** P4, P9 and what of P5 the officer sees: from the key's event to the frame that shows what it asked for. */
export const keys: RowWork = { ids: ['P4', 'P5', 'P9'], measure }

async function measure({ world, size, quick }: RowContext): Promise<readonly Measured[]> {
  const samples = quick ? 20 : 100
  const desk = await world.desk(size)
  try {
    const { page } = desk
    await page.keyboard.press('Escape')
    const figure = (id: RowId, key: string, name: string, times: readonly number[]): Measured => ({
      ...{ id, key, name: `${name}, key to painted, p95`, size, unit: 'ms' },
      ...{ ours: quantile(times, 0.95), limit: null, peers: {}, against: null, samples: times.length },
    })
    const switched = await keyToPainted(page, {
      ...{ samples, watched: count },
      keys: (index) => [views[index % views.length] ?? 'Control+1'],
    })
    await page.keyboard.press('Control+1')
    const filtered = await keyToPainted(page, { samples, watched: count, keys: () => ['Shift+M'] })
    const sorted = await sortTimes(desk, samples)
    const searched = await searchTimes(desk, samples)
    const next = await keyToPainted(page, { samples, watched: title, keys: () => ['j'] })
    return [
      figure('P4', 'key-switch', 'switch the view', switched),
      figure('P4', 'key-filter', 'filter', filtered),
      figure('P4', 'key-sort', 'sort', sorted),
      figure('P5', 'key-search', 'search, letter by letter', searched),
      figure('P9', 'key-next', 'next case', next),
    ]
  } finally {
    await desk.close()
  }
}

/** The menu is open and on another order when the key is pressed that is measured. */
function sortTimes({ page }: Desk, samples: number): Promise<number[]> {
  const chosen = (index: number): readonly string[] => {
    const down = ordersDown[index % ordersDown.length] ?? 1
    return ['Enter', ...Array.from({ length: down }, () => 'ArrowDown'), 'Enter']
  }
  return page
    .getByTestId('inbox-sort')
    .focus()
    .then(() => keyToPainted(page, { samples, watched: count, keys: chosen }))
}

async function searchTimes({ page }: Desk, samples: number): Promise<number[]> {
  await page.keyboard.press('/')
  const times: number[] = []
  for (let round = 0; times.length < samples && round * typed.length < 3 * samples; round += 1) {
    await page.getByTestId('inbox-search').fill('')
    times.push(
      ...(await keyToPainted(page, {
        ...{ samples: typed.length - 4, watched: count },
        keys: (index) => [typed[index] ?? 'j'],
      })),
    )
  }
  await page.getByTestId('inbox-search').fill('')
  // Once for what the search suggests, once to leave it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+1')
  return times
}
