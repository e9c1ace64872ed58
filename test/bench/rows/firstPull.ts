import { join } from 'node:path'
import { pageLimits } from '../../../shared/protocol/changes'
import { changesRequests, noteChangesRequests } from '../page/nationalRequests'
import { optionalPulls } from '../page/optionalPeerPulls'
import { parsedOnly, storedByDexie } from '../page/peerPulls'
import { shownPull, watchPull } from '../page/pullWatch'
import type { Measured, RowId } from '../report/benchRow'
import { median } from '../statistics'
import { supervisor, type BenchWorld } from '../world/benchWorld'
import { bundlePeer, isInstalled, optionalPeers, type OptionalPeer } from '../world/optionalPeers'
import { onPeerPage } from '../world/peerPage'
import { inTurn, rounds, type RowContext, type RowWork } from './rowWork'

interface Pull {
  readonly all: number
  readonly firstRows: number
  readonly longestGap: number
}

/**
 * P2 and P10: from the first request for changes to a list that counts every case, all of them sealed and stored; beside
 * it the same pages only fetched and parsed, and plain Dexie with three indexes, in a page of the same Electron.
 */
export const firstPull: RowWork = { ids: ['P2', 'P10'], measure }

async function measure(context: RowContext): Promise<readonly Measured[]> {
  const { world, size, note, allPeers } = context
  const { folders } = await world.programs()
  const ours: Pull[] = []
  const parsing: number[] = []
  const dexie: number[] = []
  const others = async (work: typeof parsedOnly, times: number[]): Promise<void> => {
    const { milliseconds, cases } = await onPeerPage(world, size, (page) => work(page, pageLimits.usual))
    if (cases !== size) throw new Error(`A peer was given ${cases} cases instead of ${size}.`)
    times.push(milliseconds)
  }
  const contestants = [
    async () => void ours.push(await pulled(world, size)),
    () => others(parsedOnly, parsing),
    () => others(storedByDexie, dexie),
  ]
  for (let round = 0; round <= rounds; round += 1) {
    for (const pull of inTurn(contestants, round)) await pull()
    // In the first round the national system reads its pages for the first time.
    if (round === 0) for (const taken of [ours, parsing, dexie]) taken.length = 0
    else note(`first pull, round ${round} of ${rounds}`)
  }
  const slow = allPeers ? await optionalPeerTimes(context, folders.peer) : {}
  const peers = { 'plain Dexie': median(dexie), ...slow }
  const limit = median(parsing)
  const figure = (
    [id, key, name]: readonly [RowId, string, string],
    of: (pull: Pull) => number,
    against: string | null,
  ): Measured => ({
    ...{ id, key, name, size, unit: 'ms', ours: median(ours.map(of)), samples: rounds },
    ...(against === null ? { limit: null, peers: {}, against } : { limit, peers, against }),
  })
  const all = ({ all: milliseconds }: Pull): number => milliseconds
  return [
    figure(['P2', 'pull-to-dexie', 'first pull, against plain Dexie'], all, 'plain Dexie'),
    figure(['P2', 'pull-to-parsing', 'the same, against fetching and parsing alone'], all, 'limit'),
    figure(['P2', 'pull-first-rows', 'first byte to first rows'], ({ firstRows }) => firstRows, null),
    figure(
      ['P10', 'pull-longest-gap', 'longest gap of the page in a first pull'],
      ({ longestGap }) => longestGap,
      null,
    ),
  ]
}

/** Medians of those that are installed; of the others it is said that they are not. */
async function optionalPeerTimes(
  { world, size, note }: RowContext,
  peerFolder: string,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {}
  // The keys are those of the object itself.
  for (const peer of Object.keys(optionalPeers) as OptionalPeer[]) {
    if (!isInstalled(peer)) {
      note(`${peer} is not installed and not measured`)
      continue
    }
    await bundlePeer(peer, join(peerFolder, 'libraries'))
    const taken: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const { milliseconds, cases } = await onPeerPage(world, size, (page) => {
        return optionalPulls[peer](page, pageLimits.usual)
      })
      if (cases !== size) throw new Error(`${peer} stored ${cases} cases instead of ${size}.`)
      if (round > 0) taken.push(milliseconds)
      note(`${peer}, round ${round} of ${rounds}`)
    }
    times[peer] = median(taken)
  }
  return times
}

async function pulled(world: BenchWorld, size: number): Promise<Pull> {
  const national = await world.national(size)
  const { desk, remove } = await world.newDesk()
  try {
    await noteChangesRequests(desk.mainProcess)
    await watchPull(desk.page, size)
    await desk.signIn(national.url, supervisor)
    const shown = await shownPull(desk.page)
    const [first] = await changesRequests(desk.mainProcess)
    if (!first || first.answered === null) throw new Error('The desk asked for no changes.')
    const { began, answered } = first
    const inPull = shown.gaps.filter(({ ended }) => ended > began && ended <= shown.listed)
    return {
      all: shown.listed - began,
      firstRows: shown.firstRows - answered,
      longestGap: Math.max(0, ...inPull.map(({ milliseconds }) => milliseconds)),
    }
  } finally {
    await desk.close()
    remove()
  }
}
