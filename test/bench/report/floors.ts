import { ratioOf, type BenchRow, type Judged, type Measured } from './benchRow'

/** What a figure must not exceed, for each number of cases at which that is known. */
type Floors = Readonly<Record<number, number>>

export interface Mark {
  /** PERFORMANCE.md's last column; null where it has none for this figure. */
  readonly goal: { readonly by: Judged; readonly atMost: number } | null
  /**
   * A floor is what is reached, less a third: the figure that was measured, times 1.5. It goes by what does not depend on
   * the machine: the ratio, or ours where it is a size or a share. It is moved when more is reached, never because it is
   * not held.
   */
  readonly floors: Floors
  /** The ratio, unless given. */
  readonly floorBy?: Judged
}

const ours = (atMost: number) => ({ by: 'ours', atMost }) as const
const ratio = (atMost: number) => ({ by: 'ratio', atMost }) as const
const none: Floors = {}

/** All that the run can measure, by `Measured.key`. Goals that say *at least so many times faster* stand as one divided by it. */
export const marks: Readonly<Record<string, Mark>> = {
  'launch-to-empty-window': { goal: ratio(1.15), floors: { 100_000: 2.5 } },
  'launch-to-own-empty': { goal: ratio(1.05), floors: { 100_000: 1.4 } },
  'launch-to-all-listed': { goal: null, floors: { 100_000: 7.7 } },
  'pull-to-dexie': { goal: ratio(1 / 2.7), floors: { 100_000: 1.75 } },
  'pull-to-parsing': { goal: null, floors: { 100_000: 3.3 } },
  'pull-first-rows': { goal: ours(100), floors: none },
  'delta-painted': { goal: ours(50), floors: none },
  'delta-to-small': { goal: ratio(1.2), floors: { 100_000: 1.7 } },
  'key-switch': { goal: ours(16), floors: none },
  'key-filter': { goal: ours(16), floors: none },
  'key-sort': { goal: ours(16), floors: none },
  'key-search': { goal: ours(25), floors: none },
  'search-beginning': { goal: ours(2), floors: { 100_000: 0.0065 } },
  'search-two-words': { goal: ours(2), floors: { 100_000: 0.026 } },
  'search-mistake': { goal: ours(5), floors: { 100_000: 0.029 } },
  'search-build': { goal: ratio(0.2), floors: { 100_000: 0.33 } },
  'search-memory': { goal: ours(70), floors: { 10_000: 2.7, 100_000: 23.5 }, floorBy: 'ours' },
  'search-recall': { goal: ratio(1), floors: { 10_000: 0.06, 100_000: 0.15 }, floorBy: 'ours' },
  'search-mistake-to-beginning': { goal: null, floors: { 100_000: 0.73 } },
  saved: { goal: ours(10), floors: none },
  'saved-median': { goal: null, floors: none },
  'memory-over-empty': { goal: ours(150), floors: { 100_000: 325 }, floorBy: 'ours' },
  'soak-growth': { goal: ours(10), floors: none },
  'soak-page-heap': { goal: null, floors: none },
  'soak-engine-heap': { goal: null, floors: none },
  'frames-fling': { goal: ours(25), floors: { 100_000: 3 } },
  'frames-jump': { goal: ours(25), floors: { 100_000: 3 } },
  'frames-page': { goal: ours(25), floors: { 100_000: 1.5 } },
  'key-next': { goal: ours(25), floors: none },
  'pull-longest-gap': { goal: ours(50), floors: none },
  'idle-processor': { goal: ours(0.5), floors: none },
  'idle-wake-ups': { goal: null, floors: none },
  archive: { goal: ours(12), floors: { 1_000: 9.1, 10_000: 9.1, 100_000: 9.1 }, floorBy: 'ours' },
}

/** Holds a figure to its floor and its goal. Throws when it is in no table, so that none is measured for nothing. */
export function judged(measured: Measured, held: Readonly<Record<string, Mark>> = marks): BenchRow {
  const mark = held[measured.key]
  if (!mark) throw new Error(`${measured.key} has neither floor nor goal in floors.ts`)
  const found = ratioOf(measured)
  const floor = mark.floors[measured.size] ?? null
  const goalBy = mark.goal?.by ?? 'ratio'
  const floored = mark.floorBy === 'ours' ? measured.ours : found
  const aimed = goalBy === 'ours' ? measured.ours : found
  return {
    ...measured,
    ratio: found,
    floor,
    floorBy: mark.floorBy ?? 'ratio',
    goal: mark.goal?.atMost ?? null,
    goalBy,
    floorHeld: floor === null || floored === null ? null : floored <= floor,
    goalReached: mark.goal === null || aimed === null ? null : aimed <= mark.goal.atMost,
  }
}
