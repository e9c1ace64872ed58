import type { Desk } from '../../e2e/desk'
import { password } from '../../e2e/desk'
import { TestDesk } from '../../national/testDesk'
import { takesFunctions } from '../page/inPage'
import { changesRequests, noteChangesRequests } from '../page/nationalRequests'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Measured } from '../report/benchRow'
import { median } from '../statistics'
import type { BenchWorld } from '../world/benchWorld'
import { mostActions as changed, openCases, retitling } from '../world/changedTitles'
import { otherSupervisor } from '../world/peerPage'
import { rounds, type RowContext, type RowWork } from './rowWork'

const small = 1_000
/** While these fail, changes gather. */
const closed = { kind: 'status', status: 503, path: '/v1/changes' }

/**
 * P3: another supervisor changes the titles of 100 cases, one of them on screen, while the desk cannot pull; then it
 * does. From the end of the response to the frame that shows the new title; against the same with 1,000 cases.
 */
export const delta: RowWork = { ids: ['P3'], measure }

async function measure({ world, size, note }: RowContext): Promise<readonly Measured[]> {
  const large = await deltas(world, size, note)
  const few = size === small ? large : await deltas(world, small, note)
  const peers = { 'with 1,000 cases': median(few) }
  const head = { id: 'P3', size, unit: 'ms', ours: median(large), limit: null, samples: rounds } as const
  return [
    {
      ...head,
      key: 'delta-to-small',
      name: 'delta of 100, response to painted, against 1,000 cases',
      ...{ peers, against: 'with 1,000 cases' },
    },
    { ...head, key: 'delta-painted', name: 'delta of 100, response to painted', peers: {}, against: null },
  ]
}

async function deltas(world: BenchWorld, size: number, note: RowContext['note']): Promise<number[]> {
  const { url, process: national } = await world.national(size)
  const desk = await world.desk(size)
  try {
    await takesFunctions(desk.page)
    // What another row's measuring left would bring the changed case with its results, without a pull.
    await desk.page.locator('[data-testid=sync-status][data-unsent="0"]').waitFor({ timeout: 60_000 })
    const other = await TestDesk.signIn({ url, password }, otherSupervisor)
    const onScreen = await shownCase(desk)
    const rest = await openCases(other, changed)
    const subjects = [onScreen, ...rest.filter((id) => id !== onScreen).slice(0, changed - 1)]
    const times: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const title = `Judul yang diukur, putaran ${round}, ${Date.now()}`
      const retitle = await retitling(other, subjects, title)
      await national.request('POST', '/sandbox/faults', { faults: [closed] })
      // From before the change: told of it, the desk may be asking already when it is done.
      await noteChangesRequests(desk.mainProcess)
      await retitle()
      const painted = desk.page.evaluate(untilTitled, [onScreen, title] as const)
      await national.request('DELETE', '/sandbox/faults')
      await desk.page.keyboard.press('F5')
      const at = await painted
      const ended = (await changesRequests(desk.mainProcess))
        .filter(({ status }) => status === 200)
        .map((response) => response.ended)
        .findLast((time) => time !== null && time <= at)
      if (ended === undefined || ended === null) throw new Error('The desk pulled no changes.')
      // The first one makes what is kept ready.
      if (round > 0) times.push(at - ended)
    }
    note(`delta with ${size} cases`)
    return times
  } finally {
    await desk.close()
  }
}

async function shownCase(desk: Desk): Promise<CaseId> {
  const id = await desk.rows().nth(1).getAttribute('data-case-id')
  if (id === null) throw new Error('The list shows no case.')
  // The page shows nothing else there.
  return id as CaseId
}

/** Runs in the page: when the frame is there that shows the case with that title, in milliseconds since 1970. */
function untilTitled([caseId, title]: readonly [string, string]): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const row = document.querySelector(`[data-testid=inbox-row][data-case-id="${caseId}"]`)
      if (!row?.textContent.includes(title)) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    setTimeout(() => reject(new Error('The changed title was not shown.')), 60_000)
  })
}
