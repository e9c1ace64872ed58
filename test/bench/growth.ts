import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../build/run/deskProcess'
import { allWorks } from './allWorks'
import type { RowId } from './report/benchRow'
import { growthLines, growthPlot } from './report/growthPlot'
import { note, runTable, type TableRun } from './tableRun'
import type { BenchWorld } from './world/benchWorld'

export const growthFile = join(projectRoot, 'docs/performance-growth.svg')

const sizes = [1_000, 10_000, 100_000] as const
const growing: readonly RowId[] = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7']
/** The same figure held against something else is no line of its own, and neither is a share. */
const notDrawn: ReadonlySet<string> = new Set([
  ...['launch-to-own-empty', 'pull-to-parsing', 'delta-to-small'],
  ...['search-recall', 'search-mistake-to-beginning', 'saved-median'],
])

/** P1 to P7 at every size up to `largest`, drawn into the documentation; gives the rows of all sizes. */
export async function runGrowth(
  world: BenchWorld,
  {
    largest,
    quick,
    only = growing,
  }: { largest: number; quick: boolean; only?: readonly RowId[] | undefined },
): Promise<TableRun> {
  const runs: TableRun[] = []
  for (const size of sizes.filter((one) => one <= largest)) {
    note(`growth: ${size} cases`)
    runs.push(await runTable(world, allWorks, { size, quick, allPeers: false, only }))
  }
  const rows = runs.flatMap((run) => run.rows)
  const lines = growthLines(rows.filter(({ key }) => !notDrawn.has(key)))
  if (lines.length > 0) await writeFile(growthFile, growthPlot(lines))
  return { rows, broken: runs.flatMap((run) => run.broken) }
}
