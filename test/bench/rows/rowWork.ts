import type { Measured, RowId } from '../report/benchRow'
import type { BenchWorld } from '../world/benchWorld'

export interface RowContext {
  readonly world: BenchWorld
  /** How many cases the desk holds. */
  readonly size: number
  readonly quick: boolean
  /** Peers that take long, too, where they are installed. */
  readonly allPeers: boolean
  /** Tells whoever waits how far it is. */
  readonly note: (words: string) => void
}

/** Work whose figures are measured together, and the rows of PERFORMANCE.md that they belong to. */
export interface RowWork {
  readonly ids: readonly RowId[]
  readonly measure: (context: RowContext) => Promise<readonly Measured[]>
}

/** So many rounds count; what is measured only once in a round needs no more. */
export const rounds = 5

/** The order of a round: turned around in every second one, so that nobody always comes first. */
export function inTurn<Item>(items: readonly Item[], round: number): readonly Item[] {
  return round % 2 === 0 ? items : items.toReversed()
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
