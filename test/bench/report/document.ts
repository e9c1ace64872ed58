import type { Machine } from '../machine'
import type { BenchRow } from './benchRow'

/** What `--json FILE` holds. */
export interface BenchDocument {
  readonly machine: Machine
  readonly rows: readonly BenchRow[]
}

/** The document as text. A figure that could not be had is null: JSON knows no NaN. */
export function documentText(document: BenchDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

/** Rows whose ratio is worse than their floor. */
export function belowTheirFloor(rows: readonly BenchRow[]): readonly BenchRow[] {
  return rows.filter(({ floorHeld }) => floorHeld === false)
}
