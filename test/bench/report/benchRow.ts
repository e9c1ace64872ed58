/** The rows of PERFORMANCE.md that are measured in the program; N1 and N2 are the sandbox's. */
export const rowIds = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'P12'] as const
export type RowId = (typeof rowIds)[number]

export type Unit = 'ms' | 'MB' | '%' | '1/s' | 'share'

/** One figure of a row, as it was measured. Of everything here less is better. */
export interface Measured {
  readonly id: RowId
  /** What floors and goals are kept under; stays when the words change. */
  readonly key: string
  readonly name: string
  /** How many cases the desk holds. */
  readonly size: number
  readonly unit: Unit
  readonly ours: number
  /** What nothing can be faster than, measured in the same run; null where there is no such thing. */
  readonly limit: number | null
  /** The same work by others, measured in the same run. */
  readonly peers: Readonly<Record<string, number>>
  /** By what ours is divided for the ratio: the limit, a peer's name, or nothing. */
  readonly against: string | null
  /** Of how many samples the figure is the median or the quantile. */
  readonly samples: number
}

/** What a figure is held to: its ratio, which does not depend on the machine, or ours itself, which does. */
export type Judged = 'ratio' | 'ours'

export interface BenchRow extends Measured {
  /** Ours divided by what it is measured against. */
  readonly ratio: number | null
  /** Worse than that fails; null where the figure depends on the machine or nothing is known of this size. */
  readonly floor: number | null
  readonly floorBy: Judged
  readonly goal: number | null
  readonly goalBy: Judged
  readonly floorHeld: boolean | null
  readonly goalReached: boolean | null
}

/** Ours divided by what it is measured against; null where there is nothing. */
export function ratioOf({ ours, limit, peers, against }: Measured): number | null {
  const other = against === null ? null : against === 'limit' ? limit : (peers[against] ?? null)
  return other === null || other === 0 ? null : ours / other
}
