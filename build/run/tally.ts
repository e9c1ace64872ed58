/** How many tests of a step passed and failed. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** What failed, in its own words; a failure without a name is told by its step's. */
  readonly named?: readonly string[]
  /** What passed only when it was tried again: it counts as passed, and is told, since something is not as it should be. */
  readonly again?: readonly string[]
}
