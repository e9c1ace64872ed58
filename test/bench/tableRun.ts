import { messageOf } from '../../build/run/command'
import type { BenchRow, RowId } from './report/benchRow'
import { judged } from './report/floors'
import { textTable } from './report/table'
import type { RowWork } from './rows/rowWork'
import type { BenchWorld } from './world/benchWorld'

export interface TableOptions {
  readonly size: number
  readonly quick: boolean
  readonly allPeers: boolean
  readonly only: readonly RowId[] | undefined
}

export interface TableRun {
  readonly rows: readonly BenchRow[]
  /** What could not be measured, a sentence each. */
  readonly broken: readonly string[]
}

/** Tells whoever waits how far it is. */
export function note(words: string): void {
  process.stderr.write(`  ${words}\n`)
}

/** Measures the wanted rows one after the other; one that cannot be measured does not take the others along. */
export async function runTable(
  world: BenchWorld,
  works: readonly RowWork[],
  { size, quick, allPeers, only }: TableOptions,
): Promise<TableRun> {
  const isWanted = (id: RowId): boolean => only?.includes(id) ?? true
  const rows: BenchRow[] = []
  const broken: string[] = []
  for (const { ids, measure } of works.filter((work) => work.ids.some(isWanted))) {
    const began = performance.now()
    try {
      const figures = await measure({ world, size, quick, allPeers, note })
      const measured = figures.filter(({ id }) => isWanted(id)).map((figure) => judged(figure))
      rows.push(...measured)
      // Who breaks a long run off has what was measured until then.
      for (const line of textTable(measured).split('\n')) note(line)
    } catch (error) {
      broken.push(`${ids.join(', ')}: ${messageOf(error)}`)
    }
    note(`${ids.join(', ')} in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  const place = ({ id }: BenchRow): number => Number(id.slice(1))
  return { rows: rows.toSorted((one, other) => place(one) - place(other)), broken }
}
